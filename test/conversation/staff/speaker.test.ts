import { describe, expect, test } from 'vitest';
import { fenglin, ledu } from '../../fakes/catalogue.ts';
import { anOrder, speaker } from './fixtures.ts';

const target = { orderId: 7, version: 3 };
const offered = anOrder({ state: 'offered', startsAt: '2026-12-02T07:00:00.000Z' });
const confirmed = anOrder({ state: 'confirmed', startsAt: '2026-12-02T07:00:00.000Z' });
const delivered = anOrder({ state: 'delivered' });

describe('offers', () => {
  test('接单 is one tap on the offer', () => {
    const talking = speaker()
      .tapsData('/talk 7')
      .gets({ type: 'show-talk', result: { order: offered } })
      .taps('接单');
    expect(talking.command).toEqual({ type: 'accept-offer', ...target });
    expect(talking.gets({ type: 'accept-offer', result: { ok: true, order: confirmed } }).words).toContain(
      '已接单，谢谢',
    );
  });

  test('an offer that was taken back says so', () => {
    const order = anOrder({
      state: 'submitted',
      last: { action: 'recall', actor: 'coordinator', name: '张三', at: '2026-11-23T01:00:00.000Z' },
    });
    const talking = speaker()
      .tapsData('/accept 7 3')
      .gets({ type: 'accept-offer', result: { ok: false, reason: 'already', order } });
    expect(talking.words).toMatch(/已由?张三 ?换人/);
  });

  test('接不了 has four reasons as buttons, 临时任务 first', () => {
    const talking = speaker().tapsData('/decline 7 3');
    expect(talking.buttons.slice(0, 4)).toEqual(['临时任务', '时间冲突', '太远了', '不熟这个主题']);
    expect(talking.taps('临时任务').command).toEqual({ type: 'decline-offer', ...target, reason: 'on_duty' });
    expect(talking.gets({ type: 'decline-offer', result: { ok: true, order: offered } }).words).toContain('会另外派人');
  });

  test('stepping back after having accepted asks for a reason as well', () => {
    const talking = speaker()
      .tapsData('/talk 7')
      .gets({ type: 'show-talk', result: { order: confirmed } })
      .taps('接不了')
      .taps('时间冲突');
    expect(talking.command).toEqual({ type: 'withdraw', ...target, reason: 'clashes' });
  });

  test('the agenda opens each talk, also page by page', () => {
    const orders = Array.from({ length: 12 }, (_, at) =>
      anOrder({ id: at + 1, number: String(1001 + at), state: 'confirmed' }),
    );
    const talking = speaker().says('日程').gets({ type: 'agenda', result: { orders } });
    expect(talking.words).toContain('共 12 场');
    talking.taps('下一页').gets({ type: 'agenda', result: { orders } });
    expect(talking.taps('1012').command).toEqual({ type: 'show-talk', orderId: 12 });
  });

  test('现场接单 goes to the command of its own', () => {
    const talking = speaker()
      .says('现场接单')
      .taps('交通安全')
      .says('乐都路社区')
      .says('下周三下午')
      .taps('不清楚')
      .says('13900000000')
      .taps('确认提交');
    expect(talking.command).toMatchObject({ type: 'walk-in-order' });
  });

  test('补录 is head count and one tap, and a time too long ago is said and asked again', () => {
    const talking = speaker()
      .says('补录')
      .taps('交通安全')
      .says('乐都路社区')
      .taps('20')
      .taps('上午')
      .taps('51~100')
      .taps('确认补录');
    expect(talking.command).toMatchObject({
      type: 'log-talk',
      draft: { windows: [{ day: '2026-11-20', half: 'morning' }] },
      report: { headMin: 51, headMax: 100 },
    });
    talking.gets({ type: 'log-talk', result: { ok: false, reason: 'too_old' } });
    expect(talking.words).toContain('只能补录最近 3');
    talking
      .taps('19')
      .taps('上午')
      .taps('确认补录')
      .gets({ type: 'log-talk', result: { ok: true, order: delivered } });
    expect(talking.buttons).toContain('📷 加照片或签到表');
  });
});

