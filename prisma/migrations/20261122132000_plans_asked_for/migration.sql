-- A plan that a coordinator asked for is owed, whatever becomes of its job.
ALTER TABLE "coordinator" ADD COLUMN "plan_asked_at" TIMESTAMPTZ(3);
