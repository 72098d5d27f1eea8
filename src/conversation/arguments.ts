// Reads what comes behind a command or in a button's data. All of it is from outside: anything but what is expected
// is refused.

import type { OrderId } from '../domain/ids.ts';

/** An order as a button names it: the version tells whether the button is still true. */
export interface OrderTarget {
  readonly orderId: OrderId;
  readonly version: number;
}

export function idFrom(word: string | undefined): number | undefined {
  return word !== undefined && /^[1-9]\d{0,8}$/.test(word) ? Number(word) : undefined;
}

export function targetFrom([order, version]: readonly string[]): OrderTarget | undefined {
  const orderId = idFrom(order);
  if (orderId === undefined || version === undefined || !/^\d{1,9}$/.test(version)) return undefined;
  return { orderId, version: Number(version) };
}

/** An order's or a batch's number as people write it: 1042, #1042, 1042-3, 1042号, 订单1042. */
export function numberFrom(said: string | undefined): string | undefined {
  const [, number] =
    /^(?:订单号?|单号|no\.?|#|№)?\s*:?\s*(\d{3,9}(?:-\d{1,3})?)\s*(?:号|号单)?$/i.exec(
      (said ?? '').normalize('NFKC').trim(),
    ) ?? [];
  return number;
}

/** The characters of an invite code, where the text looks like one: 15, in groups or not. */
export function inviteCodeFrom(said: string): string | undefined {
  const code = said.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  return /^[0-9A-Z]{15}$/.test(code) ? code : undefined;
}
