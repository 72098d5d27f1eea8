// A Message in the reader's words, ready for a channel. Pure: knows no database and no channel's limits.

import type { Rendered } from '../channels/channel.ts';
import type { Locale } from '../domain/locale.ts';
import type { Message } from '../domain/message.ts';
import type { Translator } from '../i18n/translator.ts';

export interface RenderOptions {
  readonly translator: Translator;
  /** Where the product's own pages are: links that begin with '/' lead there. */
  readonly baseUrl: string;
}

export function renderMessage(
  message: Message,
  locale: Locale,
  { translator, baseUrl }: RenderOptions,
  picture?: Rendered['picture'],
): Rendered {
  const { text, t } = translator;
  return {
    text: text(message.text, locale),
    buttons: (message.choices ?? []).map((row) =>
      row.map(({ id, label }) => ({ label: text(label, locale), data: id })),
    ),
    links: (message.links ?? []).map(({ label, url }) => ({ label: text(label, locale), url: address(url, baseUrl) })),
    ...(message.contact === 'remove' && { contact: 'remove' }),
    ...(message.contact === 'ask' && {
      contact: { label: t('phone.share', undefined, locale), back: t('contact.back', undefined, locale) },
    }),
    ...(picture && { picture }),
  };
}

/** A full address out of one that may begin at the product's own root. */
export const address = (url: string, baseUrl: string): string =>
  url.startsWith('/') ? `${baseUrl.replace(/\/$/, '')}${url}` : url;
