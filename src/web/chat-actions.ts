// What a person does on a chat's page: says, taps, sends a photo or a file. Each form carries a nonce, so that the same form sent
// twice counts once. A script gets 204 and hears the answer by the stream; a plain form waits for it and is led back.

import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Content } from '../channels/channel.ts';
import { fileType, isImage, mimeOf, mostFileBytes, mostPhotoBytes } from '../domain/files.ts';
import type { Text } from '../domain/message.ts';
import { readMessages } from '../store/web-transcript.ts';
import { answered, type ChatRoom, type DoorEnv, findRoom, hear, lastRow } from './chat-room.ts';
import type { WebContext } from './context.ts';
import { type Fields, readFields } from './form.ts';
import { clean } from './security.ts';

type Chat = Context<DoorEnv>;

export const sayAction = (context: WebContext) => async (c: Chat) => {
  const fields = await readFields(c);
  const text = clean(fields['text']);
  if (text === '') return back(c);
  if (text.length > maxTyped) throw new HTTPException(413);
  return receive(c, context, fields, { kind: 'text', text });
};

export const tapAction = (context: WebContext) => async (c: Chat) => {
  const fields = await readFields(c);
  const data = clean(fields['data']);
  const messageId = clean(fields['message']);
  if (data === '' || data.length > 256 || !/^\d{1,18}$/.test(messageId)) throw new HTTPException(400);
  const label = await labelOf(c, context, messageId, data);
  return receive(c, context, fields, { kind: 'tap', data, messageId, ...(label !== undefined && { label }) });
};

/** What the tapped button says, so that the chat can show what was chosen. */
async function labelOf(c: Chat, context: WebContext, messageId: string, data: string): Promise<Text | undefined> {
  // The button for the other language says something else as soon as it is tapped.
  if (data.startsWith('/language')) return undefined;
  const room = await findRoom(context, c.get('door'));
  const id = BigInt(messageId);
  const tapped = room && (await readMessages(context.database, room.id, [id])).get(id);
  return tapped?.message.choices?.flat().find((choice) => choice.id === data)?.label;
}

/** What a file is, its bytes say: neither its name nor what the browser calls it. */
export const fileAction = (context: WebContext) => async (c: Chat) => {
  const { bot, identity } = c.get('door');
  if (bot !== 'staff') throw new HTTPException(404);
  // Before ten megabytes are read: a chat costs a stranger nothing to make, and nobody else is ever asked for a file.
  if (!(await isStaff(context, await findRoom(context, c.get('door'))))) throw new HTTPException(403);
  const fields = await readFields(c);
  const { file } = fields;
  if (!identity || !(file instanceof File)) throw new HTTPException(400);
  if (file.size > mostFileBytes) throw new HTTPException(413);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const type = fileType(bytes);
  if (!type) throw new HTTPException(415);
  const fileId = await context.chats[bot].keepFile(identity, { bytes, mime: mimeOf[type] });
  const name = clean(file.name);
  return receive(
    c,
    context,
    fields,
    isImage(type) && bytes.length <= mostPhotoBytes
      ? { kind: 'photo', fileId }
      : { kind: 'file', fileId, name, size: bytes.length },
  );
};

async function isStaff({ database: { prisma } }: WebContext, room: ChatRoom | undefined): Promise<boolean> {
  if (!room) return false;
  const where = { where: { personId: room.personId, active: true } };
  return (await prisma.speaker.count(where)) + (await prisma.coordinator.count(where)) > 0;
}

/** As long as Telegram's. */
const maxTyped = 4096;

async function receive(c: Chat, context: WebContext, fields: Fields, content: Content) {
  const door = c.get('door');
  const nonce = clean(fields['nonce']);
  if (!/^[\w-]{16,64}$/.test(nonce)) throw new HTTPException(400);
  // Without a cookie this form can't be from a page of ours that was just looked at: lead there.
  const { bot, identity } = door;
  if (!identity) return back(c);
  const before = await lastRow(context, await findRoom(context, door));
  await hear(c, context, { bot, identity }, content, nonce);
  if (isScript(c)) return c.body(null, 204);
  const room = await findRoom(context, door);
  if (room) await answered(context, room, before);
  return back(c);
}

const isScript = (c: Context): boolean => c.req.header('x-requested-with') === 'fetch';

const back = (c: Chat): Response => (isScript(c) ? c.body(null, 204) : c.redirect(`${c.get('door').base}#newest`, 303));
