// The log: JSON lines that name faults without quoting people. Errors of databases and chat services carry names, numbers,
// texts and tokens in their messages, so a message is kept only where it is known to hold none.

import { type DestinationStream, type Logger as PinoLogger, pino, stdTimeFunctions } from 'pino';
import { StartError } from './start-error.ts';

export type Logger = PinoLogger;

export function createLogger(options: { level: string; destination?: DestinationStream }): Logger {
  const settings = {
    level: options.level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: {
      err: describeError,
      error: describeError,
      reason: describeError,
    },
    hooks: {
      // pino takes an error's message for the line's text when there is none.
      logMethod(this: PinoLogger, args: Parameters<PinoLogger['info']>, method: PinoLogger['info']) {
        const [first, message, ...rest] = args;
        const context: unknown = first;
        if (context instanceof Error) method.call(this, { err: context }, message ?? 'fault', ...rest);
        else if (typeof context === 'object') method.call(this, context, message ?? 'event', ...rest);
        else method.apply(this, args);
      },
    },
  };
  return options.destination ? pino(settings, options.destination) : pino(settings);
}

/** Name, code, stack and causes; see the top of this file for the message. */
export function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? 'text withheld' : typeof error;
  const code: unknown = Reflect.get(error, 'code');
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(hasHarmlessMessage(error, code) ? { message: error.message } : {}),
    ...(frames?.length ? { stack: frames.map((line) => line.trim()) } : {}),
    ...(error.cause !== undefined && depth < 3 ? { cause: describeError(error.cause, depth + 1) } : {}),
  };
}

/** Our own sentences, and the engine's about mistakes in the program. Node's errors with a code quote what they got. */
function hasHarmlessMessage(error: Error, code: unknown): boolean {
  if (error instanceof StartError) return true;
  const ofProgram = error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
  return ofProgram && code === undefined;
}
