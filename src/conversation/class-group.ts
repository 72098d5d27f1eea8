// 年级和班: read out of what is typed, and said. Only a grade, a class of it or the whole school is understood: whatever
// else stands there may be a pupil's name. Pure.

import { type ClassGroup, grades, isClassGroup } from '../domain/deputy/class-group.ts';
import { type Text, text } from '../domain/message.ts';

/** 七（3）班, 初二3班, 高一, 五年级, 803班, 全校; Grade 8 Class 3, Class 8.3, Senior 1, whole school. */
export function classGroupFrom(said: string): ClassGroup | undefined {
  const words = said.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
  if (/^(全校(师生|学生)?|(the)?(whole|entire)school)$/.test(words)) return 'school';
  const plain = words.replace(/^(all|whole|entire)(of)?(?=grade|junior|senior)|(全年级|全体(学生)?)$/g, '');
  for (const reading of readings) {
    const { stage, grade, number } = reading.exec(plain)?.groups ?? {};
    if (grade === undefined) continue;
    const code = `${numberOf(grade) + gradesBefore(stage)}${number === undefined ? '' : `-${numberOf(number)}`}`;
    return isClassGroup(code) ? code : undefined;
  }
  return undefined;
}

export function classGroupText(group: ClassGroup): Text {
  const grade = grades.find((one) => group === one || group.startsWith(`${one}-`));
  if (grade === undefined) return text('class_group.school');
  const named = text(`class_group.grade_${grade}`);
  return group === grade ? named : text('class_group.class', { grade: named, class: group.slice(grade.length + 1) });
}

const one = '[一二三四五六七八九]';
const number = String.raw`(?<number>\d{1,2}|${one}?十${one}?|${one})`;
const ofClass = String.raw`(?:\(?${number}\)?班)?`;
const readings = [
  String.raw`(?:小学)?(?<grade>\d{1,2}|十[一二]?|${one})年级${ofClass}`,
  `(?<stage>初|职高|中职|高)中?(?<grade>[一二三123])(?:年级)?${ofClass}`,
  String.raw`(?<grade>\d{1,2}|十[一二]?|${one})\(${number}\)班?`,
  String.raw`(?<grade>十[一二]?|${one})(?<number>\d{1,2})班`,
  String.raw`(?<grade>1[0-2]|\d)(?<number>\d\d)班`,
  String.raw`grade(?<grade>\d{1,2})(?:,?class${number})?`,
  String.raw`class${number},?(?:of)?grade(?<grade>\d{1,2})`,
  String.raw`class(?<grade>\d{1,2})[.(-]${number}\)?`,
  `(?<stage>junior|senior)(?<grade>[123])(?:,?class${number})?`,
].map((reading) => new RegExp(`^(?:${reading})$`));

const gradesBefore = (stage: string | undefined): number =>
  stage === undefined ? 0 : stage === '初' || stage === 'junior' ? 6 : 9;

/** 12, 十二, 二十, 三 */
function numberOf(said: string): number {
  if (/^\d+$/.test(said)) return Number(said);
  const digit = (word: string | undefined): number => ' 一二三四五六七八九'.indexOf(word || ' ');
  const [tens, ones] = said.includes('十') ? said.split('十') : ['', said];
  return said.includes('十') ? (digit(tens) || 1) * 10 + digit(ones) : digit(ones);
}
