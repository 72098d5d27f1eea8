// Class hours (课时) in words and out of words: kept in tenths, said as 1, 1.5 or 2.

import type { Input } from '../../dialogue.ts';

/** 15 → "1.5" */
export const hoursText = (tenths: number): string => String(tenths / 10);

/** A button 'h:20', or typed: 2, 1.5, 2课时, 3节. Undefined for anything else, and for more than `most` tenths. */
export function tenthsFrom(input: Input, most: number): number | undefined {
  if (input.kind === 'choice') {
    const tapped = /^h:(\d{1,3})$/.exec(input.id)?.[1];
    return tapped === undefined ? undefined : Number(tapped);
  }
  if (input.kind !== 'text') return undefined;
  const [, said] =
    /^(\d{1,2}(?:\.\d)?)\s*(?:个?(?:课时|学时|小时)|节课?|h|hours?)?$/i.exec(input.text.normalize('NFKC').trim()) ?? [];
  const tenths = Math.round(Number(said) * 10);
  return said !== undefined && tenths <= most ? tenths : undefined;
}
