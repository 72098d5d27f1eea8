-- A message that reaches nobody becomes a call: of which order and kind, it has to know from the beginning.
ALTER TABLE "outbox" ADD COLUMN     "call_kind" TEXT,
ADD COLUMN     "order_id" INTEGER;
