import { describe, expect, test } from 'vitest';
import { anOrder, candidate, coordinator } from './fixtures.ts';

const target = { orderId: 7, version: 3 };
const already = anOrder({
  state: 'offered',
  last: { action: 'approve', actor: 'coordinator', name: '张三', at: '2026-11-23T01:00:00.000Z' },
});

describe('approving', () => {
  test('同意派单 is one tap and answered in one line', () => {
    const talking = coordinator()
      .says('1042')
      .gets({
        type: 'show-card',
        result: { order: anOrder({ proposal: { candidates: [candidate(5, '李四')], refusals: {}, warnings: [] } }) },
      });
    talking.taps('同意派单');
    expect(talking.command).toEqual({ type: 'approve', ...target });
    talking.gets({ type: 'approve', result: { ok: true, order: anOrder({ state: 'offered' }) } });
    expect(talking.words).toBe('✅ 订单 1042 已派单，等宣讲员接单。');
  });

  test('whoever comes second hears who was first', () => {
    const talking = coordinator()
      .tapsData('/approve 7 3')
      .gets({ type: 'approve', result: { ok: false, reason: 'already', order: already } });
    expect(talking.words).toMatch(/已由?张三 ?同意派单/);
    expect(talking.buttons).toContain('看订单 1042');
  });

  test('a speaker who is not free is named with the rules, and another can be chosen', () => {
    const talking = coordinator().tapsData('/approve 7 3 5');
    expect(talking.command).toEqual({ type: 'approve', ...target, speakerId: 5 });
    talking.gets({
      type: 'approve',
      result: { ok: false, reason: 'not_free', rules: ['overlap', 'weekly_limit'], order: anOrder() },
    });
    expect(talking.words).toContain('有别的安排或赶不到、当周场次已满');
    expect(talking.taps('换人').command).toEqual({ type: 'list-eligible', orderId: 7 });
  });

  test('a speaker against whom something speaks takes a reason, which is asked for where others are chosen', () => {
    const talking = coordinator().tapsData('/approve 7 3 5');
    talking.gets({
      type: 'approve',
      result: { ok: false, reason: 'note_needed', soft: ['not_preferred', 'far'], order: anOrder() },
    });
    expect(talking.words).toBe('⚠️ 点单人指定的人有空\n⚠️ 路远');
    expect(talking.taps('换人').command).toEqual({ type: 'list-eligible', orderId: 7 });
  });

  test("another area's order is not there", () => {
    expect(coordinator().tapsData('/card 8').gets({ type: 'show-card', result: {} }).words).toContain('没有找到');
  });

  test('the queue approves all that is clean, and tells what is left', () => {
    const waiting = [
      anOrder({ proposal: { candidates: [candidate(5, '李四')], refusals: {}, warnings: [] } }),
      anOrder({ id: 8, number: '1043' }),
    ];
    const talking = coordinator()
      .says('/queue')
      .gets({ type: 'queue', result: { waiting, clean: 1, requests: 2, phoneTasks: 1, unreported: 3, team: 2 } });
    expect(talking.buttons).toEqual(
      expect.arrayContaining(['1042', '1043', '🙋 诉求 2 件', '☎️ 电话通知 1 人', '⚠️ 未报告 3 场', '👥 宣讲队 2 项']),
    );
    talking.taps('全部同意');
    expect(talking.command).toEqual({ type: 'approve-all' });
    talking.gets({ type: 'approve-all', result: { approved: ['1042'], left: [{ number: '1043', rules: ['away'] }] } });
    expect(talking.words).toContain('已派单 1 件：1042');
    expect(talking.words).toContain('订单 1043 没派成：不在');
    expect(talking.taps('看订单 1043').command).toEqual({ type: 'show-card', number: '1043' });
  });

  test("a batch's queue approves that batch only", () => {
    const talking = coordinator()
      .tapsData('/queue 1042')
      .gets({
        type: 'queue',
        result: { waiting: [anOrder()], clean: 1, requests: 0, phoneTasks: 0, unreported: 0, team: 0 },
      });
    expect(talking.taps('全部同意').command).toEqual({ type: 'approve-all', batchNumber: '1042' });
  });

  test('an empty queue says so', () => {
    expect(
      coordinator()
        .says('待办')
        .gets({ type: 'queue', result: { waiting: [], clean: 0, requests: 0, phoneTasks: 0, unreported: 0, team: 0 } })
        .words,
    ).toBe('没有待派单的订单。');
  });
});

