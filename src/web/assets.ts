// The few files of our own that pages load. Read once; a browser asks again only whether they have changed.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';

const types = {
  'base.css': 'text/css; charset=utf-8',
  'pages.css': 'text/css; charset=utf-8',
  'sheet.css': 'text/css; charset=utf-8',
  'chat.css': 'text/css; charset=utf-8',
  'chat.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
};

export function assets() {
  const files = new Map(
    Object.entries(types).map(([name, type]) => {
      const body = readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8');
      return [name, { type, body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` }];
    }),
  );
  return (c: Context) => {
    const file = files.get(c.req.param('file') ?? '');
    if (!file) throw new HTTPException(404);
    c.header('ETag', file.etag);
    c.header('Cache-Control', 'public, max-age=300');
    if (c.req.header('if-none-match') === file.etag) return c.body(null, 304);
    c.header('Content-Type', file.type);
    return c.body(file.body);
  };
}
