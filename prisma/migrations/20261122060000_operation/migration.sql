-- What shows that jobs get done, and what a coordinators' group is told of waiting orders.

CREATE TYPE "robot_reason" AS ENUM ('waiting', 'escalated');

CREATE TABLE "heartbeat" (
    "name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "heartbeat_pkey" PRIMARY KEY ("name")
);

CREATE TABLE "robot_notice" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "order_version" INTEGER NOT NULL,
    "reason" "robot_reason" NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tried_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "posted_at" TIMESTAMPTZ(3),
    "dropped_at" TIMESTAMPTZ(3),
    "drop_code" TEXT,

    CONSTRAINT "robot_notice_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "robot_notice_order_id_order_version_reason_key" ON "robot_notice"("order_id", "order_version", "reason");
CREATE INDEX "robot_notice_tried_at_idx" ON "robot_notice"("tried_at");
ALTER TABLE "robot_notice" ADD CONSTRAINT "robot_notice_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What is still to be posted: asked for every few seconds.
CREATE INDEX "robot_notice_open" ON "robot_notice" ("id") WHERE "posted_at" IS NULL AND "dropped_at" IS NULL;
