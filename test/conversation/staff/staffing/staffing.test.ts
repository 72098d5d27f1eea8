// The dialogues about who gives a talk after all: 临时任务, 离队, 请同事代讲, 换人 with a reason, 抢单.

import { describe, expect, test } from 'vitest';
import type { RecallView } from '../../../../src/domain/commands-staffing.ts';
import type { OrderView } from '../../../../src/domain/order-view.ts';
import { anOrder, both, candidate, coordinator, speaker } from '../fixtures.ts';

const target = { orderId: 7, version: 3 };
const startsAt = '2026-12-02T07:00:00.000Z';
const booked = (changes: Partial<OrderView> = {}) =>
  anOrder({ state: 'confirmed', startsAt, speaker: { id: 5, name: '李四', accepted: true }, ...changes });
const byOther = { action: 'reassign' as const, actor: 'coordinator', name: '张三', at: '2026-11-23T01:00:00.000Z' };
const already = { ok: false, reason: 'already', order: booked({ state: 'offered', last: byOther }) } as const;

const people = Array.from({ length: 12 }, (_, index) => ({
  id: index + 1,
  name: `宣讲员${index + 1}`,
  talks: index % 2,
}));

const aRecall: RecallView = {
  id: 9,
  speaker: '李四',
  span: { from: '2026-12-02', until: '2026-12-03' },
  talks: [
    { order: booked(), part: 'lead', instead: candidate(6, '王五') },
    { order: booked({ id: 8, number: '1043' }), part: 'lead', nobody: { refusals: { away: 3, overlap: 1 } } },
    {
      order: booked({ id: 9, number: '1044' }),
      part: 'assistant',
      instead: { ...candidate(5, '赵六'), assistantId: 6, assistant: '王五' },
    },
  ],
  proposals: 2,
  schools: 0,
};

describe('「今天」', () => {
  const asked = () =>
    coordinator()
      .says('临时任务')
      .gets({ type: 'list-recallable', result: { speakers: people } });

  test('is a day where one is asked for, however late, and the list of today’s talks elsewhere', () => {
    const talking = asked()
      .taps('宣讲员5')
      .with({ minutes: 20 * 60 })
      .says('今天');
    expect(talking.words).toContain('11月23日（周一）起，到哪天');
    talking.taps('晚上');
    expect(talking.command).toEqual({
      type: 'preview-recall',
      speakerId: 5,
      span: { from: '2026-11-23', until: '2026-11-23', half: 'evening' },
    });
    expect(asked().says('今天').command).toMatchObject({ type: 'today' });
    expect(coordinator().says('今天').command).toMatchObject({ type: 'today' });
  });
});

describe('the ways in', () => {
  test('planning anew and kit are a word or a button of the menu away, leaving stands under the team', () => {
    expect(coordinator().says('/menu').taps('重新排班').command).toEqual({ type: 'show-plan' });
    expect(coordinator().says('/menu').taps('器材').command).toEqual({ type: 'list-kits' });
    expect(coordinator().says('重新排班').command).toEqual({ type: 'show-plan' });
    expect(coordinator().says('器材').command).toEqual({ type: 'list-kits' });
    const team = coordinator()
      .says('宣讲队')
      .gets({ type: 'list-team', result: { members: [], applications: 0, topicRequests: [] } });
    expect(team.taps('办离队').command).toEqual({ type: 'list-recallable' });
  });
});

test.each([
  ['optimal', '已证明没有更好的排法'],
  ['time_limit', '离最好的排法最多差 0.5%'],
  ['in_parts', '分几批排的；各批离自己最好的排法最多差 0.5%'],
])('a plan whose proof is %s says so and no more', (status, words) => {
  const last = { orders: 9, placed: 8, changed: 0, objective: 8123.4, gap: 0.005, seconds: 1.2, status };
  const talking = coordinator().says('重新排班').gets({ type: 'show-plan', result: { last } });
  expect(talking.words).toContain(words);
  expect(talking.words.includes('已证明')).toBe(status === 'optimal');
});

