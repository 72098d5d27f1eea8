// Numbers as they are written in Chinese sentences, up to the thousands: 80, 八十, 一百五, 两百零三.

export const hanNumeral = '[零〇一二两三四五六七八九十百千]';

const digits: Record<string, number> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const units: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** The number, or undefined where the characters do not make one (三八十). */
export function readNumber(text: string): number | undefined {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  if (text === '') return undefined;
  let total = 0;
  let digit: number | undefined;
  let lastUnit = 10_000;
  let afterZero = false;
  for (const character of text) {
    const unit = units[character];
    if (unit !== undefined) {
      if (unit >= lastUnit) return undefined;
      total += (digit ?? 1) * unit;
      digit = undefined;
      lastUnit = unit;
      afterZero = false;
    } else if (character === '零' || character === '〇') {
      if (digit !== undefined) return undefined;
      afterZero = true;
    } else {
      if (digit !== undefined) return undefined;
      digit = digits[character];
      if (digit === undefined) return undefined;
    }
  }
  if (digit === undefined) return total;
  // 一百五 is 150, 一百零五 is 105.
  const short = lastUnit > 10 && lastUnit < 10_000 && !afterZero;
  return total + (short ? (digit * lastUnit) / 10 : digit);
}
