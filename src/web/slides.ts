// A course's file for whoever was given its address: it ends after a day, and nobody can make up another.

import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { openSlide } from '../services/courses/slides.ts';
import type { WebContext } from './context.ts';

export const slide =
  ({ database, clock }: WebContext) =>
  async (c: Context): Promise<Response> => {
    const id = /^\d{1,9}$/.exec(c.req.param('id') ?? '')?.[0];
    const found = id && (await openSlide(database.prisma, Number(id), c.req.query('t') ?? '', clock()));
    if (!found) throw new HTTPException(404);
    c.header('Content-Type', found.mime);
    // Never shown in the page's own right: what is in it is its sender's.
    c.header('Content-Disposition', `attachment; filename*=UTF-8''${encoded(found.name)}`);
    return c.body(new Uint8Array(found.bytes));
  };

/** The header's own quote is one of the few letters that are not encoded otherwise. */
const encoded = (name: string): string => encodeURIComponent(name).replaceAll("'", '%27');