describe('the card of a talk', () => {
  const shown = (order: OrderView) =>
    coordinator().tapsData('/card 7').gets({ type: 'show-card', result: { order } }).words;

  test('names who goes along, and the number of those who have no chat', () => {
    const speaker = { id: 5, name: '李教授', phone: '13900000000', byPhone: true };
    const words = shown(
      anOrder({ state: 'offered', speaker, assistant: { id: 6, name: '王五', phone: '13911111111' } }),
    );
    expect(words).toContain('☎️ 李教授：13900000000');
    expect(words).toContain('搭档：王五');
    expect(words).not.toContain('13911111111');
  });

  test('says that an answer came by phone, and who wrote it down', () => {
    const last = { action: 'accept' as const, actor: 'coordinator', name: '张三', at: '2026-11-23T01:00:00.000Z' };
    const order = anOrder({ state: 'confirmed', last });
    const talking = coordinator()
      .tapsData('/approve 7 3')
      .gets({
        type: 'approve',
        result: { ok: false, reason: 'already', order },
      });
    expect(talking.words).toContain('已由张三记下电话答复：接单');
  });

  test('a wish without a topic lacks its topic, not speakers', () => {
    const { topic: _, ...wish } = anOrder({ state: 'submitted', wish: '保健品' });
    const talking = coordinator()
      .says('/queue')
      .gets({
        type: 'queue',
        result: { waiting: [wish, anOrder()], clean: 0, requests: 0, phoneTasks: 0, unreported: 0, team: 0 },
      });
    expect(talking.words).toContain('→ 待补全主题');
    expect(talking.words).toContain('→ 无人可派');
  });
});

