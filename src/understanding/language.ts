// In which language the talk is meant to be. What somebody does not understand is no wish.

import type { Language } from '../domain/menu.ts';

export function readLanguage(text: string): Language | undefined {
  const found = patterns
    .map(([language, pattern]) => ({ language, at: text.search(pattern) }))
    .filter(({ at }) => at >= 0);
  return found.sort((one, other) => one.at - other.at)[0]?.language;
}

const not =
  '(?<!(?:不懂|不会|不太会|不太懂|不要|不用|不讲|不说|不是|没有|别用|别讲|听不了|讲不了)[说讲用听]?)(?<!\\b(?:no|not|understand|understands|know|without)\\s(?:in\\s|any\\s|much\\s)?)';
const patterns: readonly (readonly [Language, RegExp])[] = [
  ['tibetan', new RegExp(`${not}(?:藏语|藏话|\\b(?:in|speaks?|speaking)\\s+tibetan\\b|\\btibetan[- ]speak)`, 'i')],
  ['qinghai', new RegExp(`${not}(?:青海话|青海方言|本地话|当地话|方言|\\b(?:qinghai|local) dialect\\b)`, 'i')],
  ['putonghua', new RegExp(`${not}(?:普通话|国语|\\bmandarin\\b)`, 'i')],
];
