// The commands that a bot lists in its menu, in every language.

import type { BotName } from '../channels/channel.ts';
import type { Locale } from '../domain/locale.ts';
import type { Translator } from './translator.ts';

const commands = {
  public: [
    'order',
    'courses',
    'orders',
    'request',
    'callback',
    'deputy',
    'language',
    'help',
    'cancel',
    'apply',
    'export',
    'forget',
  ],
  staff: [
    'queue',
    'today',
    'agenda',
    'away',
    'appointments',
    'me',
    'team',
    'recall_speaker',
    'requests',
    'deputies',
    'pool',
    'language',
    'help',
    'cancel',
  ],
} as const;

export interface ListedCommand {
  readonly command: string;
  readonly description: string;
}

export function commandList(bot: BotName, { t }: Translator): Record<Locale, ListedCommand[]> {
  const listed = (locale: Locale) =>
    commands[bot].map((command) => ({ command, description: t(`command.${command}`, undefined, locale) }));
  return { 'zh-CN': listed('zh-CN'), en: listed('en') };
}