describe('讲完了', () => {
  test.each([
    ['昨天下午', '2026-11-22'],
    ['11月20日下午', '2026-11-20'],
    ['上周五下午', '2026-11-20'],
    ['last Friday afternoon', '2026-11-20'],
  ])('补录 takes a day that is over in words: %s', (words, day) => {
    const talking = speaker().says('补录').taps('交通安全').says('乐都路社区').says(words).taps('51~100');
    expect(talking.taps('确认补录').command).toMatchObject({ draft: { windows: [{ day, half: 'afternoon' }] } });
  });

  test('补录 in one sentence is not asked for its time, which can be put right in the summary', () => {
    const talking = speaker().says('补录').says('昨天下午三点在乐都路社区讲了交通安全').taps('51~100');
    expect(talking.words).toMatch(/11月22日（周日）15:00[\s\S]*没问题就点「确认补录」/);
    expect(talking.says('好').words).toContain('请点「确认补录」');
    expect(talking.says('改成四点').words).toContain('11月22日（周日）16:00');
    expect(talking.says('是前天').words).toContain('11月21日（周六）16:00');
    expect(talking.says('上周五上午九点半').words).toContain('11月20日（周五）9:30');
  });

  test('补录 at a school counts class hours as well', () => {
    const talking = speaker().says('补录').taps('交通安全').says('枫林小学').taps('20').taps('上午').taps('51~100');
    expect(talking.words).toContain('课时');
    expect(talking.says('九').words).toContain('0 到 4 课时');
    talking.taps('2 课时').taps('确认补录');
    expect(talking.command).toMatchObject({ type: 'log-talk', report: { headMin: 51, classHours: 2 } });
  });

  const opened = (changes = {}) =>
    speaker()
      .tapsData('/deliver 7 3')
      .gets({ type: 'show-talk', result: { order: { ...confirmed, ...changes } } });

  test('without questions and school it is the head count and one tap', () => {
    const talking = opened().taps('51~100').taps('讲完了');
    expect(talking.command).toEqual({
      type: 'deliver',
      ...target,
      report: { headMin: 51, headMax: 100, answered: [], owed: [] },
    });
    talking.gets({ type: 'deliver', result: { ok: true, order: delivered } });
    expect(talking.buttons).toEqual(['📷 加照片或签到表', '举手统计', '评单二维码', '撤销', '🏠 主菜单']);
  });

  test('at a school the class hours are asked, and what was not answered is owed', () => {
    const questions = [
      { id: 31, text: '卡丢了怎么办？', state: 'open' as const },
      { id: 32, text: '谁能看我的手机？', state: 'open' as const },
      { id: 33, text: '早就答过', state: 'answered' as const },
    ];
    const talking = opened({ place: { areaId: ledu, schoolId: fenglin }, questions }).says('很多');
    expect(talking.words).toContain('请点一个范围');
    talking.says('86').says('9');
    expect(talking.words).toContain('0 到 4 课时');
    talking.taps('2 课时');
    expect(talking.words).toContain('1. 卡丢了怎么办？\n2. 谁能看我的手机？');
    expect(talking.words).not.toContain('早就答过');
    talking.taps('☐ 1').taps('☐ 2').taps('☑ 1').says('好了');
    expect(talking.words).toContain('请点题号');
    talking.taps('选好了');
    expect(talking.words).toContain('到场：86 人\n课时：2\n问题：答了 1 个，欠答 1 个');
    talking.taps('返回').taps('选好了').taps('讲完了');
    expect(talking.command).toEqual({
      type: 'deliver',
      ...target,
      report: { headMin: 86, headMax: 86, classHours: 2, answered: [32], owed: [31] },
    });
  });

  test('all questions are answered with one tap', () => {
    const talking = opened({ questions: [{ id: 31, text: '?', state: 'open' }] })
      .taps('21~50')
      .taps('全部答了')
      .taps('讲完了');
    expect(talking.command).toMatchObject({ report: { answered: [31], owed: [] } });
  });

  test('back leads from the head count to the talk', () => {
    expect(opened().taps('返回').command).toEqual({ type: 'show-talk', orderId: 7 });
  });

  test('too early, or delivered already, is said in words', () => {
    const ahead = speaker()
      .tapsData('/deliver 7 3')
      .gets({ type: 'show-talk', result: { order: confirmed, ahead: true } });
    expect(ahead.words).toContain('还没到开讲的时间');
    expect(ahead.buttons).not.toContain('51~100 人');
    expect(ahead.taps('看订单').command).toEqual({ type: 'show-talk', orderId: 7 });
    expect(
      opened()
        .taps('51~100')
        .taps('讲完了')
        .gets({ type: 'deliver', result: { ok: false, reason: 'too_early' } }).words,
    ).toContain('还没到开讲的时间');
    expect(
      opened({
        state: 'delivered',
        last: { action: 'deliver', actor: 'speaker', name: '李四', at: '2026-12-02T08:00:00.000Z' },
      }).words,
    ).toMatch(/已由?李四 ?报告讲完/);
  });

  test('what was logged is not offered to be undone, what was reported is', () => {
    const card = (action: 'log' | 'deliver') => {
      const last = { action, actor: 'speaker', name: '李四', at: '2026-12-02T08:00:00.000Z' };
      return speaker()
        .tapsData('/talk 7')
        .gets({ type: 'show-talk', result: { order: { ...delivered, last } } }).buttons;
    };
    expect(card('deliver')).toContain('撤销');
    expect(card('log')).not.toContain('撤销');
  });

  test('it can be undone, for ten minutes', () => {
    const talking = speaker().tapsData('/undo_deliver 7');
    expect(talking.command).toEqual({ type: 'undo-deliver', orderId: 7 });
    expect(talking.gets({ type: 'undo-deliver', result: { ok: false, reason: 'too_late' } }).words).toContain(
      '超过 10 分钟',
    );
  });
});

