// What every page gets to work with, made once per server out of its options.

import type { Locale } from '../domain/locale.ts';
import type { Params } from '../domain/message.ts';
import type { PageKey } from '../i18n/texts.ts';
import type { WebOptions } from './options.ts';
import type { PageNotices } from './page-notices.ts';

export interface WebContext extends WebOptions {
  readonly clock: () => Date;
  readonly notices: PageNotices;
}

/** A page's own texts, in the reader's language. */
export type Say = (key: PageKey, params?: Params) => string;

export const sayIn =
  ({ translator }: Pick<WebOptions, 'translator'>, locale: Locale): Say =>
  (key, params) =>
    translator.t(key, params, locale);