describe('临时任务', () => {
  const asked = () =>
    coordinator()
      .says('临时任务')
      .gets({ type: 'list-recallable', result: { speakers: people } });
  const previewed = () =>
    asked()
      .taps('宣讲员5')
      .taps('25')
      .taps('26')
      .gets({ type: 'preview-recall', result: { ok: true, recall: aRecall } });

  test('who, from when and until when by taps; then one list, and one approval', () => {
    const talking = asked();
    expect(talking.buttons).toContain('宣讲员2（1 场）');
    talking.taps('宣讲员5').taps('25').taps('26');
    expect(talking.command).toEqual({
      type: 'preview-recall',
      speakerId: 5,
      span: { from: '2026-11-25', until: '2026-11-26' },
    });
    talking.gets({ type: 'preview-recall', result: { ok: true, recall: aRecall } });
    for (const line of [
      '🚨 临时任务：李四，12月2日（周三）~12月3日（周四）',
      '→ 王五（理由：本片区）',
      '→ ⚠️ 无人可派：不在、有别的安排或赶不到',
      '（搭档）',
      '无人可派的 1 场',
      '另有 2 件',
    ])
      expect(talking.words).toContain(line);
    talking.taps('全部同意');
    expect(talking.command).toEqual({ type: 'approve-recall', recallId: 9 });
    talking.gets({
      type: 'approve-recall',
      result: {
        ok: true,
        recalled: {
          speaker: '李四',
          span: { from: '2026-12-02', until: '2026-12-03' },
          talks: [
            { order: booked(), instead: ['王五'] },
            { order: booked({ number: '1043' }), instead: [] },
          ],
          skipped: [booked({ id: 12, number: '1050' })],
        },
      },
    });
    expect(talking.words).toMatch(/已办好[\s\S]*1042 .*→ 王五[\s\S]*1043 .*→ 另找人[\s\S]*没有动[\s\S]*1050/);
    expect(talking.taps('1050').command).toEqual({ type: 'show-card', orderId: 12 });
  });

  test('one that stands already is called off by one tap', () => {
    const span = { from: '2026-12-02', until: '2026-12-03' };
    const talking = coordinator()
      .says('临时任务')
      .gets({
        type: 'list-recallable',
        result: { speakers: [{ id: 5, name: '李四', talks: 0, duties: [{ id: 77, ...span }] }] },
      })
      .taps('李四');
    expect(talking.words).toContain('从哪一天起');
    expect(talking.taps('✖ 取消 12月2日（周三）~12月3日（周四） 的临时任务').command).toEqual({
      type: 'end-duty',
      awayId: 77,
    });
    talking.gets({ type: 'end-duty', result: { ok: true, speaker: '李四', span } });
    expect(talking.words).toContain('李四 的临时任务（12月2日（周三）~12月3日（周四））已取消');
    talking.tapsData('/end_duty 77').gets({ type: 'end-duty', result: { ok: false } });
    expect(talking.words).toContain('已经有变化');
  });

  test('the list has pages, and a typed name searches it', () => {
    const talking = asked();
    expect(talking.buttons).not.toContain('宣讲员11');
    expect(talking.taps('下一页').command).toEqual({ type: 'list-recallable' });
    talking.gets({ type: 'list-recallable', result: { speakers: people } });
    expect(talking.buttons).toContain('宣讲员11');
    expect(talking.says('员12').command).toEqual({ type: 'list-recallable', search: '员12' });
    talking.gets({ type: 'list-recallable', result: { speakers: people.slice(11) } });
    expect(talking.buttons).toEqual(expect.arrayContaining(['宣讲员12（1 场）', '看全部']));
    expect(talking.taps('看全部').command).toEqual({ type: 'list-recallable' });
  });

  test('a name that nobody has is told, and can be typed again', () => {
    const talking = asked()
      .says('诸葛')
      .gets({ type: 'list-recallable', result: { speakers: [] } });
    expect(talking.words).toContain('没有找到「诸葛」');
    expect(talking.says('宣讲').command).toMatchObject({ search: '宣讲' });
  });

  test('one half-day, by tap or in words', () => {
    const span = { from: '2026-11-25', until: '2026-11-25', half: 'afternoon' };
    expect(asked().taps('宣讲员5').taps('25').taps('下午').command).toMatchObject({ span });
    expect(asked().taps('宣讲员5').says('明天下午').command).toMatchObject({
      span: { from: '2026-11-24', until: '2026-11-24', half: 'afternoon' },
    });
  });

  test('nonsense is answered with what to do at every question', () => {
    const talking = asked().sendsPhoto('f');
    expect(talking.words).toContain('请点姓名');
    expect(talking.taps('宣讲员5').says('嗯').words).toContain('请点一个日期');
    expect(talking.taps('27').taps('25').words).toContain('不能早于第一天');
    expect(previewed().says('好的').words).toContain('请点「全部同意」');
  });

  test('days gone by are asked again', () => {
    const talking = asked().taps('宣讲员5').taps('25').taps('26');
    talking.gets({ type: 'preview-recall', result: { ok: false, reason: 'past' } });
    expect(talking.words).toContain('已经过了');
    expect(talking.taps('27').command).toMatchObject({ type: 'preview-recall' });
  });

  test('back goes to the days, to the names, to the menu; cancel ends it', () => {
    const talking = previewed().taps('返回');
    expect(talking.words).toContain('从哪一天起');
    expect(talking.taps('25').taps('返回').words).toContain('从哪一天起');
    expect(talking.taps('返回').command).toEqual({ type: 'list-recallable' });
    talking.gets({ type: 'list-recallable', result: { speakers: people } });
    expect(talking.taps('返回').words).toContain('请问要办什么');
    expect(previewed().taps('取消').command).toBeUndefined();
  });

  test('what was done or is gone is told', () => {
    const done = previewed()
      .taps('全部同意')
      .gets({ type: 'approve-recall', result: { ok: false, reason: 'done' } });
    expect(done.words).toContain('已经办过了');
    const gone = previewed()
      .taps('全部同意')
      .gets({ type: 'approve-recall', result: { ok: false, reason: 'left' } });
    expect(gone.words).toContain('请重新选');
  });

  test('a speaker who says it is away; who is both is a coordinator', () => {
    expect(speaker().says('临时任务').command).toEqual({ type: 'list-away' });
    expect(both().says('临时任务').command).toEqual({ type: 'list-recallable' });
    expect(speaker().says('/duty').words).toContain('派单员的功能');
  });
});

