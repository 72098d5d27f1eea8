// The command line's own texts. Knows no command.

import en from '../../locales/en/cli.json' with { type: 'json' };
import zh from '../../locales/zh-CN/cli.json' with { type: 'json' };
import type { Locale } from '../domain/locale.ts';

export type CliKey = keyof typeof zh;
export type Say = (key: CliKey, params?: Readonly<Record<string, string | number>>) => string;

export const createSay =
  (locale: Locale): Say =>
  (key, params = {}) =>
    texts[locale][key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));

const texts: Record<Locale, Readonly<Record<CliKey, string>>> = { 'zh-CN': zh, en };
