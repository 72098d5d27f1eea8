// The chat's page: transcript, buttons and composer, whole without JavaScript. Posting is chat-actions.ts, the live
// stream chat-stream.ts.

import type { Context } from 'hono';
import { html } from 'hono/html';
import { readCursor, readTranscript } from '../store/web-transcript.ts';
import { answered, type ChatRoom, type Door, type DoorEnv, enter, findRoom, hear } from './chat-room.ts';
import { sayIn, type WebContext } from './context.ts';
import { chosenLocale } from './cookies.ts';
import { emergency, type Html, notice, page } from './layout.ts';
import { draw, liveOnes, messageHtml, nonceField, type Reader } from './message-html.ts';

const pageSize = 50;

export const chatPage = (context: WebContext) => async (c: Context<DoorEnv>) => {
  const door = c.get('door');
  const known = await findRoom(context, door);
  const room = known && (await readCursor(context.database, known.id)) > 0n ? known : await greet(c, context, door);
  if (room instanceof Response) return room;

  const reader: Reader = { base: door.base, locale: room.locale, say: sayIn(context, room.locale) };
  const before = /^\d{1,18}$/.exec(c.req.query('before') ?? '')?.[0];
  // Read before the transcript: what becomes visible in between then comes once more by the stream, and changes nothing.
  const cursor = await readCursor(context.database, room.id);
  const { messages, earlier } = await readTranscript(context.database, room.id, {
    limit: pageSize,
    ...(before && { before: BigInt(before) }),
  });
  const drawn = await Promise.all(messages.map((message) => draw(message, context, reader)));
  const live = before ? new Set() : liveOnes(drawn);
  const { base, say } = reader;
  const first = messages[0];
  return c.html(
    page(
      {
        say,
        locale: room.locale,
        title: say(door.bot === 'public' ? 'web.chat_title' : 'web.staff_title'),
        wide: 'chat',
        script: !before,
      },
      html`<header class="top"><a href="/" class="brand">${say('web.name')}</a><h1>${say(door.bot === 'public' ? 'web.chat_title' : 'web.staff_title')}</h1></header>
<main class="chat ${door.bot}">
${earlier && first ? html`<p class="earlier"><a href="${base}?before=${first.id}">${say('web.earlier')}</a></p>` : ''}
<ol id="transcript" aria-live="polite" aria-label="${say('web.transcript')}" ${before ? '' : html`data-stream="${base}/stream?after=${cursor}"`}>
${drawn.map((one) => messageHtml(one, live.has(one), reader))}
</ol>
${before ? html`<p class="earlier"><a href="${base}">${say('web.to_newest')}</a></p>` : ''}
<div id="newest"></div>
</main>
${before ? '' : composer(door, reader)}`,
    ),
  );
};

/**
 * Nothing is kept for somebody who merely looks: the cookie comes first, and only who brings it back is greeted. So a
 * link preview or a crawler leaves no chat behind.
 */
async function greet(c: Context, context: WebContext, door: Door): Promise<ChatRoom | Response> {
  const locale = chosenLocale(c) ?? context.config.defaultLocale;
  const say = sayIn(context, locale);
  if (!door.identity) {
    if (c.req.query('hello') !== undefined) {
      return c.html(notice({ say, locale, title: say('web.cookies_title') }, say('web.cookies_needed')), 400);
    }
    enter(c, context, door);
    return c.redirect(`${door.base}?hello`, 303);
  }
  const day = context.clock().toISOString().slice(0, 10);
  await hear(c, context, enter(c, context, door), { kind: 'text', text: '/start' }, `hello-${day}`);
  const room = await findRoom(context, door);
  if (room) {
    await answered(context, room, 0n);
    return room;
  }
  c.header('Retry-After', '5');
  return c.html(notice({ say, locale, title: say('web.fault_title') }, say('web.try_again')), 503);
}

/** For the browser's own list of files; what is taken is decided by the bytes. */
const accepted = '.jpg,.jpeg,.png,.webp,.xlsx,.csv,.pdf,.pptx,.ppt,.docx';

const composer = ({ bot }: Door, { base, say }: Reader): Html => html`<footer class="composer">
<p id="trouble" role="alert" hidden data-offline="${say('web.offline')}" data-unsent="${say('web.unsent')}" data-refused="${say('web.file_refused')}" data-barred="${say('web.file_barred')}"></p>
<form id="menu" method="post" action="${base}/tap">${nonceField()}<input type="hidden" name="message" value="0"></form>
<form id="say" method="post" action="${base}/say">
${nonceField()}<button form="menu" name="data" value="/menu">${say('web.menu')}</button><textarea name="text" rows="1" required maxlength="2000" autocomplete="off" enterkeyhint="send" aria-label="${say('web.write_here')}" placeholder="${say('web.write_here')}"></textarea>
<button class="primary">${say('web.send')}</button>
</form>
${
  bot === 'staff'
    ? html`<form id="file" method="post" action="${base}/file" enctype="multipart/form-data">
${nonceField()}<label><span>${say('web.file_send')}</span><input type="file" name="file" required accept="${accepted}"></label>
<button class="primary">${say('web.send')}</button>
</form>`
    : emergency(say)
}
</footer>`;