describe('换人', () => {
  test('everybody who can is listed with reasons, a page at a time, and a tap assigns', () => {
    const candidates = Array.from({ length: 11 }, (_, at) => candidate(at + 1, `宣讲员${at + 1}`));
    const talking = coordinator()
      .tapsData('/reassign 7')
      .gets({ type: 'list-eligible', result: { order: anOrder(), candidates, others: [] } });
    expect(talking.words).toContain('本片区');
    expect(talking.buttons).not.toContain('宣讲员9');
    talking.taps('下一页').gets({ type: 'list-eligible', result: { order: anOrder(), candidates, others: [] } });
    expect(talking.taps('宣讲员11').command).toEqual({ type: 'approve', ...target, speakerId: 11 });
  });

  test('those who can are followed by those who can’t, each with the points they lack or the rules in the way', () => {
    const able = Array.from({ length: 7 }, (_, at) => ({
      ...candidate(at + 1, `宣讲员${at + 1}`),
      terms: [{ code: 'own_area' as const, points: 10 - at / 2, params: {} }],
    }));
    const others = [
      { speakerId: 8, name: '王五', rule: 'away' as const, rules: ['away' as const] },
      { speakerId: 9, name: '赵六', rule: 'topic' as const, rules: ['topic' as const, 'overlap' as const] },
    ];
    const listed = { type: 'list-eligible' as const, result: { order: anOrder(), candidates: able, others } };
    const talking = coordinator().tapsData('/reassign 7').gets(listed);
    expect(talking.words).toContain('宣讲员2（少 0.5 分）');
    expect(talking.words).toContain('其他人去不了：\n王五：不在');
    expect(talking.words).not.toContain('赵六');
    talking.taps('下一页').gets(listed);
    expect(talking.words).toMatch(/赵六：不讲这个主题、有别的安排或赶不到$/);
    expect(talking.buttons).not.toContain('赵六');
  });

  test('nobody: told why, rule by rule, with counts', () => {
    const order = anOrder({
      proposal: { candidates: [], refusals: { topic: 20, overlap: 3 }, warnings: ['nobody_free'] },
    });
    const talking = coordinator()
      .tapsData('/reassign 7')
      .gets({ type: 'list-eligible', result: { order, candidates: [], others: [] } });
    expect(talking.words).toMatch(/不讲这个主题：20 人[\s\S]*有别的安排或赶不到：3 人/);
    expect(talking.buttons).toEqual(expect.arrayContaining(['另约时间', '请外部讲师']));
  });

  test('what was given to somebody is taken back first, after one more question', () => {
    const talking = coordinator()
      .tapsData('/reassign 7')
      .gets({ type: 'list-eligible', result: { order: already, candidates: [], others: [] } });
    talking.taps('收回，换人');
    expect(talking.command).toBeUndefined();
    expect(talking.taps('收回，换人').command).toEqual({ type: 'recall', ...target });
    talking.gets({ type: 'recall', result: { ok: true, order: anOrder({ state: 'submitted', version: 4 }) } });
    expect(talking.words).toContain('已收回');
    expect(talking.buttons).toContain('换人');
  });
});

describe('asking the requester', () => {
  test('另约时间 is a day and a half-day by buttons', () => {
    const talking = coordinator().tapsData('/retime 7 3').taps('27').taps('上午');
    expect(talking.command).toEqual({
      ...{ type: 'counter-offer', ...target },
      window: { day: '2026-11-27', half: 'morning' },
    });
    talking.gets({ type: 'counter-offer', result: { ok: true, order: anOrder() } });
    expect(talking.words).toContain('已去问点单人');
  });

  test('另约时间 understands a sentence, and keeps asking after a past day or nonsense', () => {
    const talking = coordinator().tapsData('/retime 7 3').says('随便');
    expect(talking.words).toContain('请点一个日期');
    expect(talking.with({ minutes: 22 * 60 }).says('今天上午').command).toBeUndefined();
    expect(talking.words).toContain('已经过了');
    expect(talking.says('下周三下午').command).toMatchObject({ window: { day: '2026-12-02', half: 'afternoon' } });
    talking.gets({ type: 'counter-offer', result: { ok: false, reason: 'past' } });
    expect(talking.says('下周四下午三点').command).toMatchObject({
      window: { day: '2026-12-03', half: 'afternoon', clock: 15 * 60 },
    });
    expect(talking.gets({ type: 'counter-offer', result: { ok: false, reason: 'waiting' } }).words).toContain(
      '还没答复',
    );
  });

  test('back goes from the half-day to the days, then to the card', () => {
    const talking = coordinator().tapsData('/retime 7 3').taps('27').taps('返回');
    expect(talking.words).toContain('哪一天');
    expect(talking.says('返回').command).toEqual({ type: 'show-card', orderId: 7 });
  });

  test('问点单人 takes up to 500 characters', () => {
    const talking = coordinator().tapsData('/ask 7').says('好'.repeat(501));
    expect(talking.command).toBeUndefined();
    expect(talking.words).toContain('最多 500 字');
    expect(talking.sendsPhoto('f').words).toContain('请直接打字');
    expect(talking.says('有投影吗？').command).toEqual({ type: 'ask-requester', orderId: 7, text: '有投影吗？' });
    expect(talking.gets({ type: 'ask-requester', result: { ok: false, reason: 'waiting' } }).words).toContain(
      '还没答复',
    );
  });

  test('what a requester without a chat says on the phone is entered on the order', () => {
    const order = anOrder({
      askedByPhone: true,
      counterOffer: { id: 5, window: { day: '2026-11-27', half: 'morning' } },
      inquiry: { id: 6, text: '有投影吗？' },
    });
    const talking = coordinator().tapsData('/ask 7').says('有投影吗？');
    expect(talking.gets({ type: 'ask-requester', result: { ok: true, order } }).words).toContain('请打电话问');
    const shown = () => talking.tapsData('/card 7').gets({ type: 'show-card', result: { order } });
    expect(shown().taps('点单人：可以').command).toEqual({ type: 'answer-counter', counterOfferId: 5, yes: true });
    expect(talking.gets({ type: 'answer-counter', result: { ok: true, order } }).words).toContain('已改到');
    expect(shown().taps('点单人：不行').command).toEqual({ type: 'answer-counter', counterOfferId: 5, yes: false });
    expect(talking.gets({ type: 'answer-counter', result: { ok: true, order } }).words).toContain('说不行');
    const answer = { type: 'answer-inquiry', inquiryId: 6, text: '有' };
    expect(shown().taps('记下点单人的回答').says('有').command).toEqual(answer);
    expect(talking.gets({ type: 'answer-inquiry', result: { ok: true, order } }).words).toContain('已记在订单');
  });
});

