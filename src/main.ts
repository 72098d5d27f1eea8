// Starts the process: environment → config → app → signals. Knows nothing of what the app is made of.

import type { App } from './app.ts';
import { parseConfig } from './config.ts';
import { within } from './deadline.ts';
import { createLogger } from './logger.ts';
import { StartError } from './start-error.ts';
import { startServer } from './store/embedded-postgres.ts';

const stopDeadlineMs = 10_000;

await main();

async function main(): Promise<void> {
  loadEnvFile();
  const parsed = parseConfig(process.env);
  if (!parsed.ok) {
    for (const fault of parsed.faults) console.error(fault);
    process.exit(1);
  }
  const { config } = parsed;
  const log = createLogger({ level: config.logLevel });
  // The server takes about as long to start as the rest of the product to load: both at once.
  const server = startServer(config, log);
  // That it failed is told by the app's start, which waits for it.
  server.catch(() => {});
  let app: App | undefined;
  let ending = false;
  const starting = (async () => {
    const { createApp } = await import('./app.ts');
    app = createApp(config, { server });
    return app.start();
  })();

  const end = (code: number): void => {
    if (ending) process.exit(code || 1);
    ending = true;
    // What is half started is stopped once it stands, or a server would be left behind.
    const stopped = starting.catch(() => {}).then(async () => (app ? app.stop() : (await server)?.stop()));
    within(stopDeadlineMs, stopped, 'stopping').then(
      () => process.exit(code),
      (error: unknown) => {
        log.error({ error }, 'not everything was stopped');
        process.exit(1);
      },
    );
  };
  const onFault = (error: unknown): void => {
    log.fatal({ error }, 'a fault that nobody handled');
    if (!ending) end(1);
  };
  process.on('SIGINT', () => end(0));
  process.on('SIGTERM', () => end(0));
  process.on('uncaughtException', onFault);
  process.on('unhandledRejection', onFault);

  try {
    const { url, links } = await starting;
    if (ending) return;
    console.log(`\nFengdian 枫点  ${url}`);
    for (const { label, url: address } of links) console.log(`  ${label}  ${address}`);
  } catch (error) {
    const sentence = explain(error, config.host, config.port);
    if (sentence) console.error(sentence);
    else log.fatal({ error }, 'the start failed');
    if (!ending) end(1);
  }
}

/** The sentence for a fault the operator can put right. */
function explain(error: unknown, host: string, port: number): string | undefined {
  if (error instanceof StartError) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `Port ${port} on ${host} is in use: stop what listens there, or set PORT.`;
  if (code === 'EACCES') return `Port ${port} on ${host} may not be opened by this account: set PORT to 1024 or more.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `${host} is not an address of this machine: set HOST.`;
  return undefined;
}

function loadEnvFile(): void {
  try {
    // Since Node 20.12; the environment wins over the file.
    process.loadEnvFile();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    console.error('The file .env cannot be read.');
    process.exit(1);
  }
}
