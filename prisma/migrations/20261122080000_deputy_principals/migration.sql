-- 法治副校长: schools as records with their own people, the pool of those who are eligible, requests, appointments with
-- their history, the ledger of class hours, and the yearly evaluation.

-- CreateEnum
CREATE TYPE "school_kind" AS ENUM ('primary', 'secondary', 'vocational', 'special', 'specialised');

-- CreateEnum
CREATE TYPE "school_level" AS ENUM ('primary', 'junior', 'senior', 'mixed');

-- CreateEnum
CREATE TYPE "agency" AS ENUM ('court', 'procuratorate', 'police', 'justice');

-- CreateEnum
CREATE TYPE "deputy_request_kind" AS ENUM ('first', 'renewal', 'replacement', 'left');

-- CreateEnum
CREATE TYPE "deputy_request_state" AS ENUM ('open', 'placed', 'fulfilled', 'withdrawn', 'refused');

-- CreateEnum
CREATE TYPE "appointment_state" AS ENUM ('recommended', 'approved', 'accepted', 'active', 'declined', 'refused', 'ended');

-- CreateEnum
CREATE TYPE "hour_kind" AS ENUM ('taught', 'organised');

-- CreateEnum
CREATE TYPE "duty" AS ENUM ('legal_education', 'student_rights', 'crime_prevention', 'safety', 'discipline', 'governance');

-- CreateEnum
CREATE TYPE "evaluation_source" AS ENUM ('school', 'deputy', 'coordinator', 'class');

-- AlterEnum


ALTER TYPE "staff_role" ADD VALUE 'bureau';
ALTER TYPE "staff_role" ADD VALUE 'school_contact';

-- DropIndex
DROP INDEX "deputy_principal_appointment_speaker_id_school_id_from_date_key";

-- AlterTable
ALTER TABLE "school" ADD COLUMN     "kind" "school_kind" NOT NULL DEFAULT 'primary',
ADD COLUMN     "level" "school_level" NOT NULL DEFAULT 'primary',
ADD COLUMN     "remote" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "retired_at" TIMESTAMPTZ(3),
ADD COLUMN     "rural" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "students" INTEGER,
ADD COLUMN     "weak" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "deputy_principal_appointment" ADD COLUMN     "after_training" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "end_reason" TEXT,
ADD COLUMN     "ended_on" DATE,
ADD COLUMN     "issued_at" TIMESTAMPTZ(3),
ADD COLUMN     "letter_number" TEXT,
ADD COLUMN     "post" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "reminded_days" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
ADD COLUMN     "renews_id" INTEGER,
ADD COLUMN     "request_id" INTEGER,
ADD COLUMN     "slot" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "state" "appointment_state" NOT NULL DEFAULT 'active',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "invite" ADD COLUMN     "school_id" INTEGER;

-- CreateTable
CREATE TABLE "school_contact" (
    "id" SERIAL NOT NULL,
    "school_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "name" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "school_contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deputy_profile" (
    "speaker_id" INTEGER NOT NULL,
    "agency" "agency" NOT NULL,
    "qualification" TEXT,
    "fields" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "born_on" DATE NOT NULL,
    "retired" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deputy_profile_pkey" PRIMARY KEY ("speaker_id")
);

