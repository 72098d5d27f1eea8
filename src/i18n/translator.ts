// Turns a Text into words of the reader's language. What people wrote goes through untouched: no placeholder and no
// reference inside it is ever resolved.

import { createInstance, type TOptions } from 'i18next';
import { type LocalDay, localTime } from '../domain/calendar.ts';
import type { Locale } from '../domain/locale.ts';
import type { Params, Text } from '../domain/message.ts';
import { writeDay, writeInstant } from './dates.ts';
import { type PageKey, texts } from './texts.ts';

export interface Translator {
  /** The whole piece, nested ones included. */
  text(text: Text, locale: Locale): string;
  /** One text by its key, also one of the web pages' own. */
  t(key: PageKey, params: Params | undefined, locale: Locale): string;
}

export interface TranslatorOptions {
  readonly timeZone: string;
  /** Today decides whether a day needs its year. Default: now, in `timeZone`. */
  readonly today?: () => LocalDay;
  /** In place of the locale files; for tests. */
  readonly texts?: Record<Locale, Readonly<Record<string, string>>>;
}

export function createTranslator(options: TranslatorOptions): Translator {
  const { timeZone, today = () => localTime(new Date(), timeZone).day } = options;
  const lookUp = createLookUp(options.texts ?? texts);

  const t = (key: PageKey, params: Params | undefined, locale: Locale): string =>
    lookUp(
      key,
      mapParams(params, (param) => (typeof param === 'number' ? param : text(param, locale))),
      locale,
    );

  function text(piece: Text, locale: Locale): string {
    if (typeof piece === 'string') return piece;
    if ('key' in piece) return t(piece.key, piece.params, locale);
    if ('names' in piece) return (locale === 'en' && piece.names.en) || piece.names.zh;
    if ('day' in piece) return writeDay(piece.day, locale, today());
    if ('instant' in piece) return writeInstant(piece.instant, piece.style, locale, timeZone, today());
    const [parts, between] = 'lines' in piece ? [piece.lines, '\n'] : [piece.list, comma[locale]];
    return parts
      .map((part) => text(part, locale))
      .filter((part) => part !== '')
      .join(between);
  }

  return { text, t };
}

const comma: Record<Locale, string> = { 'zh-CN': '、', en: ', ' };

type Values = Readonly<Record<string, string | number>>;

function createLookUp(byLocale: Record<Locale, Readonly<Record<string, string>>>) {
  const i18n = createInstance();
  // The resources are here already, so init finishes before it returns; its promise has nothing more to tell.
  void i18n.init({
    resources: {
      'zh-CN': { translation: byLocale['zh-CN'] },
      en: { translation: byLocale.en },
    },
    fallbackLng: 'zh-CN',
    load: 'currentOnly',
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    // Plain text everywhere; the pages escape when they put it into HTML.
    interpolation: { escapeValue: false, skipOnVariables: true },
  });

  return (key: string, values: Values | undefined, locale: Locale): string => {
    // `nest: false`: "$t(…)" typed by a resident stays what it is. `replace` keeps a parameter from passing for an option.
    const given: TOptions = { lng: locale, nest: false, replace: values ?? {} };
    const count = values?.['count'];
    return i18n.t(key, typeof count === 'number' ? { ...given, count } : given);
  };
}

function mapParams(params: Params | undefined, change: (param: Text | number) => string | number): Values | undefined {
  return params && Object.fromEntries(Object.entries(params).map(([name, param]) => [name, change(param)]));
}
