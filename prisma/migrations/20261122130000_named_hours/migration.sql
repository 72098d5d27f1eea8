-- Somebody named an hour: about when the talk should begin, in minutes after midnight.
ALTER TABLE "order_window" ADD COLUMN "clock" INTEGER;
-- A time that a coordinator suggests says as much as one that was wished for.
ALTER TABLE "counter_offer" ADD COLUMN "period" INTEGER, ADD COLUMN "clock" INTEGER;