-- CreateTable
CREATE TABLE "deputy_training" (
    "id" SERIAL NOT NULL,
    "speaker_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "tenths" INTEGER NOT NULL,
    "title" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deputy_training_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deputy_request" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "school_id" INTEGER NOT NULL,
    "post" INTEGER NOT NULL DEFAULT 1,
    "kind" "deputy_request_kind" NOT NULL,
    "state" "deputy_request_state" NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 1,
    "person_id" INTEGER NOT NULL,
    "wish_speaker_id" INTEGER,
    "wish_field" TEXT,
    "need" TEXT,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "deputy_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appointment_event" (
    "id" BIGSERIAL NOT NULL,
    "appointment_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "action" TEXT NOT NULL,
    "from_state" "appointment_state",
    "to_state" "appointment_state" NOT NULL,
    "version" INTEGER NOT NULL,
    "actor" TEXT NOT NULL,
    "actor_id" INTEGER,
    "reason" TEXT,

    CONSTRAINT "appointment_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hour_entry" (
    "id" SERIAL NOT NULL,
    "appointment_id" INTEGER NOT NULL,
    "speaker_id" INTEGER NOT NULL,
    "school_id" INTEGER NOT NULL,
    "kind" "hour_kind" NOT NULL,
    "duty" "duty" NOT NULL,
    "day" DATE NOT NULL,
    "tenths" INTEGER NOT NULL,
    "class_name" TEXT,
    "heads" INTEGER,
    "order_id" INTEGER,
    "corrects_id" INTEGER,
    "person_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "hour_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deputy_evaluation" (
    "id" SERIAL NOT NULL,
    "appointment_id" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "source" "evaluation_source" NOT NULL,
    "rater_key" TEXT NOT NULL,
    "score" INTEGER,
    "counts" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "comment" TEXT,
    "person_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deputy_evaluation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bureau_member" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "area_id" INTEGER NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bureau_member_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "school_contact_person_id_idx" ON "school_contact"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "school_contact_school_id_person_id_key" ON "school_contact"("school_id", "person_id");

-- CreateIndex
CREATE INDEX "deputy_training_speaker_id_idx" ON "deputy_training"("speaker_id");

-- CreateIndex
CREATE UNIQUE INDEX "deputy_request_number_key" ON "deputy_request"("number");

-- CreateIndex
CREATE INDEX "deputy_request_state_created_at_idx" ON "deputy_request"("state", "created_at");

-- CreateIndex
CREATE INDEX "deputy_request_school_id_idx" ON "deputy_request"("school_id");

-- CreateIndex
CREATE UNIQUE INDEX "appointment_event_appointment_id_version_key" ON "appointment_event"("appointment_id", "version");

-- CreateIndex
CREATE INDEX "hour_entry_appointment_id_day_idx" ON "hour_entry"("appointment_id", "day");

-- CreateIndex
CREATE INDEX "hour_entry_order_id_idx" ON "hour_entry"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "deputy_evaluation_appointment_id_year_rater_key_key" ON "deputy_evaluation"("appointment_id", "year", "rater_key");

-- CreateIndex
CREATE UNIQUE INDEX "bureau_member_person_id_key" ON "bureau_member"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "deputy_principal_appointment_letter_number_key" ON "deputy_principal_appointment"("letter_number");

-- CreateIndex
CREATE INDEX "deputy_principal_appointment_speaker_id_state_idx" ON "deputy_principal_appointment"("speaker_id", "state");

-- CreateIndex
CREATE INDEX "deputy_principal_appointment_school_id_state_idx" ON "deputy_principal_appointment"("school_id", "state");

-- AddForeignKey
ALTER TABLE "school_contact" ADD CONSTRAINT "school_contact_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "school_contact" ADD CONSTRAINT "school_contact_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deputy_profile" ADD CONSTRAINT "deputy_profile_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speaker"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deputy_training" ADD CONSTRAINT "deputy_training_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "deputy_profile"("speaker_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deputy_request" ADD CONSTRAINT "deputy_request_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deputy_request" ADD CONSTRAINT "deputy_request_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deputy_request" ADD CONSTRAINT "deputy_request_wish_speaker_id_fkey" FOREIGN KEY ("wish_speaker_id") REFERENCES "speaker"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deputy_principal_appointment" ADD CONSTRAINT "deputy_principal_appointment_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "deputy_request"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deputy_principal_appointment" ADD CONSTRAINT "deputy_principal_appointment_renews_id_fkey" FOREIGN KEY ("renews_id") REFERENCES "deputy_principal_appointment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appointment_event" ADD CONSTRAINT "appointment_event_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "deputy_principal_appointment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hour_entry" ADD CONSTRAINT "hour_entry_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "deputy_principal_appointment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hour_entry" ADD CONSTRAINT "hour_entry_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speaker"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hour_entry" ADD CONSTRAINT "hour_entry_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hour_entry" ADD CONSTRAINT "hour_entry_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hour_entry" ADD CONSTRAINT "hour_entry_corrects_id_fkey" FOREIGN KEY ("corrects_id") REFERENCES "hour_entry"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deputy_evaluation" ADD CONSTRAINT "deputy_evaluation_appointment_id_fkey" FOREIGN KEY ("appointment_id") REFERENCES "deputy_principal_appointment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bureau_member" ADD CONSTRAINT "bureau_member_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bureau_member" ADD CONSTRAINT "bureau_member_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invite" ADD CONSTRAINT "invite_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What Prisma cannot say ------------------------------------------------------------------------------

CREATE SEQUENCE "deputy_request_number" START 501;
CREATE SEQUENCE "letter_number" START 1;

-- Those who stand already take their first and second school, and the school's first and second post.
UPDATE "deputy_principal_appointment" a SET "slot" = n."slot", "post" = n."post"
FROM (
  SELECT "id", row_number() OVER (PARTITION BY "speaker_id" ORDER BY "from_date", "id") AS "slot",
    row_number() OVER (PARTITION BY "school_id" ORDER BY "from_date", "id") AS "post"
  FROM "deputy_principal_appointment"
) n WHERE n."id" = a."id";

ALTER TABLE "deputy_principal_appointment" ADD CONSTRAINT "appointment_not_reversed" CHECK ("from_date" < "until_date");
ALTER TABLE "deputy_principal_appointment" ADD CONSTRAINT "appointment_slot" CHECK ("slot" > 0 AND "post" > 0);
-- Nobody serves more schools at once than they have slots, and no post has two people at once.
ALTER TABLE "deputy_principal_appointment" ADD CONSTRAINT "appointment_one_school_a_slot"
  EXCLUDE USING gist ("speaker_id" WITH =, "slot" WITH =, daterange("from_date", coalesce("ended_on", "until_date")) WITH &&)
  WHERE ("state" IN ('recommended', 'approved', 'accepted', 'active'));
ALTER TABLE "deputy_principal_appointment" ADD CONSTRAINT "appointment_one_person_a_post"
  EXCLUDE USING gist ("school_id" WITH =, "post" WITH =, daterange("from_date", coalesce("ended_on", "until_date")) WITH &&)
  WHERE ("state" IN ('recommended', 'approved', 'accepted', 'active'));
-- … and nobody holds two posts of one school.
ALTER TABLE "deputy_principal_appointment" ADD CONSTRAINT "appointment_once_a_school"
  EXCLUDE USING gist ("speaker_id" WITH =, "school_id" WITH =, daterange("from_date", coalesce("ended_on", "until_date")) WITH &&)
  WHERE ("state" IN ('recommended', 'approved', 'accepted', 'active'));

CREATE UNIQUE INDEX "deputy_request_one_open" ON "deputy_request" ("school_id", "post") WHERE "state" IN ('open', 'placed');

-- A talk counts once, and no entry is empty.
CREATE UNIQUE INDEX "hour_entry_once_an_order" ON "hour_entry" ("order_id") WHERE "order_id" IS NOT NULL AND "corrects_id" IS NULL;
ALTER TABLE "hour_entry" ADD CONSTRAINT "hour_entry_not_empty" CHECK ("tenths" <> 0 AND ("corrects_id" IS NOT NULL OR "tenths" > 0));
ALTER TABLE "deputy_training" ADD CONSTRAINT "deputy_training_hours" CHECK ("tenths" BETWEEN 1 AND 2400);
ALTER TABLE "deputy_evaluation" ADD CONSTRAINT "deputy_evaluation_score" CHECK ("score" BETWEEN 0 AND 100);

-- History and ledger are append-only.
CREATE FUNCTION "is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER "appointment_event_append_only" BEFORE UPDATE OR DELETE ON "appointment_event"
  FOR EACH ROW EXECUTE FUNCTION "is_append_only"();
CREATE TRIGGER "hour_entry_append_only" BEFORE UPDATE OR DELETE ON "hour_entry"
  FOR EACH ROW EXECUTE FUNCTION "is_append_only"();
