// Joining the staff by link. Looking at the link changes nothing (previews look too): only the button uses the code.

import type { Context } from 'hono';
import { html } from 'hono/html';
import { HTTPException } from 'hono/http-exception';
import { answered, enter, findRoom, hear, lastRow } from './chat-room.ts';
import { sayIn, type WebContext } from './context.ts';
import { pageLocale, readIdentity } from './cookies.ts';
import { readFields } from './form.ts';
import { plainPage } from './layout.ts';
import { nonceField } from './message-html.ts';
import { clean } from './security.ts';

export const joinPage = (context: WebContext) => (c: Context) => {
  const code = inviteCode(c);
  const locale = pageLocale(c, context);
  const say = sayIn(context, locale);
  return c.html(
    plainPage(
      { say, locale, title: say('web.join_title') },
      html`<section class="card"><h1>${say('web.join_title')}</h1><p>${say('web.join_what')}</p>
<form method="post" action="/join/${code}">${nonceField()}<button class="big">${say('web.join_button')}</button></form></section>`,
    ),
  );
};

export const joinAction = (context: WebContext) => async (c: Context) => {
  const code = inviteCode(c);
  const nonce = clean((await readFields(c))['nonce']);
  if (!/^[\w-]{16,64}$/.test(nonce)) throw new HTTPException(400);
  const identity = readIdentity(c, 'fengdian_staff');
  const door = enter(c, context, { bot: 'staff', base: '/staff', identity });
  const before = await lastRow(context, await findRoom(context, door));
  await hear(c, context, door, { kind: 'text', text: `/start ${code}` }, nonce);
  const room = await findRoom(context, door);
  if (room) await answered(context, room, before);
  return c.redirect('/staff#newest', 303);
};

function inviteCode(c: Context): string {
  const code = c.req.param('code') ?? '';
  if (!/^[\w-]{4,64}$/.test(code)) throw new HTTPException(404);
  return code;
}
