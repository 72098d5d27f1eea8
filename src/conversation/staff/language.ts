// 中文 or English, for this person, in every message from now on.

import type { Locale } from '../../domain/locale.ts';
import { text } from '../../domain/message.ts';
import { asked, ended, lost, menuButton } from '../answers.ts';
import { choice, type Dialogue, type Reply } from '../dialogue.ts';
import { menuReply, rolesOf } from './menu.ts';

/** Lasts until the language is set, in the same turn. */
type Setting = { readonly locale?: Locale };

export const language: Dialogue<Setting> = {
  name: 'language',
  start({ args: [wanted] }) {
    const locale = locales[wanted?.toLowerCase() ?? ''];
    return locale ? { state: { locale }, replies: [], command: { type: 'set-locale', locale } } : ended(ask());
  },
  step: () => asked({}, ask()),
  ask,
  conclude(_, outcome, facts) {
    if (outcome.type !== 'set-locale') return lost;
    const spoken = { ...facts, locale: outcome.result.locale };
    return ended(menuReply(rolesOf(spoken), spoken, 'staff_language.done'));
  },
};

const locales: Readonly<Record<string, Locale>> = { zh: 'zh-CN', 'zh-cn': 'zh-CN', en: 'en' };

function ask(): Reply {
  return {
    text: text('staff_language.ask'),
    // Each language is written in itself.
    choices: [[choice('/language zh', '中文'), choice('/language en', 'English')], [menuButton]],
  };
}
