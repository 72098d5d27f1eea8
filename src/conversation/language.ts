// 中文 or English, for this chat, in every message from now on.

import { isLocale, type Locale } from '../domain/locale.ts';
import { type TextKey, text } from '../domain/message.ts';
import { ended, lost, menuButton } from './answers.ts';
import { choice, type Dialogue, type Facts, type Reply } from './dialogue.ts';

/** Lasts until the language is set, in the same turn. */
interface Setting {
  readonly locale?: Locale;
}

/** `menu`: what the bot shows in the new language, under a word of news. */
export function createLanguage(menu: (facts: Facts, news: TextKey) => Reply): Dialogue<Setting> {
  return {
    name: 'language',
    start({ args: [wanted] }) {
      const locale = localeFrom(wanted);
      return locale ? { state: { locale }, replies: [], command: { type: 'set-locale', locale } } : ended(ask());
    },
    // Its buttons are commands: nothing is ever said to it.
    step: () => ended(ask()),
    ask,
    conclude(_, outcome, facts) {
      if (outcome.type !== 'set-locale') return lost;
      return ended(menu({ ...facts, locale: outcome.result.locale }, 'language.done'));
    },
  };
}

function localeFrom(wanted: string | undefined): Locale | undefined {
  const word = wanted?.toLowerCase();
  const locale = word === 'zh' || word === 'zh-cn' ? 'zh-CN' : word;
  return isLocale(locale) ? locale : undefined;
}

// Each language is written in itself.
function ask(): Reply {
  return {
    text: text('language.ask'),
    choices: [[choice('/language zh', '中文'), choice('/language en', 'English')], [menuButton]],
  };
}
