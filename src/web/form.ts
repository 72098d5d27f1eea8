// What a page's form carries. What is no form at all is the caller's fault, not ours.

import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';

export type Fields = Record<string, string | File>;

export async function readFields(c: Context): Promise<Fields> {
  try {
    return await c.req.parseBody();
  } catch {
    throw new HTTPException(400);
  }
}
