// Who calls, as far as limits go: an address, or for IPv6 the network that one household or office has.

import { isIP, isIPv6 } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import type { WebOptions } from './options.ts';

/**
 * With PUBLIC_URL a reverse proxy stands in front, and the last hop it wrote down is the caller. Without one nobody does:
 * the header would be the caller's own invention.
 */
export function clientAddress(c: Context, { publicUrl }: WebOptions['config']): string {
  const direct = c.env?.incoming ? (getConnInfo(c).remote.address ?? '') : '';
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  const address = publicUrl !== undefined && isIP(forwarded) ? forwarded : direct;
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  return isIPv6(plain) ? networkOf(plain) : plain;
}

/** The first 64 bits: what lies behind them one caller may change at will. */
function networkOf(address: string): string {
  const [before = '', after = ''] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const head = before.split(':').filter(Boolean);
  const tail = after.split(':').filter(Boolean);
  const groups = address.includes('::')
    ? [...head, ...Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0'), ...tail]
    : head;
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