describe('离队', () => {
  test('of somebody with nothing left to give speaks of no days', () => {
    const { span: _, ...gone } = { ...aRecall, talks: [], proposals: 0, schools: 2 };
    const talking = coordinator()
      .says('离队')
      .gets({ type: 'list-recallable', result: { speakers: people } })
      .taps('宣讲员5')
      .gets({ type: 'preview-recall', result: { ok: true, recall: gone } });
    expect(talking.words).toContain('没有还要讲的宣讲');
    expect(talking.words).not.toContain('这段时间');
    expect(talking.words).toContain('是 2 所学校的法治副校长');
  });

  const asked = () =>
    coordinator()
      .says('离队')
      .gets({ type: 'list-recallable', result: { speakers: people } });

  test('asks for no days, and says what it means', () => {
    const talking = asked().taps('宣讲员5');
    expect(talking.command).toEqual({ type: 'preview-recall', speakerId: 5 });
    const { span: _, ...recall } = aRecall;
    talking.gets({ type: 'preview-recall', result: { ok: true, recall } });
    expect(talking.words).toContain('👋 离队：李四，今天起');
    expect(talking.words).toContain('以前的记录都保留');
    expect(talking.says('好').words).toContain('请点「同意离队」');
    expect(talking.taps('同意离队').command).toEqual({ type: 'approve-recall', recallId: 9 });
  });

  test('back leads to the names', () => {
    const talking = asked().taps('宣讲员5');
    talking.gets({ type: 'preview-recall', result: { ok: true, recall: aRecall } });
    expect(talking.taps('返回').command).toEqual({ type: 'list-recallable' });
  });
});

describe('请同事代讲', () => {
  const talk = () =>
    speaker()
      .tapsData('/talk 7')
      .gets({ type: 'show-talk', result: { order: booked({ own: { part: 'lead', accepted: true } }) } });

  test('two taps: the button on the talk, and a colleague', () => {
    const talking = talk().taps('请同事代讲');
    expect(talking.command).toEqual({ type: 'list-colleagues', orderId: 7 });
    const colleagues = people.map(({ id, name }) => ({ id, name }));
    talking.gets({ type: 'list-colleagues', result: { order: booked(), colleagues } });
    expect(talking.buttons).not.toContain('宣讲员11');
    talking.taps('下一页').gets({ type: 'list-colleagues', result: { order: booked(), colleagues } });
    expect(talking.taps('宣讲员11').command).toEqual({ type: 'ask-hand-over', ...target, toId: 11 });
    talking.gets({ type: 'ask-hand-over', result: { ok: true, order: booked(), to: '宣讲员11' } });
    expect(talking.words).toContain('已报给派单员');
  });

  test('nobody, one who waits, one who can’t any more, and a talk that has moved on', () => {
    const list = (result: { colleagues: []; waiting?: string; order: OrderView }) =>
      talk().taps('请同事代讲').gets({ type: 'list-colleagues', result }).words;
    expect(list({ order: booked(), colleagues: [] })).toContain('没有能代讲的同事');
    expect(list({ order: booked(), colleagues: [], waiting: '王五' })).toContain('已报请 王五 代讲');
    expect(list({ order: already.order, colleagues: [] })).toMatch(/已由张三改派/);
    const ask = () => speaker().tapsData('/hand_to 7 3 6');
    expect(
      ask().gets({ type: 'ask-hand-over', result: { ok: false, reason: 'not_free', rules: [], order: booked() } })
        .words,
    ).toContain('去不了了');
    expect(ask().gets({ type: 'ask-hand-over', result: already }).words).toMatch(/已由张三改派/);
    const waiting = { ok: false, reason: 'waiting', order: booked() } as const;
    expect(ask().gets({ type: 'ask-hand-over', result: waiting }).words).toContain('已经报过一位');
  });

  test('the coordinator’s yes and no, and what whoever comes second hears', () => {
    const decide = (line: string) => coordinator().tapsData(line);
    expect(decide('/grant_hand_over 4').command).toEqual({ type: 'decide-hand-over', handOverId: 4, grant: true });
    const done = { ok: true, order: booked({ state: 'offered' }), from: '李四', to: '王五' } as const;
    expect(decide('/grant_hand_over 4').gets({ type: 'decide-hand-over', result: done }).words).toContain(
      '改派给 王五',
    );
    expect(decide('/deny_hand_over 4').gets({ type: 'decide-hand-over', result: done }).words).toContain('李四 会收到');
    const late = { ok: false, reason: 'decided', granted: false, order: booked() } as const;
    expect(decide('/grant_hand_over 4').gets({ type: 'decide-hand-over', result: late }).words).toContain('不同意代讲');
    const busy = { ok: false, reason: 'not_free', rules: ['away'], order: booked() } as const;
    expect(decide('/grant_hand_over 4').gets({ type: 'decide-hand-over', result: busy }).words).toContain('不在');
    expect(decide('/grant_hand_over x').words).toContain('主菜单');
    expect(speaker().says('/grant_hand_over 4').words).toContain('派单员的功能');
  });
});

