// The operator's commands as a process: `npm run cli -- …`. What they do is in cli/.

import { runCli } from './cli/run.ts';

try {
  process.loadEnvFile();
} catch {
  // There need not be a .env; the product itself complains of one it cannot read.
}

process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  now: new Date(),
  out: (line) => console.log(line),
  err: (line) => console.error(line),
});
