// Whom somebody would like to hear: a speaker's whole name, asked for. A name alone may be the caller's own.

import type { SpeakerCard } from '../domain/menu.ts';

/** Undefined too where two have the name. */
export function readSpeaker(text: string, speakers: readonly SpeakerCard[]): SpeakerCard | undefined {
  const plain = text.toLowerCase();
  const named = speakers.filter(({ name }) => {
    const at = plain.indexOf(name.toLowerCase());
    if (at < 0 || [...name].length < 2) return false;
    return asked.test(plain.slice(0, at)) || comes.test(plain.slice(at + name.length));
  });
  return named.length === 1 ? named[0] : undefined;
}

const title = '(?:法治副校长|法制副校长|民警|辅警|警官|警察|老师|教官|officer|mr\\.?|ms\\.?)';
const asked = new RegExp(
  `(?:[请找由让派点听]|想要|希望|\\b(?:by|from|invite|ask|hear|have|send|with|want|like))\\s*${title}?\\s*$`,
);
const comes = new RegExp(
  `^\\s*${title}?\\s*(?:来(?!电)|主讲|宣讲|讲(?!座)|给我们|给大家|上课|\\bto (?:come|speak|talk|give))`,
);
