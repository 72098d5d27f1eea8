-- Since when somebody is retired, and when whoever has to answer was last reminded.

-- AlterTable
ALTER TABLE "deputy_profile" ADD COLUMN     "retired_on" DATE;

-- AlterTable
ALTER TABLE "deputy_request" ADD COLUMN     "reminded_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "deputy_principal_appointment" ADD COLUMN     "reminded_at" TIMESTAMPTZ(3);
