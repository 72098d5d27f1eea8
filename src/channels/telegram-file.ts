// Fetches a photo that a person sent. The address holds the bot's token, so no error of the download leaves here.

import { TelegramFault } from './telegram-fault.ts';
import type { TelegramApi } from './telegram-sender.ts';

const mostBytes = 5 * 1024 * 1024;
const withinMs = 30_000;

export interface Photo {
  bytes: Uint8Array;
  mime: string;
}

/** Undefined: Telegram has it no more, or it is over 5 MiB. */
export async function fetchTelegramPhoto(
  api: Pick<TelegramApi, 'getFile'>,
  downloads: string,
  fileId: string,
): Promise<Photo | undefined> {
  const path = await locate(api, fileId);
  if (path === undefined) return undefined;
  const bytes = await download(`${downloads}/${path}`);
  return bytes ? { bytes, mime: mimeOf(path) } : undefined;
}

async function locate(api: Pick<TelegramApi, 'getFile'>, fileId: string): Promise<string | undefined> {
  try {
    const { file_path, file_size = 0 } = await api.getFile({ file_id: fileId });
    return file_size > mostBytes ? undefined : file_path;
  } catch (fault) {
    if (fault instanceof TelegramFault && fault.status === 400) return undefined;
    throw fault;
  }
}

async function download(url: string): Promise<Uint8Array | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(withinMs) });
    if (response.status === 404 || response.status === 400) return undefined;
    if (!response.ok || !response.body) throw new TelegramFault('download');
    return await upTo(mostBytes, response.body);
  } catch {
    throw new TelegramFault('download');
  }
}

async function upTo(limit: number, body: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > limit) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Telegram makes every photo a JPEG; other names appear only with other Bot API servers. */
const mimeOf = (path: string) =>
  path.endsWith('.png') ? 'image/png' : path.endsWith('.webp') ? 'image/webp' : 'image/jpeg';
