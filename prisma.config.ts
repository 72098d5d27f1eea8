// Prisma's command line reads this file; the running product does not.
import { defineConfig } from 'prisma/config';

// `prisma generate` never runs the schema engine, but the CLI fetches it from the open internet unless
// this variable names a file. Any existing file will do; closed networks need exactly that.
if (process.argv.includes('generate')) {
  process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;
}

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
});
