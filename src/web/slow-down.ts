// So many pages and forms a minute from one address, then a page that asks for patience.

import type { Context, MiddlewareHandler } from 'hono';
import { defaultLimits } from '../domain/limits.ts';
import { createTries } from '../store/tries.ts';
import { clientAddress } from './client-address.ts';
import { sayIn, type WebContext } from './context.ts';
import { pageLocale } from './cookies.ts';
import { notice } from './layout.ts';

export function slowDown(context: WebContext): MiddlewareHandler {
  const { requests } = context.limits ?? defaultLimits;
  const tries = createTries(context.database.pool, 'request', requests);
  return async (c: Context, next) => {
    if (await tries.take(clientAddress(c, context.config))) return next();
    const locale = pageLocale(c, context);
    const say = sayIn(context, locale);
    c.header('Retry-After', String(requests.seconds));
    return c.html(notice({ say, locale, title: say('web.slow_down_title') }, say('web.slow_down')), 429);
  };
}
