// Who is at the other end: a random cookie per bot, of which only the SHA-256 is ever stored. Knows no person.

import { createHash, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { isLocale, type Locale } from '../domain/locale.ts';
import type { WebOptions } from './options.ts';

export type CookieName = 'fengdian_public' | 'fengdian_staff' | 'fengdian_rater';
type Config = Pick<WebOptions, 'config'>;

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The hash of the cookie; undefined without one, or where it isn't one of ours. */
export function readIdentity(c: Context, name: CookieName): string | undefined {
  const value = getCookie(c, name);
  return value && secret.test(value) ? sha256(value) : undefined;
}

/** The hash of the cookie, which is set where there was none. */
export function ensureIdentity(c: Context, name: CookieName, { config }: Config): string {
  const known = readIdentity(c, name);
  if (known) return known;
  const value = randomBytes(32).toString('base64url');
  setCookie(c, name, value, { ...cookieOptions, secure: isSecure(c, config), httpOnly: true });
  return sha256(value);
}

/** The language chosen on a page, if any was. */
export function chosenLocale(c: Context): Locale | undefined {
  return [c.req.query('lang'), getCookie(c, 'fengdian_lang')].find(isLocale);
}

/** The page's language. A choice in the address (?lang=en) is remembered. */
export function pageLocale(c: Context, { config }: Config): Locale {
  const chosen = chosenLocale(c);
  if (chosen && isLocale(c.req.query('lang'))) {
    setCookie(c, 'fengdian_lang', chosen, { ...cookieOptions, secure: isSecure(c, config), httpOnly: true });
  }
  return chosen ?? config.defaultLocale;
}

/** 256 bits in base64url. The demo's personas need no cookie, so nothing else is ever valid. */
const secret = /^[\w-]{43}$/;
const cookieOptions = { path: '/', sameSite: 'Lax', maxAge: 365 * 24 * 60 * 60 } as const;

/** Only where the outside reaches us by https: behind a proxy the request itself comes as http. */
function isSecure(c: Context, { publicUrl }: WebOptions['config']): boolean {
  if (new URL(c.req.url).protocol === 'https:') return true;
  return publicUrl?.startsWith('https:') === true && new URL(publicUrl).host === c.req.header('host');
}
