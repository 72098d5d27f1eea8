// 导出我的信息 in both chats: who has to do with 法治副校长 reads what is kept of that, everybody else nothing of it.

import { expect, test } from 'vitest';
import type { OwnDeputy } from '../../src/domain/deputy/own.ts';
import type { OwnData } from '../../src/domain/own-data.ts';
import { resident } from './public/fixtures.ts';
import { coordinator, speaker } from './staff/fixtures.ts';

const school = { zh: '平安枫林小学', en: 'Fenglin Primary School' };
const nothing: OwnDeputy = {
  ...{ contactOf: [], requests: [], refusals: [], evaluations: [], training: [], appointments: [], hours: [] },
};

const data = (deputy: Partial<OwnDeputy> = {}): OwnData => ({
  person: { name: '马老师', places: [], since: '2026-11-01T01:00:00.000Z' },
  ...{ orders: [], moreOrders: 0, requests: [], applications: [] },
  deputy: { ...nothing, ...deputy },
});

test('a school’s contact reads what they asked for and how they judged', () => {
  const talking = resident().says('导出我的信息');
  expect(talking.command).toEqual({ type: 'export-data' });
  talking.gets({
    type: 'export-data',
    result: data({
      contactOf: [
        { school, name: '马主任', active: true },
        { school: { zh: '小峡云杉中学' }, active: false },
      ],
      requests: [
        {
          ...{ school, number: 'F501', kind: 'first', state: 'refused' },
          ...{ need: '要一位', wishField: '未成年人保护', reason: '人手不够' },
        },
      ],
      refusals: [{ school, reason: '离得太远' }],
      evaluations: [
        { school, year: 2026, score: 95, comment: '讲得清楚' },
        { school, year: 2026, group: '7-3', hands: 30 },
      ],
    }),
  });
  for (const words of [
    ...['学校联系人：平安枫林小学', '马主任', '曾任学校联系人：小峡云杉中学', 'F501', '新聘', '未受理', '要一位'],
    ...[
      '未成年人保护',
      '答复：人手不够',
      '不同意人选的原因：离得太远',
      '2026 年：95 分',
      '讲得清楚',
      '七年级（3）班举手：30 人',
      '订单：0 张',
    ],
  ])
    expect(talking.words, words).toContain(words);
  expect(talking.buttons).toContain('🗑️ 删除我的信息');
});

test('a deputy and the bureau read theirs in the staff’s chat, where nothing is forgotten by oneself', () => {
  const talking = speaker().says('/export');
  talking.gets({
    type: 'export-data',
    result: data({
      bureau: { area: { zh: '海东市' }, name: '赵科长', active: true },
      profile: {
        agency: 'police',
        qualification: '一级警长',
        fields: ['刑法'],
        bornOn: '1985-05-01',
        retired: true,
        retiredOn: '2026-10-01',
      },
      training: [{ day: '2026-01-10', tenths: 85, title: '岗前培训' }],
      appointments: [
        { school, state: 'active', from: '2026-03-01', until: '2029-03-01', letterNumber: '12', endedOn: '2028-01-01' },
      ],
      hours: [{ school, kind: 'taught', duty: 'safety', day: '2026-11-20', tenths: -5, group: 'school', heads: 45 }],
    }),
  });
  for (const words of [
    ...[
      '教育局：海东市',
      '赵科长',
      '公安',
      '出生日期：1985-05-01',
      '已退休',
      '退休日期：2026-10-01',
      '一级警长',
      '刑法',
      '8.5 学时 岗前培训',
    ],
    ...[
      '平安枫林小学：在任',
      '2026-03-01 至 2029-02-28',
      '聘书编号：12',
      '结束：2028-01-01',
      '安全管理（讲课）-0.5 课时',
    ],
    ...['平安枫林小学、全校、45 人'],
  ])
    expect(talking.words, words).toContain(words);
  expect(talking.words).not.toContain('订单：');
  expect(talking.buttons).not.toContain('🗑️ 删除我的信息');
});

test('nobody else reads of it', () => {
  const talking = coordinator().says('导出').gets({ type: 'export-data', result: data() });
  expect(talking.words).toContain('马老师');
  expect(talking.words).not.toMatch(/学校|教育局|法治副校长|课时|培训/);
  expect(resident().says('/export').gets({ type: 'export-data', result: data() }).words).not.toMatch(/学校|课时/);
});
