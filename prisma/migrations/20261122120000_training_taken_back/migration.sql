-- What was entered wrongly stays, and counts no more.
ALTER TABLE "deputy_training" ADD COLUMN     "taken_back_at" TIMESTAMPTZ(3);
