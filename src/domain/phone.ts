// Phone numbers as they are dialled in mainland China: mobiles (11 digits from 13 to 19) and landlines with their
// area code. Stored without spaces; landlines keep their hyphen.

const mobile = /^1[3-9]\d{9}$/;
const landline = /^(0(?:10|2\d|[3-9]\d{2}))-?(\d{7,8})$/;

/** The number in its stored form, or undefined where it is no phone number. */
export function parsePhone(input: string): string | undefined {
  const digits = toHalfWidth(input)
    .replace(/[\s().·]/g, '')
    .replace(/^(\+|00)?86-?(?=[01])/, '');
  const compact = digits.replace(/-/g, '');
  if (mobile.test(compact)) return compact;
  const fixed = landline.exec(digits);
  return fixed ? `${fixed[1]}-${fixed[2]}` : undefined;
}

const toHalfWidth = (input: string): string =>
  input.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/[—–]/g, '-');