describe('换人 after somebody was asked', () => {
  const list = (result: { candidates: ReturnType<typeof candidate>[] }) =>
    coordinator()
      .tapsData('/reassign 7')
      .gets({ type: 'list-eligible', result: { order: booked(), others: [], ...result } });

  test('is one step, at the agreed time or at another', () => {
    const talking = list({ candidates: [candidate(6, '王五')] });
    expect(talking.words).toContain('点姓名就改派');
    expect(talking.taps('王五').command).toEqual({ type: 'assign', ...target, speakerId: 6, anyTime: false });
    talking.gets({ type: 'assign', result: { ok: true, order: booked({ speaker: { id: 6, name: '王五' } }) } });
    expect(talking.words).toContain('已派给 王五');
    expect(list({ candidates: [] }).words).toContain('没有别人能去');
    const other = list({ candidates: [] }).taps('也可以换时间');
    expect(other.command).toEqual({ type: 'list-eligible', orderId: 7, anyTime: true });
    other.gets({ type: 'list-eligible', result: { order: booked(), candidates: [candidate(6, '王五')], others: [] } });
    expect(other.taps('王五').command).toMatchObject({ type: 'assign', anyTime: true });
  });

  test('what speaks against somebody is shown, and a reason is asked for in words', () => {
    const soft = ['declined_before', 'far'] as const;
    const talking = list({ candidates: [{ ...candidate(6, '王五'), ...{ soft } }] });
    expect(talking.words).toContain('⚠️ 这一单以前没接');
    talking.taps('王五').gets({ type: 'assign', result: { ok: false, reason: 'note_needed', soft, order: booked() } });
    expect(talking.words).toMatch(/请写明.*200 字.*这一单以前没接、路远/);
    expect(talking.sendsPhoto('f').words).toContain('请直接打字');
    expect(talking.says('长'.repeat(201)).words).toContain('最多 200 字');
    expect(talking.says('电话里说好了').command).toEqual({
      ...{ type: 'assign', ...target, speakerId: 6, anyTime: false },
      note: '电话里说好了',
    });
    talking.gets({
      type: 'assign',
      result: { ok: false, reason: 'not_free', rules: ['overlap'], order: booked() },
    });
    expect(talking.words).toContain('有别的安排或赶不到');
  });

  test('a reason is asked for before the approval, too; back leads to the list', () => {
    const soft = ['not_preferred'] as const;
    const talking = coordinator()
      .tapsData('/reassign 7')
      .gets({
        type: 'list-eligible',
        result: { order: anOrder(), candidates: [candidate(5, '李四'), { ...candidate(6, '王五'), soft }], others: [] },
      });
    expect(talking.taps('王五').command).toMatchObject({ type: 'assign', speakerId: 6 });
    talking.gets({ type: 'assign', result: { ok: false, reason: 'note_needed', soft, order: anOrder() } });
    expect(talking.taps('返回').command).toEqual({ type: 'list-eligible', orderId: 7 });
  });

  test('whoever comes second hears who was first', () => {
    const talking = coordinator().tapsData('/assign 7 3 6').gets({ type: 'assign', result: already });
    expect(talking.words).toMatch(/已由张三改派/);
    expect(coordinator().tapsData('/assign 7 3').words).toContain('主菜单');
  });

  test('the reason stands on the card', () => {
    const talking = coordinator()
      .tapsData('/card 7')
      .gets({ type: 'show-card', result: { order: booked({ note: '熟悉这里' }) } });
    expect(talking.words).toContain('派单理由：熟悉这里');
  });
});

