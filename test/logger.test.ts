import { describe, expect, test } from 'vitest';
import { createLogger } from '../src/logger.ts';
import { StartError } from '../src/start-error.ts';

describe('the log', () => {
  test('names a fault by class, code and stack, and never quotes its message', () => {
    const fault = Object.assign(new Error('Key (phone)=(13800138000) already exists'), { code: '23505' });
    const outer = new Error('could not save 王建国', { cause: fault });
    const line = logged((log) => log.error({ error: outer }, 'saving failed'));
    expect(line).not.toMatch(/13800138000|王建国/);
    expect(JSON.parse(line)).toMatchObject({
      level: 'error',
      msg: 'saving failed',
      error: {
        name: 'Error',
        stack: expect.anything(),
        cause: { code: '23505' },
      },
    });
  });

  test.each(['alone', 'under err', 'under error'])('quotes no message of an error that is logged %s', (way) => {
    const fault = new Error('call to https://api.example/bot111:secret failed');
    const line = logged((log) => {
      if (way === 'alone') log.error(fault);
      else log.error(way === 'under err' ? { err: fault } : { error: fault });
    });
    expect(line).not.toContain('secret');
    expect(line).toContain('"stack"');
  });

  test('keeps the sentences meant for the operator, and those of mistakes in the program', () => {
    expect(logged((log) => log.error({ error: new StartError('Port 3000 is in use.') }, 'x'))).toContain('Port 3000');
    expect(logged((log) => log.error({ error: new TypeError('a is not a function') }, 'x'))).toContain('a is not');
  });

  test('withholds what is thrown without being an error', () => {
    expect(logged((log) => log.error({ error: '13800138000' }, 'x'))).not.toContain('13800138000');
  });
});

function logged(act: (log: ReturnType<typeof createLogger>) => void): string {
  let text = '';
  const destination = {
    write: (line: string) => {
      text += line;
    },
  };
  act(createLogger({ level: 'info', destination }));
  return text;
}
