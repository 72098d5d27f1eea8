-- What class hours and shows of hands were for is a grade, a class of it or the whole school. It was a word of anybody's
-- own, which could name a pupil: what stands there goes, hours and hands stay.

-- AlterTable
ALTER TABLE "hour_entry" DROP COLUMN "class_name",
ADD COLUMN     "class_group" TEXT;

-- What Prisma cannot say ------------------------------------------------------------------------------

ALTER TABLE "hour_entry" ADD CONSTRAINT "hour_entry_class_group" CHECK ("class_group" ~ '^(school|([1-9]|1[0-2])(-[1-9][0-9]?)?)$');
ALTER TABLE "hour_entry" ADD CONSTRAINT "hour_entry_heads" CHECK ("heads" BETWEEN 0 AND 20000);

UPDATE "deputy_evaluation" SET "rater_key" = 'class:#' || "id" WHERE "source" = 'class';
ALTER TABLE "deputy_evaluation" ADD CONSTRAINT "deputy_evaluation_rater" CHECK (
  "rater_key" ~ '^(school|deputy|coordinator|class:(#[0-9]+|school|([1-9]|1[0-2])(-[1-9][0-9]?)?))$');
ALTER TABLE "deputy_evaluation" ADD CONSTRAINT "deputy_evaluation_hands" CHECK (0 <= ALL ("counts") AND 5000 >= ALL ("counts"));
