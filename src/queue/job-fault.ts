// What may be kept of a failed job. BullMQ stores an error's message and stack with the job, and messages of databases
// quote names, numbers and texts: so only the error's code goes there. The log gets the error itself, and describes it.

export class JobFault extends Error {
  override readonly name = 'JobFault';

  constructor(cause: unknown) {
    super(codeOf(cause), { cause });
    const frames =
      cause instanceof Error ? (cause.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []) : [];
    this.stack = [`JobFault: ${this.message}`, ...frames].join('\n');
  }
}

/** PostgreSQL's own code where there is one: P2010 says no more than that a query failed. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const meta = property(error, 'meta');
  const original = property(property(property(meta, 'driverAdapterError'), 'cause'), 'originalCode');
  const code = original ?? property(error, 'code');
  return typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : error.name;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
