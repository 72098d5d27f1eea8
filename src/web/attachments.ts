// Photos of a talk, for those who may see them: its speaker, and the coordinators of its area. For anybody else they
// do not exist.

import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { type DoorEnv, findRoom } from './chat-room.ts';
import type { WebContext } from './context.ts';

export const attachment = (context: WebContext) => async (c: Context<DoorEnv>) => {
  const id = /^\d{1,9}$/.exec(c.req.param('id') ?? '')?.[0];
  const room = id && c.get('door').bot === 'staff' ? await findRoom(context, c.get('door')) : undefined;
  if (!room || !(await maySee(context, room.personId, Number(id)))) throw new HTTPException(404);
  const found = await context.database.prisma.attachment.findUnique({ where: { id: Number(id) } });
  if (!found || !/^image\/(jpeg|png|webp)$/.test(found.mime)) throw new HTTPException(404);
  c.header('Content-Type', found.mime);
  c.header('Cache-Control', 'private, max-age=3600');
  return c.body(new Uint8Array(found.bytes));
};

async function maySee({ database }: WebContext, personId: number, attachmentId: number): Promise<boolean> {
  const [row] = await database.prisma.$queryRaw<{ may: boolean }[]>`
    WITH RECURSIVE "photo" AS (
      SELECT o."id" AS "order_id", o."area_id" FROM "attachment" a JOIN "orders" o ON o."id" = a."order_id" WHERE a."id" = ${attachmentId}
    ), "up" AS (
      SELECT a."id", a."parent_id" FROM "area" a JOIN "photo" p ON p."area_id" = a."id"
      UNION SELECT a."id", a."parent_id" FROM "area" a JOIN "up" ON a."id" = "up"."parent_id"
    )
    SELECT EXISTS (
      SELECT FROM "coordinator" c WHERE c."person_id" = ${personId} AND c."active" AND c."area_id" IN (SELECT "id" FROM "up")
    ) OR EXISTS (
      SELECT FROM "offer" f JOIN "photo" p ON p."order_id" = f."order_id" JOIN "speaker" s ON s."id" = f."speaker_id"
      WHERE s."person_id" = ${personId} AND s."active" AND f."state" = 'accepted'
    ) OR EXISTS (
      SELECT FROM "talk_record" t JOIN "photo" p ON p."order_id" = t."order_id" JOIN "speaker" s ON s."id" = t."speaker_id"
      WHERE s."person_id" = ${personId} AND s."active"
    ) AS "may"`;
  return row?.may === true;
}
