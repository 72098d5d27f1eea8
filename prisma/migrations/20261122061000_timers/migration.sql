-- What time does to an order: written with the change that brings it about.

-- CreateEnum
CREATE TYPE "timer_kind" AS ENUM ('escalate', 'expire', 'remind', 'ask_report', 'ask_rating', 'close');

-- AlterTable
ALTER TABLE "phone_task" ADD COLUMN     "kind" TEXT;

-- CreateTable
CREATE TABLE "timer" (
    "id" SERIAL NOT NULL,
    "order_id" INTEGER NOT NULL,
    "kind" "timer_kind" NOT NULL,
    "order_version" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "timer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "timer_order_id_order_version_kind_due_at_key" ON "timer"("order_id", "order_version", "kind", "due_at");

-- AddForeignKey
ALTER TABLE "timer" ADD CONSTRAINT "timer_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What is due: asked for every few seconds.
CREATE INDEX "timer_due" ON "timer" ("due_at") WHERE "done_at" IS NULL;