describe('after the talk', () => {
  test('photos are asked for without close faces of minors, one by one', () => {
    const talking = speaker().tapsData('/photo 7');
    expect(talking.words).toContain('不要拍到未成年人的正脸');
    expect(talking.says('好').words).toContain('请发一张照片');
    expect(talking.sendsPhoto('f1').command).toEqual({ type: 'add-photo', orderId: 7, fileId: 'f1' });
    expect(talking.gets({ type: 'add-photo', result: { ok: true, photos: 1 } }).words).toContain('共 1 张');
    talking.sendsPhoto('f2').gets({ type: 'add-photo', result: { ok: false, reason: 'unreadable' } });
    expect(talking.words).toContain('请换一张');
    expect(talking.taps('发完了').buttons).toContain('举手统计');
    expect(talking.state.active).toBeUndefined();
  });

  test('hands are counted from 5 down to 1 by tapping or typing', () => {
    const talking = speaker().tapsData('/tally 7').taps('+10').taps('+10').taps('+1');
    expect(talking.words).toContain('21 人');
    talking.taps('下一个：4 分').says('12').says('3').says('0');
    expect(talking.says('很多').words).toContain('请点 +1');
    talking.taps('数完了');
    expect(talking.words).toContain('5 分：21 人\n4 分：12 人\n3 分：3 人\n2 分：0 人\n1 分：0 人');
    expect(talking.taps('提交').command).toEqual({ type: 'tally', orderId: 7, counts: [0, 0, 3, 12, 21] });
    expect(talking.gets({ type: 'tally', result: { ok: true, order: delivered } }).words).toContain('共 36 人');
  });

  test('five numbers at once are enough, in any width', () => {
    const talking = speaker().tapsData('/tally 7').says('30、12 3 0 0');
    expect(talking.taps('提交').command).toEqual({ type: 'tally', orderId: 7, counts: [0, 0, 3, 12, 30] });
  });

  test('an empty tally, three numbers and too many hands are not sent', () => {
    const talking = speaker().tapsData('/tally 7').says('1 2 3');
    expect(talking.words).toContain('要五个数');
    expect(talking.says('9999').words).toContain('0 到 5000');
    talking.says('0 0 0 0 0').taps('提交');
    expect(talking.command).toBeUndefined();
    expect(talking.words).toContain('还没有人举手');
    expect(talking.taps('返回').words).toContain('（1 分）');
  });

  test('the QR code is of the rating page', () => {
    const order = { ...delivered, ratingUrl: 'https://example.test/r/abc' };
    const talking = speaker().tapsData('/qr 7').gets({ type: 'show-talk', result: { order } });
    expect(talking.replies[0]?.picture).toEqual({ qr: 'https://example.test/r/abc' });
    expect(talking.words).toContain('不记名');
  });

  test('an owed answer is typed and sent to the asker', () => {
    const talking = speaker()
      .says('/owed')
      .gets({ type: 'owed-answers', result: { owed: [{ id: 31, number: '1042', text: '卡丢了怎么办？' }] } });
    expect(talking.words).toContain('1. 卡丢了怎么办？（订单 1042）');
    talking.taps('答第 1 题').says('马上挂失。');
    expect(talking.command).toEqual({ type: 'answer-question', questionId: 31, text: '马上挂失。' });
    expect(talking.gets({ type: 'answer-question', result: { ok: true } }).words).toContain('已转给提问的人');
  });
});
