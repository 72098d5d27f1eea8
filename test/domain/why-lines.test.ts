import { describe, expect, test } from 'vitest';
import { lackingName, ownWhyLine, relaxationLine, verdictLine, whyLine } from '../../src/domain/cards/why-lines.ts';
import type { Text } from '../../src/domain/message.ts';
import type { OrderView } from '../../src/domain/order-view.ts';
import type { Candidate, Relaxations, Term } from '../../src/domain/proposal.ts';
import { createTranslator } from '../../src/i18n/translator.ts';
import { anOrder } from '../conversation/staff/fixtures.ts';

const translator = createTranslator({ timeZone: 'Asia/Shanghai', today: () => '2026-11-25' });
const zh = (said: Text): string => translator.text(said, 'zh-CN');
const en = (said: Text): string => translator.text(said, 'en');

const term = (code: Term['code'], points: number, params: Term['params'] = {}): Term => ({ code, points, params });
const load = (talks: number, points: number) => term('load', points, { talks, share: 5 });
const far = (km: number) => term('distance', -km / 2, { km });
const served = term('served', 100);

function candidate(...terms: Term[]): Candidate {
  const times = { startsAt: '2026-12-02T06:00:00.000Z', endsAt: '2026-12-02T07:00:00.000Z', windowRank: 0 };
  return { speakerId: 1, kitIds: [], ...times, score: terms.reduce((sum, { points }) => sum + points, 0), terms };
}

describe('why this one', () => {
  test('is told by the three things that speak most for them, the strongest first', () => {
    const first = candidate(served, term('own_area', 20), load(4, 4), far(2), term('continuity', 8, { talks: 2 }));
    const next = candidate(served, load(8, -12), far(26));
    expect(zh(whyLine([first, next]))).toBe('理由：本片区、近90天4场（应担5场）、路更近（2公里）');
    expect(en(whyLine([first, next]))).toBe('Why: own area, talks in 90 days: 4 (fair share 5), nearer (2 km)');
  });

  test('is told by what it is better in than the next, where nothing speaks for it as such', () => {
    expect(zh(whyLine([candidate(far(4)), candidate(far(5))]))).toBe('理由：路更近（4公里）');
    const later = candidate(far(4), term('window', -30, { choice: 2 }));
    expect(zh(whyLine([candidate(far(4)), later]))).toBe('理由：时间更合点单人的意');
  });

  test('is told where there is no difference, and where there is nobody else', () => {
    expect(zh(whyLine([candidate(far(4)), candidate(far(4))]))).toBe('理由：与备选不相上下');
    expect(zh(whyLine([candidate(served, far(4))]))).toBe('理由：只有这一位能去');
    expect(zh(whyLine([]))).toBe('');
  });

  test('says nothing of others where they are not known', () => {
    expect(zh(ownWhyLine(candidate(served, term('own_area', 20), far(4))))).toBe('理由：本片区');
    expect(ownWhyLine(candidate(served, far(4)))).toBe('');
  });
});

describe('why not that one', () => {
  test('is how many points they lack', () => {
    // Whether an order counts as the one that covers its village says nothing of the speakers.
    const best = candidate(served, far(4));
    const other = { ...candidate(served, term('coverage', 40), far(17)), name: '李四' };
    expect(zh(lackingName(other, best))).toBe('李四（少 6.5 分）');
    expect(en(lackingName(other, best))).toBe('李四 (6.5 points less)');
  });

  test('is that all orders together are served better so, where they have more points for this one', () => {
    const chosen = candidate(served, term('own_area', 20), far(14));
    const better = { ...candidate(served, term('own_area', 20), far(4)), name: '李四' };
    expect(zh(whyLine([chosen, better]))).toBe('理由：通盘安排、本片区');
    expect(zh(lackingName(better, chosen))).toBe('李四（只看这一单多 5 分）');
    expect(en(lackingName(better, chosen))).toBe('李四 (5 points more for this order alone)');
  });

  test('is the rules in the way', () => {
    expect(zh(verdictLine({ speakerId: 5, name: '王五', rule: 'area', rules: ['area', 'away'] }))).toBe(
      '王五：不负责这个片区、不在',
    );
  });
});

describe('what would have to change', () => {
  const drugs = { topic: { zh: '防毒识毒', en: 'drugs' } };
  const thursday = { day: '2026-12-03', half: 'afternoon' as const, speakers: 3 };
  const say = (relaxations: Relaxations, over: Partial<OrderView> = {}) =>
    relaxationLine(anOrder({ ...drugs, ...over }), { candidates: [], refusals: {}, warnings: [], relaxations });

  test('is that everybody who holds the topic is away, and when they are back', () => {
    const said = say({ sets: [{ rules: ['away'], speakers: 4, all: true }], days: [thursday] });
    expect(zh(said)).toBe('条件合适、会讲防毒识毒的人12月2日（周三）都不在；12月3日（周四）下午有 3 位');
    expect(en(said)).toBe('Everyone who could give drugs on Wed 2 Dec: away; Thu 3 Dec afternoon: 3 could');
  });

  test('is at all the times that were wished', () => {
    const windows = ['2026-12-02', '2026-12-04'].map((day) => ({ day, half: 'morning' as const }));
    const said = say({ sets: [{ rules: ['weekly_limit'], speakers: 4, all: true }], days: [] }, { windows });
    expect(zh(said)).toBe('条件合适、会讲防毒识毒的人所选时间都当周场次已满');
  });

  test('is one thing or another', () => {
    const sets = [
      { rules: ['no_kit' as const], speakers: 2, all: true },
      { rules: ['away' as const], speakers: 1, all: false },
    ];
    expect(zh(say({ sets, days: [] }))).toBe('解决以下任一项就有人：器材已占用（2 人）、不在（1 人）');
  });

  test('is only another day, three of them at most', () => {
    const days = [1, 2, 3, 4].map((more) => ({ ...thursday, day: `2026-12-0${2 + more}`, speakers: more }));
    expect(zh(say({ sets: [], days }))).toBe(
      '12月3日（周四）下午有 1 位、12月4日（周五）下午有 2 位、12月5日（周六）下午有 3 位',
    );
  });

  test('is not known of an older proposal', () => {
    expect(relaxationLine(anOrder(drugs), { candidates: [], refusals: {}, warnings: [] })).toBe('');
  });
});
