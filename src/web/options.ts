// What the web server is given. The pages own these ports; app.ts fills them.

import type { BotName, Channel, Rendered } from '../channels/channel.ts';
import type { WebChat } from '../channels/web-chat.ts';
import type { Config } from '../config.ts';
import type { Limits } from '../domain/limits.ts';
import type { Locale } from '../domain/locale.ts';
import type { Message } from '../domain/message.ts';
import type { Translator } from '../i18n/translator.ts';
import type { DeputyPages } from '../services/deputy/pages.ts';
import type { Database } from '../store/database.ts';
import type { Operator } from './operator-pages.ts';

export interface WebLog {
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface WebOptions {
  readonly config: Pick<Config, 'demo' | 'defaultLocale' | 'publicUrl'>;
  readonly database: Pick<Database, 'prisma' | 'pool'>;
  readonly chats: Readonly<Record<BotName, WebChat>>;
  /** Those that may take webhook calls. */
  readonly channels: readonly Channel[];
  readonly translator: Translator;
  /** A message in the reader's words, as delivery renders it for every channel. */
  readonly render: (message: Message, locale: Locale) => Rendered | Promise<Rendered>;
  /** Absent: only /healthz, as in tests of the pages. */
  readonly operator?: Operator;
  /** What the printed pages about legal deputy principals show. Absent: there are none. */
  readonly deputies?: DeputyPages;
  readonly log: WebLog;
  readonly clock?: () => Date;
  /** For tests. */
  readonly limits?: Limits;
}
