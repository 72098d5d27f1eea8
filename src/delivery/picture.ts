// The picture of a message: a QR code drawn on the spot, or an attachment out of the database.

import type { Pool } from 'pg';
import QRCode from 'qrcode';
import type { Rendered } from '../channels/channel.ts';
import type { Message } from '../domain/message.ts';
import { address } from './render.ts';

/** Undefined where the message has none, or its attachment is gone: the text goes out all the same. */
export async function loadPicture(
  picture: Message['picture'],
  { pool, baseUrl }: { readonly pool: Pool; readonly baseUrl: string },
): Promise<Rendered['picture']> {
  if (!picture) return undefined;
  if ('qr' in picture) {
    return { bytes: await QRCode.toBuffer(address(picture.qr, baseUrl), { scale: 8 }), mime: 'image/png' };
  }
  const { rows } = await pool.query<{ bytes: Buffer; mime: string }>({
    name: 'attachment-load',
    text: 'SELECT bytes, mime FROM attachment WHERE id = $1',
    values: [picture.attachment],
  });
  return rows[0];
}
