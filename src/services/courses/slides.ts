// A course's files behind addresses that nobody can guess and that end after a day: chats have no cookies of the pages.

import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Tx } from '../../store/database.ts';

const openMs = 24 * 3_600_000;

export interface SlideLink {
  readonly id: number;
  readonly name: string;
  readonly url: string;
}

/** The key is the file's own hash: who could make the address without being given it has the file already. */
export async function slideLinks(tx: Tx, courseId: number, now: Date): Promise<SlideLink[]> {
  const rows = await tx.$queryRaw<{ id: number; name: string; key: string }[]>`
    SELECT id, name, encode(sha256(bytes), 'hex') AS key FROM course_file WHERE course_id = ${courseId} ORDER BY id`;
  const until = Math.ceil((now.getTime() + openMs) / 1000).toString(36);
  return rows.map(({ id, name, key }) => ({ id, name, url: `/slides/${id}?t=${until}.${sign(id, until, key)}` }));
}

export interface Slide {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** Undefined where the token is forged, for another file, or too old; or the file is gone. */
export async function openSlide(tx: Tx, id: number, token: string, now: Date): Promise<Slide | undefined> {
  const [, until, signature] = /^([0-9a-z]{1,10})\.([\w-]{43})$/.exec(token) ?? [];
  if (until === undefined || signature === undefined || Number.parseInt(until, 36) * 1000 < now.getTime())
    return undefined;
  const [row] = await tx.$queryRaw<{ key: string }[]>`
    SELECT encode(sha256(bytes), 'hex') AS key FROM course_file WHERE id = ${id}`;
  if (!row || !timingSafeEqual(Buffer.from(signature), Buffer.from(sign(id, until, row.key)))) return undefined;
  const file = await tx.courseFile.findUnique({ where: { id }, select: { name: true, mime: true, bytes: true } });
  return file ?? undefined;
}

const sign = (id: number, until: string, key: string): string =>
  createHmac('sha256', key).update(`${id} ${until}`).digest('base64url');
