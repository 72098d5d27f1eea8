-- Matching over everything that is open: assistants and kits, working hours, areas, courses, case counts, plans,
-- duty recalls and hand-overs.

-- CreateEnum
CREATE TYPE "kit_kind" AS ENUM ('projector', 'screen', 'vehicle');

-- CreateEnum
CREATE TYPE "application_state" AS ENUM ('open', 'accepted', 'declined', 'withdrawn');

-- CreateEnum
CREATE TYPE "course_state" AS ENUM ('draft', 'submitted', 'published', 'withdrawn');

-- CreateEnum
CREATE TYPE "part" AS ENUM ('lead', 'assistant');

-- AlterTable
ALTER TABLE "format" ADD COLUMN     "kits" "kit_kind"[] DEFAULT ARRAY[]::"kit_kind"[],
ADD COLUMN     "people" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "speaker" ADD COLUMN     "can_assist" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "daily_limit" INTEGER NOT NULL DEFAULT 2,
ADD COLUMN     "guest_order_id" INTEGER,
ADD COLUMN     "left_at" TIMESTAMPTZ(3),
ADD COLUMN     "target_share" DOUBLE PRECISION NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "course" DROP COLUMN "title",
ADD COLUMN     "audience" TEXT NOT NULL DEFAULT 'residents',
ADD COLUMN     "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "published_at" TIMESTAMPTZ(3),
ADD COLUMN     "state" "course_state" NOT NULL DEFAULT 'draft',
ADD COLUMN     "talk_minutes" INTEGER NOT NULL,
ADD COLUMN     "title_en" TEXT NOT NULL,
ADD COLUMN     "title_zh" TEXT NOT NULL;

-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "course_id" INTEGER;

-- AlterTable
ALTER TABLE "proposal" ADD COLUMN     "plan_run_id" INTEGER,
ADD COLUMN     "relaxations" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "verdicts" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "offer" ADD COLUMN     "claim" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "note" TEXT,
ADD COLUMN     "part" "part" NOT NULL DEFAULT 'lead';

-- AlterTable
ALTER TABLE "booking" ADD COLUMN     "kit_id" INTEGER,
ADD COLUMN     "part" "part" NOT NULL DEFAULT 'lead',
ALTER COLUMN "speaker_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "talk_record" ADD COLUMN     "assistant_id" INTEGER;

