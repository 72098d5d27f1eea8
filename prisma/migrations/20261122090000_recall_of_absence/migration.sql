-- An absence that a 临时任务 entered names it; until now it was known by its times.

-- AlterTable
ALTER TABLE "away" ADD COLUMN     "recall_id" INTEGER;

-- AddForeignKey
ALTER TABLE "away" ADD CONSTRAINT "away_recall_id_fkey" FOREIGN KEY ("recall_id") REFERENCES "duty_recall"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

UPDATE "away" a SET "recall_id" = (
  SELECT max(r."id") FROM "duty_recall" r
  WHERE r."speaker_id" = a."speaker_id" AND r."from" = a."from" AND r."until" = a."until" AND r."done_at" IS NOT NULL
);