describe('抢单', () => {
  const card = () =>
    coordinator()
      .tapsData('/card 7')
      .gets({ type: 'show-card', result: { order: anOrder() } });

  const looked = (talking = coordinator().tapsData('/claim 7 3')) =>
    talking.gets({ type: 'preview-claim', result: { ok: true, order: anOrder(), asked: 5 } });

  test('is not offered where nobody can go', () => {
    const order = anOrder({ proposal: { candidates: [], refusals: { topic: 3 }, warnings: ['nobody_free'] } });
    const talking = coordinator().tapsData('/card 7').gets({ type: 'show-card', result: { order } });
    expect(talking.buttons).toContain('换人');
    expect(talking.buttons).not.toContain('🙋 开放抢单');
  });

  test('is asked once more, with how many that is, then opened', () => {
    const talking = card().taps('开放抢单');
    expect(talking.command).toEqual({ type: 'preview-claim', ...target });
    expect(looked(talking).words).toContain('5 位能去的宣讲员');
    expect(talking.says('嗯').words).toContain('请点「开放」');
    expect(talking.taps('开放').command).toEqual({ type: 'open-claim', ...target });
    talking.gets({ type: 'open-claim', result: { ok: true, order: anOrder({ state: 'offered' }), asked: 5 } });
    expect(talking.words).toContain('问了 5 位');
    expect(looked().taps('返回').command).toEqual({ type: 'show-card', orderId: 7 });
  });

  test('nobody, no company, too late', () => {
    const opened = () => looked().taps('开放');
    for (const type of ['preview-claim', 'open-claim'] as const) {
      const before = () => (type === 'open-claim' ? opened() : coordinator().tapsData('/claim 7 3'));
      const refused = (reason: 'nobody' | 'no_company') =>
        before().gets({ type, result: { ok: false, reason, order: anOrder() } }).words;
      expect(refused('nobody')).toContain('没有能去又在线');
      expect(refused('no_company')).toContain('搭档或器材');
    }
    expect(opened().gets({ type: 'open-claim', result: already }).words).toMatch(/已由张三改派/);
  });

  test('the card says that it is open, and to how many', () => {
    const order = anOrder({ state: 'offered', startsAt, claim: { asked: 4, answerBy: '2026-11-24T01:00:00.000Z' } });
    const talking = coordinator().tapsData('/card 7').gets({ type: 'show-card', result: { order } });
    expect(talking.words).toContain('已开放抢单，4 人可接');
  });

  test('the offer has buttons of its own; who is late or not free is told why', () => {
    const claim = { asked: 4, answerBy: '2026-11-24T01:00:00.000Z' };
    const order = anOrder({ state: 'offered', startsAt, claim, own: { part: 'lead', accepted: false, claim: true } });
    const talking = speaker().tapsData('/talk 7').gets({ type: 'show-talk', result: { order } });
    expect(talking.words).toContain('谁先接就是谁的');
    expect(talking.buttons).toContain('不接');
    talking.taps('我来讲');
    expect(talking.command).toEqual({ type: 'accept-offer', ...target });
    talking.gets({ type: 'accept-offer', result: { ok: false, reason: 'not_free', rules: ['away'], order } });
    expect(talking.words).toContain('您接不了：不在');
    const taken = { ...order, last: { action: 'accept' as const, actor: 'speaker', name: '王五', at: startsAt } };
    expect(
      speaker()
        .tapsData('/accept 7 3')
        .gets({ type: 'accept-offer', result: { ok: false, reason: 'already', order: taken } }).words,
    ).toMatch(/已由王五接单/);
  });
});