-- CreateTable
CREATE TABLE "kit" (
    "id" SERIAL NOT NULL,
    "kind" "kit_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "made_up" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "kit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_count" (
    "area_id" INTEGER NOT NULL,
    "topic_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "cases" INTEGER NOT NULL,

    CONSTRAINT "case_count_pkey" PRIMARY KEY ("area_id","topic_id","month")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "speaker_hours" (
    "speaker_id" INTEGER NOT NULL,
    "weekday" INTEGER NOT NULL,
    "from_minutes" INTEGER NOT NULL,
    "until_minutes" INTEGER NOT NULL,

    CONSTRAINT "speaker_hours_pkey" PRIMARY KEY ("speaker_id","weekday","from_minutes")
);

-- CreateTable
CREATE TABLE "speaker_area" (
    "speaker_id" INTEGER NOT NULL,
    "area_id" INTEGER NOT NULL,

    CONSTRAINT "speaker_area_pkey" PRIMARY KEY ("speaker_id","area_id")
);

-- CreateTable
CREATE TABLE "topic_request" (
    "id" SERIAL NOT NULL,
    "speaker_id" INTEGER NOT NULL,
    "topic_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),
    "granted" BOOLEAN,

    CONSTRAINT "topic_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "speaker_application" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "state" "application_state" NOT NULL DEFAULT 'open',
    "kind" "speaker_kind" NOT NULL,
    "area_id" INTEGER NOT NULL,
    "topic_ids" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "languages" TEXT[] DEFAULT ARRAY['putonghua']::TEXT[],
    "name" TEXT,
    "phone" TEXT,
    "about" TEXT,
    "speaker_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "speaker_application_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "course_file" (
    "id" SERIAL NOT NULL,
    "course_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "course_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_run" (
    "id" SERIAL NOT NULL,
    "cause" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "objective" DOUBLE PRECISION NOT NULL,
    "bound" DOUBLE PRECISION NOT NULL,
    "gap" DOUBLE PRECISION NOT NULL,
    "seconds" DOUBLE PRECISION NOT NULL,
    "orders" INTEGER NOT NULL,
    "placed" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plan_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "duty_recall" (
    "id" SERIAL NOT NULL,
    "speaker_id" INTEGER NOT NULL,
    "coordinator_id" INTEGER NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "duty_recall_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recall_item" (
    "recall_id" INTEGER NOT NULL,
    "order_id" INTEGER NOT NULL,
    "order_version" INTEGER NOT NULL,
    "speaker_id" INTEGER,
    "candidate" JSONB,

    CONSTRAINT "recall_item_pkey" PRIMARY KEY ("recall_id","order_id")
);

-- CreateTable
CREATE TABLE "hand_over" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "order_version" INTEGER NOT NULL,
    "from_id" INTEGER NOT NULL,
    "to_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),
    "granted" BOOLEAN,

    CONSTRAINT "hand_over_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "kit_name_key" ON "kit"("name");

-- CreateIndex
CREATE INDEX "topic_request_speaker_id_idx" ON "topic_request"("speaker_id");

-- CreateIndex
CREATE UNIQUE INDEX "speaker_application_speaker_id_key" ON "speaker_application"("speaker_id");

-- CreateIndex
CREATE INDEX "speaker_application_state_created_at_idx" ON "speaker_application"("state", "created_at");

-- CreateIndex
CREATE INDEX "course_file_course_id_idx" ON "course_file"("course_id");

-- CreateIndex
CREATE INDEX "hand_over_order_id_idx" ON "hand_over"("order_id");

-- CreateIndex
CREATE INDEX "talk_record_assistant_id_idx" ON "talk_record"("assistant_id");

-- AddForeignKey
ALTER TABLE "case_count" ADD CONSTRAINT "case_count_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_count" ADD CONSTRAINT "case_count_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speaker" ADD CONSTRAINT "speaker_guest_order_id_fkey" FOREIGN KEY ("guest_order_id") REFERENCES "orders"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speaker_hours" ADD CONSTRAINT "speaker_hours_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speaker"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speaker_area" ADD CONSTRAINT "speaker_area_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speaker"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speaker_area" ADD CONSTRAINT "speaker_area_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_request" ADD CONSTRAINT "topic_request_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speaker"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_request" ADD CONSTRAINT "topic_request_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speaker_application" ADD CONSTRAINT "speaker_application_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speaker_application" ADD CONSTRAINT "speaker_application_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speaker_application" ADD CONSTRAINT "speaker_application_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speaker"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_file" ADD CONSTRAINT "course_file_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "course"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "course"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_plan_run_id_fkey" FOREIGN KEY ("plan_run_id") REFERENCES "plan_run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_kit_id_fkey" FOREIGN KEY ("kit_id") REFERENCES "kit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duty_recall" ADD CONSTRAINT "duty_recall_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speaker"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duty_recall" ADD CONSTRAINT "duty_recall_coordinator_id_fkey" FOREIGN KEY ("coordinator_id") REFERENCES "coordinator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recall_item" ADD CONSTRAINT "recall_item_recall_id_fkey" FOREIGN KEY ("recall_id") REFERENCES "duty_recall"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recall_item" ADD CONSTRAINT "recall_item_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recall_item" ADD CONSTRAINT "recall_item_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speaker"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_over" ADD CONSTRAINT "hand_over_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_over" ADD CONSTRAINT "hand_over_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "speaker"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_over" ADD CONSTRAINT "hand_over_to_id_fkey" FOREIGN KEY ("to_id") REFERENCES "speaker"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "talk_record" ADD CONSTRAINT "talk_record_assistant_id_fkey" FOREIGN KEY ("assistant_id") REFERENCES "speaker"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What Prisma cannot say ------------------------------------------------------------------------------

-- A film needs somebody at the projector as well, and both parts of the set.
UPDATE "format" SET "people" = 2, "kits" = '{projector,screen}' WHERE "code" = 'cinema';

-- A booking is a speaker's or a kit's, and no kit is in two places at once.
ALTER TABLE "booking" ADD CONSTRAINT "booking_of_one" CHECK (("speaker_id" IS NULL) <> ("kit_id" IS NULL));
ALTER TABLE "booking" ADD CONSTRAINT "booking_kit_no_overlap"
  EXCLUDE USING gist ("kit_id" WITH =, tstzrange("from_at", "until_at") WITH &&) WHERE ("active");

-- An order has at most one live offer for each part; where it is open to all, one of each speaker, and one that is accepted.
DROP INDEX "offer_one_live";
CREATE UNIQUE INDEX "offer_one_live" ON "offer" ("order_id", "part") WHERE "state" IN ('open', 'accepted') AND NOT "claim";
CREATE UNIQUE INDEX "offer_one_accepted" ON "offer" ("order_id", "part") WHERE "state" = 'accepted';
CREATE UNIQUE INDEX "offer_one_of_a_speaker" ON "offer" ("order_id", "speaker_id") WHERE "state" IN ('open', 'accepted');

CREATE UNIQUE INDEX "speaker_application_one_open" ON "speaker_application" ("person_id") WHERE "state" = 'open';
CREATE UNIQUE INDEX "topic_request_one_open" ON "topic_request" ("speaker_id", "topic_id") WHERE "decided_at" IS NULL;
CREATE UNIQUE INDEX "hand_over_one_open" ON "hand_over" ("order_id") WHERE "decided_at" IS NULL;

ALTER TABLE "speaker" ADD CONSTRAINT "speaker_limits" CHECK ("daily_limit" > 0 AND "weekly_limit" > 0 AND "target_share" > 0);
ALTER TABLE "speaker_hours" ADD CONSTRAINT "speaker_hours_of_a_day"
  CHECK ("weekday" BETWEEN 1 AND 7 AND 0 <= "from_minutes" AND "from_minutes" < "until_minutes" AND "until_minutes" <= 1440);
ALTER TABLE "case_count" ADD CONSTRAINT "case_count_not_negative" CHECK ("cases" >= 0);
ALTER TABLE "course" ADD CONSTRAINT "course_minutes" CHECK ("talk_minutes" BETWEEN 10 AND 300);
