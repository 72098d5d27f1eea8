// A Bot API call's parameters out of its HTTP body: JSON or multipart, the two ways that the libraries use.

import type { IncomingMessage } from 'node:http';

export interface Params {
  readonly values: Readonly<Record<string, unknown>>;
  /** Uploaded files by the name of the parameter, `attach://` resolved. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export async function readParams(request: IncomingMessage): Promise<Params> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const boundary = /boundary=(.+)$/.exec(request.headers['content-type'] ?? '')?.[1];
  if (boundary) return multipart(body, boundary);
  const values: unknown = body.length > 0 ? JSON.parse(body.toString()) : {};
  return { values: isRecord(values) ? values : {}, files: new Map() };
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** In multipart, objects come as JSON. */
export function structured(value: unknown): unknown {
  return typeof value === 'string' && /^[[{]/.test(value) ? JSON.parse(value) : value;
}

function multipart(body: Buffer, boundary: string): Params {
  const parts = new Map<string, { bytes: Buffer; isFile: boolean }>();
  // latin1 keeps one character per byte, so positions in the string are positions in the body.
  for (const part of body.toString('latin1').split(`--${boundary}`).slice(1, -1)) {
    const [head = '', ...rest] = part.replace(/^\r\n/, '').split('\r\n\r\n');
    const name = /[; ]name="([^"]+)"/.exec(head)?.[1];
    const bytes = Buffer.from(rest.join('\r\n\r\n').replace(/\r\n$/, ''), 'latin1');
    if (name) parts.set(name, { bytes, isFile: /filename=/.test(head) });
  }
  const values: Record<string, unknown> = {};
  const files = new Map<string, Uint8Array>();
  for (const [name, { bytes, isFile }] of parts) {
    const attached = /^attach:\/\/(.+)$/.exec(bytes.toString())?.[1];
    const file = attached ? parts.get(attached)?.bytes : isFile ? bytes : undefined;
    if (file) files.set(name, file);
    else values[name] = bytes.toString();
  }
  return { values, files };
}