describe('deciding otherwise', () => {
  test('不予受理 wants one of the reasons', () => {
    const talking = coordinator().tapsData('/refuse 7 3').says('没空');
    expect(talking.words).toContain('请点一个原因');
    expect(talking.taps('近期排不开').command).toEqual({ type: 'refuse', ...target, reason: 'no_capacity' });
    expect(
      talking.gets({ type: 'refuse', result: { ok: true, order: anOrder({ state: 'refused' }) } }).words,
    ).toContain('不予受理');
  });

  test('cancelling wants a reason too', () => {
    const talking = coordinator().tapsData('/staff_cancel 7 3').taps('人太少');
    expect(talking.command).toEqual({ type: 'coordinator-cancel', ...target, reason: 'too_few_people' });
    const order = anOrder({
      state: 'cancelled',
      last: { action: 'cancel', actor: 'requester', reason: 'clashes', at: '2026-11-23T01:00:00.000Z' },
    });
    expect(talking.gets({ type: 'coordinator-cancel', result: { ok: false, reason: 'already', order } }).words).toMatch(
      /已由?点单人 ?取消，原因：时间冲突/,
    );
  });

  test('a talk that its speaker forgot to report is reported by the coordinator', () => {
    const order = anOrder({ state: 'confirmed', speaker: { id: 2, name: '李四' } });
    const talking = coordinator().tapsData('/card 7').gets({ type: 'show-card', result: { order } });
    expect(talking.taps('电话告知：讲完了').command).toEqual({ type: 'deliver-for-speaker', ...target });
  });

  test('a talk that is over shows who gave it and what came of it', () => {
    const order = anOrder({
      state: 'delivered',
      speaker: { id: 2, name: '李四' },
      record: { headMin: 35, headMax: 35, classHours: 2, photos: 1 },
      rating: { mean: 4.6, count: 46 },
    });
    const { words } = coordinator().tapsData('/card 7').gets({ type: 'show-card', result: { order } });
    for (const line of ['宣讲员：李四', '到场：35 人', '课时：2', '照片 1 张', '评分 4.6（46 人）'])
      expect(words).toContain(line);
  });

  test('a free wish gets its topic, and a format where one is chosen', () => {
    const talking = coordinator().tapsData('/complete 7 3').says('什么都行');
    expect(talking.words).toContain('请点一个主题');
    talking.taps('交通安全').taps('不改');
    expect(talking.command).toEqual({ type: 'complete', ...target, topicId: expect.any(Number) });
    expect(talking.gets({ type: 'complete', result: { ok: true, order: anOrder() } }).words).toContain('已补全');
  });

  test('leaving topic and format as they are is not sent', () => {
    const talking = coordinator().tapsData('/complete 7 3').taps('不改').taps('不改');
    expect(talking.command).toBeUndefined();
    expect(talking.words).toContain('都没改');
    expect(talking.taps('社区讲座').command).toEqual({ type: 'complete', ...target, formatId: expect.any(Number) });
  });

  test('a duplicate is merged into the order whose number is typed', () => {
    const talking = coordinator().tapsData('/merge 7 3').says('那一单');
    expect(talking.words).toContain('例如 1042');
    expect(talking.says('订单 1041').command).toEqual({ type: 'merge', ...target, intoNumber: '1041' });
    talking.gets({ type: 'merge', result: { ok: false, reason: 'no_target' } });
    expect(talking.words).toContain('没有这一单');
    talking.says('1040').gets({ type: 'merge', result: { ok: true, order: anOrder({ state: 'cancelled' }) } });
    expect(talking.words).toContain('已合并');
  });
});
