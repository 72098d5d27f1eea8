-- AlterTable
ALTER TABLE "deputy_request" ADD COLUMN     "coordinator_id" INTEGER;

-- AddForeignKey
ALTER TABLE "deputy_request" ADD CONSTRAINT "deputy_request_coordinator_id_fkey" FOREIGN KEY ("coordinator_id") REFERENCES "coordinator"("id") ON DELETE SET NULL ON UPDATE CASCADE;
