// The shape of what carries commands out: one service for each.

import type { CommandTable, CommandType } from '../domain/commands.ts';
import type { Who, Work } from './work.ts';

export type Handlers<Types extends CommandType = CommandType> = {
  readonly [K in Types]: (work: Work, who: Who, args: CommandTable[K]['args']) => Promise<CommandTable[K]['result']>;
};
