// Says that the queue is in trouble, once in a while: a Redis that is down faults many times a second.

export interface QueueLog {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const quietMs = 10_000;

export function createFaultLog(log: QueueLog): (error: unknown, where: string) => void {
  const last = new Map<string, number>();
  return (error, where) => {
    const now = performance.now();
    if (now - (last.get(where) ?? Number.NEGATIVE_INFINITY) < quietMs) return;
    last.set(where, now);
    log.warn({ where, err: error }, 'queue fault');
  };
}
