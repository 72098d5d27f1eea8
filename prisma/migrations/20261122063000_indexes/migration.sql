-- What lists and pages look for.

CREATE INDEX "orders_starts_at_idx" ON "orders"("starts_at");
CREATE INDEX "resident_request_person_id_idx" ON "resident_request"("person_id");
CREATE INDEX "talk_record_speaker_id_idx" ON "talk_record"("speaker_id");
