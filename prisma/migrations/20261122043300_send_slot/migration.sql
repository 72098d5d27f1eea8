-- A bot may send as many messages in any second as it has slots: a slot is taken before a message goes out and is free
-- again one second after it went. Unlogged: a slot outlives its use by a second, so a crash of the database may empty
-- the table, and the senders fill it again.
CREATE UNLOGGED TABLE "send_slot" (
    "bot" "bot" NOT NULL,
    "slot" INTEGER NOT NULL,
    "free_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "send_slot_pkey" PRIMARY KEY ("bot", "slot")
);
