import { expect, test } from 'vitest';
import { classGroupFrom, classGroupText } from '../../src/conversation/class-group.ts';
import { grades, isClassGroup } from '../../src/domain/deputy/class-group.ts';
import { createTranslator } from '../../src/i18n/translator.ts';

test.each([
  ['七（3）班', '7-3'],
  ['七(3)', '7-3'],
  ['七3班', '7-3'],
  ['7（3）班', '7-3'],
  ['七年级三班', '7-3'],
  ['八年级 12 班', '8-12'],
  ['小学五年级二十一班', '5-21'],
  ['初二(3)班', '8-3'],
  ['初112班', '7-12'],
  ['初三', '9'],
  ['高一年级', '10'],
  ['高中二年级十班', '11-10'],
  ['职高三1班', '12-1'],
  ['803班', '8-3'],
  ['1203班', '12-3'],
  ['一年级', '1'],
  ['八年级全体', '8'],
  ['全校', 'school'],
  ['Grade 8 Class 3', '8-3'],
  ['grade 10', '10'],
  ['all of grade 6', '6'],
  ['Class 3, Grade 8', '8-3'],
  ['Class 7.2', '7-2'],
  ['Senior 1 class 4', '10-4'],
  ['the whole school', 'school'],
])('%s is %s', (said, group) => {
  expect(classGroupFrom(said)).toBe(group);
});

test.each([
  ...['', '三班', '3', '83班', '初四', '高四班', '十三年级', '七年级0班', '七（100）班', '73班', '兴趣小组', '李小明'],
  ...[
    '七（3）班李小明',
    '李小明 七（3）班',
    '七年级李小明班',
    '初一的小红',
    '全校李小明',
    'Grade 13',
    'Grade 8 Tom',
    'Tom',
  ],
  ...['七（1）（2）班', '8-3', '11月20日', '2026-11-20', '昨天', '<b>七年级</b>', '七年级'.repeat(1000)],
])('nothing is read out of %s', (said) => {
  expect(classGroupFrom(said)).toBeUndefined();
});

test('what is said of a group is read as the same group, in both languages', () => {
  const translator = createTranslator({ timeZone: 'Asia/Shanghai' });
  for (const locale of ['zh-CN', 'en'] as const)
    for (const group of ['school', ...grades.flatMap((grade) => [grade, `${grade}-1`, `${grade}-99`])]) {
      if (!isClassGroup(group)) throw new Error(group);
      expect(classGroupFrom(translator.text(classGroupText(group), locale)), group).toBe(group);
    }
});
