// What people see when something is not there or went wrong: a friendly page, and no detail.

import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { sayIn, type WebContext } from './context.ts';
import { pageLocale } from './cookies.ts';
import { notice } from './layout.ts';

export const notFound = (context: WebContext) => (c: Context) => faultPage(c, context, 404);

export const onFault = (context: WebContext) => (error: Error, c: Context) => {
  if (error instanceof HTTPException) return faultPage(c, context, error.status);
  // The path may carry a code or a token, so only the route's pattern is logged.
  context.log.error({ code: 'web.fault', method: c.req.method, route: c.req.routePath, err: error }, 'a page failed');
  return faultPage(c, context, 500);
};

function faultPage(c: Context, context: WebContext, status: HTTPException['status']): Response | Promise<Response> {
  const locale = pageLocale(c, context);
  const say = sayIn(context, locale);
  const [title, text] =
    texts[status] ?? (['web.fault_title', status < 500 ? 'web.fault_request' : 'web.try_again'] as const);
  if (status === 503) c.header('Retry-After', '5');
  return c.html(notice({ say, locale, title: say(title) }, say(text)), status);
}

const texts: Partial<
  Record<
    number,
    readonly [
      'web.not_found_title' | 'web.fault_title',
      'web.not_found' | 'web.too_large' | 'web.file_refused' | 'web.local_only',
    ]
  >
> = {
  404: ['web.not_found_title', 'web.not_found'],
  413: ['web.fault_title', 'web.too_large'],
  415: ['web.fault_title', 'web.file_refused'],
  421: ['web.fault_title', 'web.local_only'],
};
