// A telephone number inside a sentence.

import { parsePhone } from '../domain/phone.ts';
import { type Span, spanOf } from './text.ts';

const candidate = /(?<![\d-])(?:(?:\+|00)?86[ -]?)?(?:1[3-9]\d(?:[ -]?\d{4}){2}|\(?0\d{2,3}\)?[ -]?\d{7,8})(?![\d])/g;

/** The first number that can be dialled, and the places of all, so that no digit of theirs is read as something else. */
export function readPhone(text: string): { phone?: string; spans: readonly Span[] } {
  const found: { phone: string; span: Span }[] = [];
  for (const match of text.matchAll(candidate)) {
    // A space after the area code parts it from the number as a hyphen does.
    const phone = parsePhone(match[0].replace(/^\(?(0\d{2,3})(?:\)[ -]?|[ -])/, '$1-'));
    if (phone) found.push({ phone, span: spanOf(match) });
  }
  const spans = found.map(({ span }) => span);
  return found[0] ? { phone: found[0].phone, spans } : { spans };
}
