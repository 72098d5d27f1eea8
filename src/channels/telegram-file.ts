// Fetches a photo or file that a person sent. The address holds the bot's token, so no error of the download leaves here.

import { mostFileBytes } from '../domain/files.ts';
import { TelegramFault } from './telegram-fault.ts';
import type { TelegramApi } from './telegram-sender.ts';

const withinMs = 30_000;

/** Undefined: Telegram has it no more, or it is over 10 MiB. */
export async function fetchTelegramFile(
  api: Pick<TelegramApi, 'getFile'>,
  downloads: string,
  fileId: string,
): Promise<Uint8Array | undefined> {
  const path = await locate(api, fileId);
  return path === undefined ? undefined : download(`${downloads}/${path}`);
}

async function locate(api: Pick<TelegramApi, 'getFile'>, fileId: string): Promise<string | undefined> {
  try {
    const { file_path, file_size = 0 } = await api.getFile({ file_id: fileId });
    return file_size > mostFileBytes ? undefined : file_path;
  } catch (fault) {
    // Over 20 MB Telegram refuses with 400 as well.
    if (fault instanceof TelegramFault && fault.status === 400) return undefined;
    throw fault;
  }
}

async function download(url: string): Promise<Uint8Array | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(withinMs) });
    if (response.status === 404 || response.status === 400) return undefined;
    if (!response.ok || !response.body) throw new TelegramFault('download');
    return await upTo(mostFileBytes, response.body);
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
