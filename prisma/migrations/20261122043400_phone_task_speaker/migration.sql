-- AddForeignKey
ALTER TABLE "phone_task" ADD CONSTRAINT "phone_task_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speaker"("id") ON DELETE SET NULL ON UPDATE CASCADE;
