// Joining by link: the staff, or for a school in the public chat. Looking at the link changes nothing (previews look
// too): only the button uses the code.

import type { Context } from 'hono';
import { html } from 'hono/html';
import { HTTPException } from 'hono/http-exception';
import type { BotName } from '../channels/channel.ts';
import type { PageKey } from '../i18n/texts.ts';
import { answered, enter, findRoom, hear, lastRow } from './chat-room.ts';
import { sayIn, type WebContext } from './context.ts';
import { pageLocale, readIdentity } from './cookies.ts';
import { readFields } from './form.ts';
import { plainPage } from './layout.ts';
import { nonceField } from './message-html.ts';
import { clean } from './security.ts';

export interface JoinDoor {
  readonly path: string;
  readonly bot: BotName;
  /** The chat's own pages. */
  readonly base: string;
  readonly title: PageKey;
}

export const staffDoor: JoinDoor = { path: '/join', bot: 'staff', base: '/staff', title: 'web.join_title' };
export const schoolDoor: JoinDoor = {
  path: '/join/school',
  bot: 'public',
  base: '/chat',
  title: 'web.join_school_title',
};

export const joinPage =
  (context: WebContext, { path, title }: JoinDoor) =>
  (c: Context) => {
    const code = inviteCode(c);
    const locale = pageLocale(c, context);
    const say = sayIn(context, locale);
    return c.html(
      plainPage(
        { say, locale, title: say(title) },
        html`<section class="card"><h1>${say(title)}</h1><p>${say('web.join_what')}</p>
<form method="post" action="${path}/${code}">${nonceField()}<button class="big">${say('web.join_button')}</button></form></section>`,
      ),
    );
  };

export const joinAction =
  (context: WebContext, { bot, base }: JoinDoor) =>
  async (c: Context) => {
    const code = inviteCode(c);
    const nonce = clean((await readFields(c))['nonce']);
    if (!/^[\w-]{16,64}$/.test(nonce)) throw new HTTPException(400);
    const identity = readIdentity(c, `fengdian_${bot}`);
    const door = enter(c, context, { bot, base, identity });
    const before = await lastRow(context, await findRoom(context, door));
    await hear(c, context, door, { kind: 'text', text: `/start ${code}` }, nonce);
    const room = await findRoom(context, door);
    if (room) await answered(context, room, before);
    return c.redirect(`${base}#newest`, 303);
  };

function inviteCode(c: Context): string {
  const code = c.req.param('code') ?? '';
  if (!/^[\w-]{4,64}$/.test(code)) throw new HTTPException(404);
  return code;
}
