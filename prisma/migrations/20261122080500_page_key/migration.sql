-- What signs the addresses of printed pages (letters, receipts, reports): made here, different in every database.

-- CreateTable
CREATE TABLE "page_key" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "key" TEXT NOT NULL,

    CONSTRAINT "page_key_pkey" PRIMARY KEY ("id")
);

-- What Prisma cannot say ------------------------------------------------------------------------------

ALTER TABLE "page_key" ADD CONSTRAINT "page_key_one" CHECK ("id" = 1);
INSERT INTO "page_key" ("key") VALUES (gen_random_uuid()::text || gen_random_uuid()::text);
