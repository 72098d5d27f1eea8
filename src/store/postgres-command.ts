// Runs PostgreSQL's own programs, as another account where this process is root. Knows nothing of data folders.

import { spawn } from 'node:child_process';

/** Whom PostgreSQL runs as, where that is not the account of this process. PostgreSQL refuses to run as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface CommandResult {
  readonly code: number;
  readonly output: string;
}

export async function runCommand(
  program: string,
  args: readonly string[],
  account: Account | undefined,
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...account,
      // The account may not be able to enter the current folder.
      cwd: '/',
      // A session of its own: Ctrl-C in the terminal must not reach the server.
      detached: true,
      // None of the operator's PG* variables; without a locale initdb would choose SQL_ASCII.
      env: {
        PATH: process.env['PATH'] ?? '/usr/bin:/bin',
        LC_ALL: 'C',
        TZ: 'UTC',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
