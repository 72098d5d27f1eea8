-- How much came from a chat lately, counted by the statement that saves its step.
ALTER TABLE "chat" ADD COLUMN     "recent_since" TIMESTAMPTZ(3),
ADD COLUMN     "recent_updates" INTEGER NOT NULL DEFAULT 0;

-- Tries of people and addresses, in the shape that rate-limiter-flexible reads and writes. Unlogged: after a crash of
-- the database everybody begins anew, which is harmless.
CREATE UNLOGGED TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "chore" (
    "name" TEXT NOT NULL,
    "day" DATE NOT NULL,

    CONSTRAINT "chore_pkey" PRIMARY KEY ("name")
);
