-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "area_kind" AS ENUM ('district', 'station', 'township', 'village', 'grid');

-- CreateEnum
CREATE TYPE "requester_kind" AS ENUM ('resident', 'village_director', 'township', 'school_contact');

-- CreateEnum
CREATE TYPE "bot" AS ENUM ('public', 'staff');

-- CreateEnum
CREATE TYPE "channel_kind" AS ENUM ('telegram', 'web');

-- CreateEnum
CREATE TYPE "outbox_kind" AS ENUM ('send', 'edit', 'said');

-- CreateEnum
CREATE TYPE "speaker_kind" AS ENUM ('police', 'auxiliary', 'village_police', 'volunteer_police', 'practitioner', 'volunteer', 'guest');

-- CreateEnum
CREATE TYPE "joined_by" AS ENUM ('organisation', 'branch', 'self');

-- CreateEnum
CREATE TYPE "staff_role" AS ENUM ('coordinator', 'speaker');

-- CreateEnum
CREATE TYPE "order_state" AS ENUM ('submitted', 'proposed', 'offered', 'confirmed', 'delivered', 'closed', 'refused', 'cancelled');

-- CreateEnum
CREATE TYPE "order_source" AS ENUM ('chat', 'phone', 'walk_in', 'logged');

-- CreateEnum
CREATE TYPE "half" AS ENUM ('morning', 'afternoon', 'evening');

-- CreateEnum
CREATE TYPE "offer_state" AS ENUM ('open', 'accepted', 'declined', 'withdrawn', 'expired');

-- CreateEnum
CREATE TYPE "question_state" AS ENUM ('open', 'answered', 'owed');

-- CreateEnum
CREATE TYPE "rating_source" AS ENUM ('requester', 'listener', 'tally');

-- CreateEnum
CREATE TYPE "request_kind" AS ENUM ('mediation', 'hazard', 'visit', 'advice', 'callback');

-- CreateEnum
CREATE TYPE "request_state" AS ENUM ('open', 'taken', 'closed');

