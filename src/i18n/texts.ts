// The locale files, read once, and the keys they hold. Knows nothing of how a text is put together.

import enCommon from '../../locales/en/common.json' with { type: 'json' };
import enResident from '../../locales/en/resident.json' with { type: 'json' };
import enStaff from '../../locales/en/staff.json' with { type: 'json' };
import enWeb from '../../locales/en/web.json' with { type: 'json' };
import zhCommon from '../../locales/zh-CN/common.json' with { type: 'json' };
import zhResident from '../../locales/zh-CN/resident.json' with { type: 'json' };
import zhStaff from '../../locales/zh-CN/staff.json' with { type: 'json' };
import zhWeb from '../../locales/zh-CN/web.json' with { type: 'json' };
import type { Locale } from '../domain/locale.ts';
import type { TextKey } from '../domain/message.ts';

/** Every text of a page: those of the chats, and the pages' own. */
export type PageKey = TextKey | keyof typeof zhWeb;

/** All texts by language; the four files of a language share one name space. */
export const texts: Record<Locale, Readonly<Record<string, string>>> = {
  'zh-CN': { ...zhCommon, ...zhResident, ...zhStaff, ...zhWeb },
  en: { ...enCommon, ...enResident, ...enStaff, ...enWeb },
};
