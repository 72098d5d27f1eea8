// Which pupils something was for, as a code: a word of anybody's own could name one of them.

export const grades = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] as const;
export type Grade = (typeof grades)[number];

/** 'school'; '8': the whole of grade 8 (八年级, 初二); '8-3': its class 3. Classes go from 1 to 99. */
export type ClassGroup = 'school' | Grade | `${Grade}-${number}`;

/** The database's CHECKs say the same. */
export const isClassGroup = (code: string): code is ClassGroup => /^(school|([1-9]|1[0-2])(-[1-9]\d?)?)$/.test(code);