-- CreateTable
CREATE TABLE "area" (
    "id" SERIAL NOT NULL,
    "parent_id" INTEGER,
    "kind" "area_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT,
    "aliases" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "made_up" BOOLEAN NOT NULL DEFAULT false,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "area_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "school" (
    "id" SERIAL NOT NULL,
    "area_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT,
    "aliases" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "made_up" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "school_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "topic" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "keywords" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "sort" INTEGER NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "topic_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "format" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "keywords" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "talk_minutes" INTEGER NOT NULL,
    "setup_minutes" INTEGER NOT NULL DEFAULT 0,
    "clear_minutes" INTEGER NOT NULL DEFAULT 0,
    "after_dusk" BOOLEAN NOT NULL DEFAULT false,
    "venue" TEXT NOT NULL DEFAULT 'any',
    "online" BOOLEAN NOT NULL DEFAULT false,
    "sort" INTEGER NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "format_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" SERIAL NOT NULL,
    "name" TEXT,
    "phone" TEXT,
    "requester_kind" "requester_kind" NOT NULL DEFAULT 'resident',
    "area_id" INTEGER,
    "school_id" INTEGER,
    "recent_places" JSONB NOT NULL DEFAULT '[]',
    "last_draft" JSONB,
    "forgotten_at" TIMESTAMPTZ(3),
    "made_up" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chat" (
    "id" SERIAL NOT NULL,
    "bot" "bot" NOT NULL,
    "channel" "channel_kind" NOT NULL,
    "address" TEXT NOT NULL,
    "person_id" INTEGER NOT NULL,
    "locale" TEXT NOT NULL,
    "state" JSONB,
    "version" INTEGER NOT NULL DEFAULT 0,
    "next_send_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "chat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbound_update" (
    "source" TEXT NOT NULL,
    "update_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbound_update_pkey" PRIMARY KEY ("source","update_id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "chat_id" INTEGER NOT NULL,
    "kind" "outbox_kind" NOT NULL DEFAULT 'send',
    "message" JSONB NOT NULL,
    "edits_outbox_id" BIGINT,
    "edits_message_id" TEXT,
    "card" TEXT,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "sent_at" TIMESTAMPTZ(3),
    "message_id" TEXT,
    "dropped_at" TIMESTAMPTZ(3),
    "drop_code" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "speaker" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER,
    "name" TEXT NOT NULL,
    "aliases" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "phone" TEXT,
    "kind" "speaker_kind" NOT NULL,
    "joined_by" "joined_by" NOT NULL DEFAULT 'organisation',
    "home_area_id" INTEGER NOT NULL,
    "languages" TEXT[] DEFAULT ARRAY['putonghua']::TEXT[],
    "cleared_for_minors" BOOLEAN NOT NULL DEFAULT false,
    "weekly_limit" INTEGER NOT NULL DEFAULT 3,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "made_up" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "speaker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "speaker_topic" (
    "speaker_id" INTEGER NOT NULL,
    "topic_id" INTEGER NOT NULL,

    CONSTRAINT "speaker_topic_pkey" PRIMARY KEY ("speaker_id","topic_id")
);

-- CreateTable
CREATE TABLE "speaker_format" (
    "speaker_id" INTEGER NOT NULL,
    "format_id" INTEGER NOT NULL,

    CONSTRAINT "speaker_format_pkey" PRIMARY KEY ("speaker_id","format_id")
);

-- CreateTable
CREATE TABLE "course" (
    "id" SERIAL NOT NULL,
    "speaker_id" INTEGER NOT NULL,
    "topic_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "outline" TEXT,

    CONSTRAINT "course_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deputy_principal_appointment" (
    "id" SERIAL NOT NULL,
    "speaker_id" INTEGER NOT NULL,
    "school_id" INTEGER NOT NULL,
    "from_date" DATE NOT NULL,
    "until_date" DATE NOT NULL,

    CONSTRAINT "deputy_principal_appointment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "coordinator" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "area_id" INTEGER NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "coordinator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invite" (
    "id" SERIAL NOT NULL,
    "code_hash" TEXT NOT NULL,
    "role" "staff_role" NOT NULL,
    "name" TEXT NOT NULL,
    "area_id" INTEGER NOT NULL,
    "speaker_id" INTEGER,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "away" (
    "id" SERIAL NOT NULL,
    "speaker_id" INTEGER NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "away_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "orders" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "batch_number" TEXT,
    "state" "order_state" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "source" "order_source" NOT NULL DEFAULT 'chat',
    "requester_id" INTEGER NOT NULL,
    "entered_by_id" INTEGER,
    "topic_id" INTEGER,
    "format_id" INTEGER NOT NULL,
    "area_id" INTEGER NOT NULL,
    "school_id" INTEGER,
    "audience" TEXT NOT NULL,
    "size" INTEGER,
    "language" TEXT NOT NULL DEFAULT 'putonghua',
    "preferred_speaker_id" INTEGER,
    "wants_deputy" BOOLEAN NOT NULL DEFAULT false,
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "merged_into_id" INTEGER,
    "rating_token" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_details" (
    "order_id" INTEGER NOT NULL,
    "wish" TEXT,
    "contact_name" TEXT,
    "contact_phone" TEXT,
    "spot" TEXT,
    "access" TEXT,

    CONSTRAINT "order_details_pkey" PRIMARY KEY ("order_id")
);

-- CreateTable
CREATE TABLE "order_window" (
    "order_id" INTEGER NOT NULL,
    "rank" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "half" "half" NOT NULL,
    "period" INTEGER,

    CONSTRAINT "order_window_pkey" PRIMARY KEY ("order_id","rank")
);

-- CreateTable
CREATE TABLE "order_event" (
    "id" BIGSERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "action" TEXT NOT NULL,
    "from_state" "order_state",
    "to_state" "order_state" NOT NULL,
    "version" INTEGER NOT NULL,
    "actor" TEXT NOT NULL,
    "actor_id" INTEGER,
    "reason" TEXT,

    CONSTRAINT "order_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposal" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "order_version" INTEGER NOT NULL,
    "candidates" JSONB NOT NULL,
    "refusals" JSONB NOT NULL,
    "warnings" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "offer" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "speaker_id" INTEGER NOT NULL,
    "state" "offer_state" NOT NULL DEFAULT 'open',
    "reason" TEXT,
    "deadline_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "offer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "booking" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "speaker_id" INTEGER NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "booking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "counter_offer" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "coordinator_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "half" "half" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_at" TIMESTAMPTZ(3),
    "accepted" BOOLEAN,

    CONSTRAINT "counter_offer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inquiry" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "coordinator_id" INTEGER NOT NULL,
    "text" TEXT,
    "answer" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "inquiry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "asker_id" INTEGER,
    "text" TEXT,
    "state" "question_state" NOT NULL DEFAULT 'open',
    "answer" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rating" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "source" "rating_source" NOT NULL,
    "person_id" INTEGER,
    "rater_key" TEXT NOT NULL,
    "score" INTEGER,
    "counts" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "comment" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rating_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "talk_record" (
    "order_id" INTEGER NOT NULL,
    "speaker_id" INTEGER NOT NULL,
    "head_min" INTEGER,
    "head_max" INTEGER,
    "class_hours" INTEGER,
    "reported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "talk_record_pkey" PRIMARY KEY ("order_id")
);

-- CreateTable
CREATE TABLE "attachment" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "mime" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "resident_request" (
    "id" SERIAL NOT NULL,
    "number" TEXT NOT NULL,
    "kind" "request_kind" NOT NULL,
    "state" "request_state" NOT NULL DEFAULT 'open',
    "person_id" INTEGER NOT NULL,
    "area_id" INTEGER,
    "text" TEXT,
    "phone" TEXT,
    "taken_by_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "resident_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request_message" (
    "id" SERIAL NOT NULL,
    "request_id" INTEGER NOT NULL,
    "from_staff" BOOLEAN NOT NULL,
    "text" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "request_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "phone_task" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER,
    "speaker_id" INTEGER,
    "order_id" INTEGER,
    "message" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "phone_task_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "area_parent_id_name_key" ON "area"("parent_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "school_name_key" ON "school"("name");

-- CreateIndex
CREATE UNIQUE INDEX "topic_code_key" ON "topic"("code");

-- CreateIndex
CREATE UNIQUE INDEX "format_code_key" ON "format"("code");

-- CreateIndex
CREATE INDEX "chat_person_id_idx" ON "chat"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "chat_bot_channel_address_key" ON "chat"("bot", "channel", "address");

-- CreateIndex
CREATE INDEX "inbound_update_at_idx" ON "inbound_update"("at");

-- CreateIndex
CREATE INDEX "outbox_chat_id_id_idx" ON "outbox"("chat_id", "id");

-- CreateIndex
CREATE INDEX "outbox_card_idx" ON "outbox"("card");

-- CreateIndex
CREATE UNIQUE INDEX "speaker_person_id_key" ON "speaker"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "deputy_principal_appointment_speaker_id_school_id_from_date_key" ON "deputy_principal_appointment"("speaker_id", "school_id", "from_date");

-- CreateIndex
CREATE UNIQUE INDEX "coordinator_person_id_key" ON "coordinator"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "invite_code_hash_key" ON "invite"("code_hash");

-- CreateIndex
CREATE INDEX "away_speaker_id_until_idx" ON "away"("speaker_id", "until");

-- CreateIndex
CREATE UNIQUE INDEX "orders_number_key" ON "orders"("number");

-- CreateIndex
CREATE UNIQUE INDEX "orders_rating_token_key" ON "orders"("rating_token");

-- CreateIndex
CREATE INDEX "orders_state_created_at_idx" ON "orders"("state", "created_at");

-- CreateIndex
CREATE INDEX "orders_requester_id_created_at_idx" ON "orders"("requester_id", "created_at");

-- CreateIndex
CREATE INDEX "orders_batch_number_idx" ON "orders"("batch_number");

-- CreateIndex
CREATE INDEX "orders_area_id_idx" ON "orders"("area_id");

-- CreateIndex
CREATE UNIQUE INDEX "order_event_order_id_version_key" ON "order_event"("order_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "proposal_order_id_order_version_key" ON "proposal"("order_id", "order_version");

-- CreateIndex
CREATE INDEX "offer_order_id_idx" ON "offer"("order_id");

-- CreateIndex
CREATE INDEX "offer_speaker_id_state_idx" ON "offer"("speaker_id", "state");

-- CreateIndex
CREATE INDEX "booking_order_id_idx" ON "booking"("order_id");

-- CreateIndex
CREATE INDEX "counter_offer_order_id_idx" ON "counter_offer"("order_id");

-- CreateIndex
CREATE INDEX "inquiry_order_id_idx" ON "inquiry"("order_id");

-- CreateIndex
CREATE INDEX "question_order_id_idx" ON "question"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "rating_order_id_rater_key_key" ON "rating"("order_id", "rater_key");

-- CreateIndex
CREATE INDEX "attachment_order_id_idx" ON "attachment"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "resident_request_number_key" ON "resident_request"("number");

-- CreateIndex
CREATE INDEX "resident_request_state_created_at_idx" ON "resident_request"("state", "created_at");

-- CreateIndex
CREATE INDEX "request_message_request_id_idx" ON "request_message"("request_id");

-- CreateIndex
CREATE INDEX "phone_task_done_at_created_at_idx" ON "phone_task"("done_at", "created_at");

-- AddForeignKey
ALTER TABLE "area" ADD CONSTRAINT "area_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "area"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "school" ADD CONSTRAINT "school_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat" ADD CONSTRAINT "chat_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speaker" ADD CONSTRAINT "speaker_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speaker" ADD CONSTRAINT "speaker_home_area_id_fkey" FOREIGN KEY ("home_area_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speaker_topic" ADD CONSTRAINT "speaker_topic_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speaker"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speaker_topic" ADD CONSTRAINT "speaker_topic_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speaker_format" ADD CONSTRAINT "speaker_format_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speaker"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speaker_format" ADD CONSTRAINT "speaker_format_format_id_fkey" FOREIGN KEY ("format_id") REFERENCES "format"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course" ADD CONSTRAINT "course_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speaker"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course" ADD CONSTRAINT "course_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deputy_principal_appointment" ADD CONSTRAINT "deputy_principal_appointment_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speaker"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deputy_principal_appointment" ADD CONSTRAINT "deputy_principal_appointment_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coordinator" ADD CONSTRAINT "coordinator_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coordinator" ADD CONSTRAINT "coordinator_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invite" ADD CONSTRAINT "invite_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invite" ADD CONSTRAINT "invite_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speaker"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "away" ADD CONSTRAINT "away_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speaker"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_entered_by_id_fkey" FOREIGN KEY ("entered_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_format_id_fkey" FOREIGN KEY ("format_id") REFERENCES "format"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "school"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_preferred_speaker_id_fkey" FOREIGN KEY ("preferred_speaker_id") REFERENCES "speaker"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "orders"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_details" ADD CONSTRAINT "order_details_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_window" ADD CONSTRAINT "order_window_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_event" ADD CONSTRAINT "order_event_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offer" ADD CONSTRAINT "offer_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offer" ADD CONSTRAINT "offer_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speaker"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speaker"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "counter_offer" ADD CONSTRAINT "counter_offer_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inquiry" ADD CONSTRAINT "inquiry_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question" ADD CONSTRAINT "question_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question" ADD CONSTRAINT "question_asker_id_fkey" FOREIGN KEY ("asker_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rating" ADD CONSTRAINT "rating_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rating" ADD CONSTRAINT "rating_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "talk_record" ADD CONSTRAINT "talk_record_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "talk_record" ADD CONSTRAINT "talk_record_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speaker"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resident_request" ADD CONSTRAINT "resident_request_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resident_request" ADD CONSTRAINT "resident_request_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resident_request" ADD CONSTRAINT "resident_request_taken_by_id_fkey" FOREIGN KEY ("taken_by_id") REFERENCES "coordinator"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request_message" ADD CONSTRAINT "request_message_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "resident_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phone_task" ADD CONSTRAINT "phone_task_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phone_task" ADD CONSTRAINT "phone_task_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What Prisma cannot say ------------------------------------------------------------------------------

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Order and request numbers: short enough to say on the phone. Gaps are harmless.
CREATE SEQUENCE "order_number" START 1001;
CREATE SEQUENCE "request_number" START 101;

-- 预约档期: no two active bookings of one speaker overlap; half open, so adjacent ones may touch.
ALTER TABLE "booking" ADD CONSTRAINT "booking_not_reversed" CHECK ("from_at" < "until_at");
ALTER TABLE "booking" ADD CONSTRAINT "booking_no_overlap"
  EXCLUDE USING gist ("speaker_id" WITH =, tstzrange("from_at", "until_at") WITH &&) WHERE ("active");

ALTER TABLE "away" ADD CONSTRAINT "away_not_reversed" CHECK ("from" < "until");

-- An order has at most one offer that is open or accepted.
CREATE UNIQUE INDEX "offer_one_live" ON "offer" ("order_id") WHERE "state" IN ('open', 'accepted');
-- … and at most one counter-offer and one inquiry that wait for an answer.
CREATE UNIQUE INDEX "counter_offer_one_waiting" ON "counter_offer" ("order_id") WHERE "answered_at" IS NULL;
CREATE UNIQUE INDEX "inquiry_one_waiting" ON "inquiry" ("order_id") WHERE "answered_at" IS NULL;

ALTER TABLE "rating" ADD CONSTRAINT "rating_score" CHECK ("score" BETWEEN 1 AND 5);

CREATE UNIQUE INDEX "area_one_root_of_a_name" ON "area" ("name") WHERE "parent_id" IS NULL;

-- The queue of unsent messages, small however long the history grows.
CREATE INDEX "outbox_unsent" ON "outbox" ("chat_id", "id") WHERE "sent_at" IS NULL AND "dropped_at" IS NULL;
CREATE INDEX "outbox_due" ON "outbox" ("due_at") WHERE "sent_at" IS NULL AND "dropped_at" IS NULL;

-- History is append-only.
CREATE FUNCTION "order_event_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'order_event is append-only';
END $$;
CREATE TRIGGER "order_event_append_only" BEFORE UPDATE OR DELETE ON "order_event"
  FOR EACH ROW EXECUTE FUNCTION "order_event_is_append_only"();
CREATE TRIGGER "order_event_no_truncate" BEFORE TRUNCATE ON "order_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "order_event_is_append_only"();

-- Web chats: a row is visible once sent_at is set, and the open pages are told in whichever process they hang.
CREATE FUNCTION "outbox_tell_web_page"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "chat" WHERE "id" = NEW."chat_id" AND "channel" = 'web') THEN
    PERFORM pg_notify('web_chat', NEW."chat_id"::text);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "outbox_visible_on_insert" AFTER INSERT ON "outbox"
  FOR EACH ROW WHEN (NEW."sent_at" IS NOT NULL) EXECUTE FUNCTION "outbox_tell_web_page"();
CREATE TRIGGER "outbox_visible_on_update" AFTER UPDATE OF "sent_at" ON "outbox"
  FOR EACH ROW WHEN (NEW."sent_at" IS NOT NULL AND OLD."sent_at" IS NULL) EXECUTE FUNCTION "outbox_tell_web_page"();
