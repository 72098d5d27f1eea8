// Addresses of printed pages: bound to the page and to whoever asked for it, ending after some days, and nobody can make
// up another. What that person may see is checked again when the page is opened.

import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Locale } from '../../domain/locale.ts';
import type { Tx } from '../../store/database.ts';

export type PageKind = 'letter' | 'receipt' | 'report';

/** The path of one page for one person; a report has no id. */
export type PageLink = (kind: PageKind, id?: number) => string;

const openDays: Readonly<Record<PageKind, number>> = { letter: 7, receipt: 7, report: 1 };
const dayMs = 86_400_000;

/** Reads the key once, for as many links as are needed. `locale`: of the chat they are for; on a page it is known already. */
export async function createPageLinks(tx: Tx, personId: number, now: Date, locale?: Locale): Promise<PageLink> {
  const key = await readKey(tx);
  return (kind, id = 0) => {
    const until = Math.ceil((now.getTime() + openDays[kind] * dayMs) / 1000).toString(36);
    const whom = personId.toString(36);
    const path = kind === 'report' ? '/deputy/report' : `/deputy/${kind}/${id}`;
    const language = locale === undefined ? '' : `&lang=${locale}`;
    return `${path}?t=${until}.${whom}.${sign(key, { kind, id, until, whom })}${language}`;
  };
}

/** For whom the page was made; undefined where the token is forged, for another page, or too old. */
export async function readPageToken(
  tx: Tx,
  {
    kind,
    id = 0,
    token,
    now,
  }: { readonly kind: PageKind; readonly id?: number; readonly token: string; readonly now: Date },
): Promise<{ readonly personId: number } | undefined> {
  const [, until, whom, signature] = /^([0-9a-z]{1,10})\.([0-9a-z]{1,7})\.([\w-]{43})$/.exec(token) ?? [];
  if (until === undefined || whom === undefined || signature === undefined) return undefined;
  if (Number.parseInt(until, 36) * 1000 < now.getTime()) return undefined;
  const wanted = sign(await readKey(tx), { kind, id, until, whom });
  return timingSafeEqual(Buffer.from(signature), Buffer.from(wanted))
    ? { personId: Number.parseInt(whom, 36) }
    : undefined;
}

async function readKey(tx: Tx): Promise<string> {
  const [row] = await tx.$queryRaw<{ key: string }[]>`SELECT key FROM page_key`;
  if (!row) throw new Error('the key that signs the addresses of pages is missing');
  return row.key;
}

interface Signed {
  readonly kind: PageKind;
  readonly id: number;
  readonly until: string;
  readonly whom: string;
}

const sign = (key: string, { kind, id, until, whom }: Signed): string =>
  createHmac('sha256', key).update(`${kind} ${id} ${until} ${whom}`).digest('base64url');
