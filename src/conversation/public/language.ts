// 中文 or English, for this chat, in every message from now on.

import type { Locale } from '../../domain/locale.ts';
import { text } from '../../domain/message.ts';
import { asked, ended, lost, menuButton } from '../answers.ts';
import { choice, type Dialogue, type Reply } from '../dialogue.ts';
import { menuReply } from './menu.ts';

/** Lasts until the language is set, in the same turn. */
interface Setting {
  readonly locale?: Locale;
}

export const language: Dialogue<Setting> = {
  name: 'language',
  start({ args: [wanted] }) {
    const locale = localeFrom(wanted);
    return locale ? { state: { locale }, replies: [], command: { type: 'set-locale', locale } } : asked({}, ask());
  },
  step: () => asked({}, ask()),
  ask,
  conclude(_, outcome, facts) {
    if (outcome.type !== 'set-locale') return lost;
    return ended(menuReply({ ...facts, locale: outcome.result.locale }, 'language.done'));
  },
};

function localeFrom(wanted: string | undefined): Locale | undefined {
  const word = wanted?.toLowerCase();
  if (word === 'en') return 'en';
  return word === 'zh' || word === 'zh-cn' ? 'zh-CN' : undefined;
}

// Each language is written in itself.
function ask(): Reply {
  return {
    text: text('language.ask'),
    choices: [[choice('/language zh', '中文'), choice('/language en', 'English')], [menuButton]],
  };
}
