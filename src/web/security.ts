// What holds for every page: response headers, where a form may come from, and in demo mode which host name.

import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';

export const headers = (): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    // Not 'no-referrer': with it browsers send "Origin: null" with a page's own forms, and on plain http (where they
    // send no Sec-Fetch-Site either) no form would pass the check below. To other sites nothing is sent either way.
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    // TLS ends before us where there is any; what stands there decides about this one.
    strictTransportSecurity: false,
  });

/** A POST must come from a page of this server. Not for webhooks, which carry a secret instead. */
export function sameOrigin(publicUrl: string | undefined): MiddlewareHandler {
  const publicOrigin = publicUrl && new URL(publicUrl).origin;
  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      const site = c.req.header('sec-fetch-site');
      const origin = c.req.header('origin');
      const own = origin !== undefined && (origin === publicOrigin || hostOf(origin) === c.req.header('host'));
      if (site ? site !== 'same-origin' : !own) throw new HTTPException(403);
    }
    await next();
  };
}

/** Demo personas are open to this machine only: a name that merely resolves to it (DNS rebinding) is refused. */
export const localHostOnly = (): MiddlewareHandler => async (c, next) => {
  if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(c.req.header('host') ?? '')) throw new HTTPException(421);
  await next();
};

export const bodyUpTo = (bytes: number): MiddlewareHandler =>
  bodyLimit({
    maxSize: bytes,
    onError: () => {
      throw new HTTPException(413);
    },
  });

/** What a person typed, without the characters that PostgreSQL and people can't read. */
export const clean = (typed: unknown): string =>
  typeof typed === 'string'
    ? typed
        .replace(/\r\n?/g, '\n')
        .replace(/(?![\n\t])\p{Cc}/gu, '')
        .trim()
    : '';

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}
