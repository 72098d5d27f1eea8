-- CreateTable
CREATE TABLE "upload" (
    "id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "upload_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "upload_created_at_idx" ON "upload"("created_at");

-- What Prisma cannot say: a web chat's page reads its visible rows in the order in which they were sent, and for
-- each the newest edit, whichever way the edit names its message.
CREATE INDEX "outbox_visible" ON "outbox" ("chat_id", "sent_at", "id") WHERE "sent_at" IS NOT NULL;
CREATE INDEX "outbox_edits" ON "outbox" ("chat_id", (COALESCE("edits_outbox_id"::text, "edits_message_id")), "id")
  WHERE "kind" = 'edit';
