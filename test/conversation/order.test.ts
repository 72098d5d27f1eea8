// 点单 as a resident goes through it, without database or channel.

import { describe, expect, test } from 'vitest';
import type { Facts, PersonFacts } from '../../src/conversation/dialogue.ts';
import { publicScript } from '../../src/conversation/public-script.ts';
import { addDays } from '../../src/domain/calendar.ts';
import type { Draft } from '../../src/domain/draft.ts';
import { fenglin, formatId, ledu, topicId } from '../fakes/catalogue.ts';
import { type Player, play, someFacts } from '../fakes/talk.ts';

const facts = (person: Partial<PersonFacts> = {}, more: Partial<Facts> = {}): Facts => ({
  ...someFacts,
  ...more,
  person: { id: 1, recentPlaces: [], ...person },
});
const phone = '13812345678';
const known = () => play(publicScript, facts({ phone }));
const unknown = () => play(publicScript, facts());

const draftOf = (talking: Player): Draft => {
  const { command } = talking;
  if (command?.type !== 'submit-order') throw new Error(`no order, but ${command?.type}: ${talking.words}`);
  return command.draft;
};

/** As far as the summary, at 乐都路社区 on Wednesday afternoon. */
const atSummary = (talking = known()): Player =>
  talking.says('/order').taps('防范电信网络诈骗').taps('平安街道').taps('乐都路社区').taps('25').taps('下午');

const lastDraft: Draft = {
  topicId: topicId('bullying') ?? 3,
  places: [{ areaId: ledu, schoolId: fenglin }],
  windows: [],
  questions: [],
  phone,
  size: 300,
};

describe('the short way', () => {
  test('is seven taps and one typed number', () => {
    const talking = unknown().says('/start');
    let taps = 0;
    for (const label of ['我要点单', '防范电信网络诈骗', '平安街道', '乐都路社区', '25', '下午']) {
      talking.taps(label);
      taps += 1;
    }
    talking.says('138 1234 5678').taps('确认提交');
    taps += 1;
    expect(taps).toBeLessThanOrEqual(8);
    expect(draftOf(talking)).toEqual({
      topicId: topicId('fraud'),
      places: [{ areaId: ledu }],
      windows: [{ day: '2026-11-25', half: 'afternoon' }],
      phone,
      formatId: formatId('lecture'),
      questions: [],
    });
    talking.gets({ type: 'submit-order', result: { ok: true, numbers: ['1042'] } });
    expect(talking.words).toMatch(/订单号 1042[\s\S]*防范电信网络诈骗[\s\S]*乐都路社区[\s\S]*11月25日/);
    expect(talking.state).not.toHaveProperty('active');
  });

  test('every question tells how far it is, and offers back, cancel and a call', () => {
    const talking = unknown().says('/order');
    const seen: string[] = [];
    const look = () => {
      seen.push(/第 \d 步/.exec(talking.words)?.[0] ?? talking.words);
      expect(talking.buttons).toEqual(expect.arrayContaining(['⬅️ 返回', '✖️ 取消', '☎️ 请回电话']));
    };
    look();
    for (const label of ['防范电信网络诈骗', '平安街道', '乐都路社区', '25', '下午']) {
      talking.taps(label);
      look();
    }
    talking.says(phone);
    look();
    const steps = [1, 2, 2, 3, 3, 4, 5].map((step) => `第 ${step} 步`);
    expect(seen).toEqual(steps);
  });

  test('the phone is shared with a button as well, and not asked where it is known', () => {
    const shared = atSummary(unknown()).shares('+86 138-1234-5678');
    expect(shared.words).toContain('请核对');
    expect(shared.replies[0]).toMatchObject({ contact: 'remove' });
    expect(atSummary().words).toContain(phone);
  });

  test("the channel's button for the number goes when the number is typed", () => {
    expect(atSummary(unknown()).replies[0]).toMatchObject({ contact: 'ask' });
    expect(atSummary(unknown()).says(phone).replies[0]).toMatchObject({ contact: 'remove' });
  });
});

describe('a sentence', () => {
  test('fills what it says, and only the rest is asked', () => {
    const talking = unknown().says('下周三下午想在乐都路社区约一场防诈骗讲座，大概80人');
    expect(talking.words).toContain('请留一个电话');
    talking.says(phone);
    expect(talking.words).toContain('80 人');
    expect(draftOf(talking.taps('确认提交'))).toMatchObject({
      topicId: topicId('fraud'),
      places: [{ areaId: ledu }],
      windows: [{ day: '2026-12-02', half: 'afternoon' }],
      size: 80,
    });
  });

  test('says whom one would like to hear and in which language, and the summary shows both', () => {
    const speakers = [{ id: 5, name: '韩晓枫', topicIds: [] }];
    const talking = play(publicScript, facts({ phone }, { catalogue: { ...someFacts.catalogue, speakers } })).says(
      '下周三下午想请韩晓枫到乐都路社区用藏语讲一场防诈骗',
    );
    expect(talking.words).toContain('韩晓枫');
    expect(talking.words).toContain('藏语');
    expect(draftOf(talking.taps('确认提交'))).toMatchObject({ preferredSpeakerId: 5, language: 'tibetan' });
  });

  test('a day without its half leaves only the half to tap, also where the village has to be chosen first', () => {
    const talking = known().says('下周三想在第3村约一场防诈骗讲座');
    expect(talking.words).toContain('您说的是哪一个');
    talking.taps('三合镇');
    expect(talking.words).toContain('什么时候');
    expect(talking.buttons).toEqual(expect.arrayContaining(['上午', '下午', '晚上']));
    expect(draftOf(talking.taps('上午').taps('确认提交'))).toMatchObject({
      windows: [{ day: '2026-12-02', half: 'morning' }],
    });
  });

  test.each([
    ['昨天下午想约一场防诈骗讲座', '这个时间已经过了'],
    ['明年8月1日上午想约一场防诈骗讲座', '90 天以内'],
  ])('a time that cannot be had is refused where the time is asked (%s)', (sentence, refusal) => {
    const talking = known().says(sentence);
    expect(talking.words).toContain('在哪里讲');
    expect(talking.taps('平安街道').taps('乐都路社区').words).toMatch(new RegExp(`${refusal}[^]*哪一天`));
    expect(talking.taps('25').words).not.toContain(refusal);
    expect(draftOf(talking.taps('下午').taps('确认提交'))).toMatchObject({
      windows: [{ day: '2026-11-25', half: 'afternoon' }],
    });
  });

  test('typed at the first question it does the same', () => {
    const talking = known().says('/order').says('防诈骗，下周三下午');
    expect(talking.words).toContain('在哪里讲');
    expect(talking.says('乐都路').words).toContain('请核对');
  });

  test('a place and a time alone are kept while the topic is asked', () => {
    const talking = known().says('/order').says('下周三下午在乐都路社区');
    expect(talking.words).toContain('您想听什么');
    expect(talking.taps('交通安全').words).toContain('请核对');
  });

  test('what is not on the menu becomes a wish', () => {
    const talking = known().says('/order').says('想请人讲讲垃圾分类');
    expect(draftOf(talking.says('乐都路社区').says('下周三下午').taps('确认提交'))).toMatchObject({
      wish: '想请人讲讲垃圾分类',
    });
    const tapped = known().says('/order').taps('菜单上没有').says('养蜂安全');
    expect(tapped.words).toContain('在哪里讲');
  });

  test('at the place it may say the time as well', () => {
    const talking = known().says('/order').taps('交通安全').says('乐都路社区，下周三下午');
    expect(talking.words).toContain('请核对');
  });

  test('puts right in the summary what it names', () => {
    expect(atSummary().says('改成四点').words).toContain('时间：11月25日（周三）16:00 左右');
    expect(atSummary().says('改成四点').says('换到周五').words).toContain('时间：11月27日（周五）16:00 左右');
    expect(atSummary().says('改成晚上七点').says('改成八点').words).toContain('时间：11月25日（周三）20:00 左右');
    expect(atSummary().says('改成昨天下午四点').words).toMatch(/已经过了[\s\S]*11月25日（周三）下午/);
    expect(
      atSummary().taps('补充说明').taps('备选时间').says('周四上午').taps('填好了').says('改成四点').words,
    ).toMatch(/25日（周三）16:00 左右[\s\S]*26日（周四）上午/);
    const talking = atSummary().says('改成下周四上午');
    expect(draftOf(talking.taps('确认提交'))).toMatchObject({ windows: [{ day: '2026-12-03', half: 'morning' }] });
  });

  test('a day that is nearly over is asked again with a calendar, never with a question without buttons', () => {
    const late = play(publicScript, facts({ phone }, { minutes: 22 * 60 }));
    const talking = late.says('今天想在乐都路社区约一场防诈骗讲座');
    expect(talking.words).toContain('哪一天');
    expect(talking.buttons).toContain('25');
  });
});

describe('和上次一样', () => {
  test.each(['和上次一样，下周五四点', '跟上次一样，下周五16:00'])(
    'may be said together with what is new: %s',
    (said) => {
      const talking = play(publicScript, facts({ phone, lastDraft })).says(said);
      expect(talking.words).toMatch(/请核对[\s\S]*平安枫林小学[\s\S]*12月4日（周五）16:00/);
      expect(talking.says('和上次一样').words).toMatch(/枫林小学[\s\S]*哪一天/);
    },
  );

  const again = () => play(publicScript, facts({ phone, lastDraft }));

  test('asks for the time only', () => {
    const talking = again().says('/start').taps('和上次一样');
    expect(talking.words).toMatch(/主题：.+\n地点：.+\n[\s\S]*哪一天/);
    expect(draftOf(talking.taps('25').taps('上午').taps('确认提交'))).toMatchObject({
      topicId: lastDraft.topicId,
      places: lastDraft.places,
      size: 300,
      windows: [{ day: '2026-11-25', half: 'morning' }],
    });
  });

  test('can change only the place', () => {
    const talking = again().says('/order').taps('和上次一样').taps('25').taps('上午').taps('改地点').says('乐都路社区');
    expect(talking.words).toContain('请核对');
    expect(draftOf(talking.taps('确认提交'))).toMatchObject({ places: [{ areaId: ledu }], size: 300 });
  });

  test('asks again for what is no longer on the menu', () => {
    const old = { ...lastDraft, topicId: 999 };
    expect(play(publicScript, facts({ phone, lastDraft: old })).says('和上次一样').words).toContain('您想听什么');
  });
});

describe('back, cancel and old buttons', () => {
  test('back goes up in a picker, then to the question before, and from the first one to the menu', () => {
    const talking = known().says('/order').taps('交通安全').taps('平安街道').taps('乐都路社区').taps('25');
    expect(talking.taps('返回').words).toContain('哪一天');
    expect(talking.taps('返回').words).toContain('在哪里讲');
    expect(talking.says('返回').words).toContain('您想听什么');
    expect(talking.says('back').words).toContain('请问要办什么');
  });

  test('back from the summary goes through the questions, and the answers stay', () => {
    const talking = atSummary().taps('返回');
    expect(talking.words).toContain('哪一天');
    expect(draftOf(talking.taps('26').taps('上午').taps('确认提交'))).toMatchObject({
      topicId: topicId('fraud'),
      windows: [{ day: '2026-11-26', half: 'morning' }],
    });
  });

  test('back from 补充说明 leads to the summary, however much was filled in', () => {
    const talking = atSummary().taps('补充说明').taps('具体地点').says('村委会二楼').taps('多少人').taps('50 人左右');
    expect(talking.words).toContain('村委会二楼');
    expect(talking.taps('返回').words).toContain('请核对');
  });

  test('cancel ends the order', () => {
    const talking = atSummary().taps('取消');
    expect(talking.words).toContain('好的，已取消');
    expect(talking.says('/order').words).toContain('您想听什么');
  });

  test('a tap on an old question brings the current one', () => {
    const talking = known().says('/order').taps('交通安全').taps('平安街道');
    const before = talking.state;
    talking.tapsData('q1:t:1');
    expect(talking.words).toContain('这个按钮已经过期了');
    expect(talking.words).toContain('请点村');
    expect(talking.state).toEqual(before);
  });

  test('forged data changes nothing', () => {
    for (const data of ['', 'q', 'qzzzzzz:submit', 'q1:', '/nothing', '/constructor', 'q1:t:999999999']) {
      const talking = known().says('/order');
      expect(talking.tapsData(data).state.active, data).toMatchObject({ name: 'order.own', data: { at: 'topic' } });
    }
  });
});

describe('a half-made order', () => {
  const halfMade = () => known().says('/order').taps('交通安全').says('乐都路社区');

  test('waits while the person turns to something else', () => {
    const talking = halfMade().says('/help').says('/menu');
    expect(talking.buttons).toContain('▶️ 接着上次的点单');
    talking.taps('接着上次的点单');
    expect(talking.words).toContain('交通安全');
    expect(talking.words).toContain('乐都路社区');
    expect(talking.taps('接着点').words).toContain('哪一天');
  });

  test('waits through looking at it without deciding', () => {
    const talking = halfMade().says('/menu').says('/order').says('/menu').says('/order');
    expect(talking.words).toContain('交通安全');
    expect(talking.taps('接着点').words).toContain('哪一天');
  });

  test('can be given up for a new one', () => {
    expect(halfMade().says('/menu').says('/order').taps('重新点').words).toContain('您想听什么');
    expect(halfMade().says('/menu').taps('我要点单').words).toContain('您想听什么');
  });

  test('is kept by words that say nothing of a talk', () => {
    const talking = halfMade().says('/menu').says('/order').says('嗯嗯');
    expect(talking.words).toContain('请点「接着点」或「重新点」');
    expect(talking.taps('接着点').words).toContain('哪一天');
  });

  test('is there on the seventh day and gone after it', () => {
    const later = (days: number) =>
      halfMade()
        .says('/menu')
        .with({ today: addDays(someFacts.today, days) })
        .says('/order').words;
    expect(later(7)).toContain('没点完');
    expect(later(8)).toContain('您想听什么');
  });

  test('asks again for a time that has gone by', () => {
    const talking = atSummary().says('/menu').with({ today: '2026-11-27' }).says('/order').taps('接着点');
    expect(talking.words).toContain('哪一天');
  });

  test('is not made by only having looked', () => {
    const talking = known().says('/order').says('/menu');
    expect(talking.buttons).not.toContain('▶️ 接着上次的点单');
    expect(talking.says('/order').words).toContain('您想听什么');
  });

  test('stays as it is when somebody writes of an emergency', () => {
    const talking = halfMade();
    const before = talking.state;
    for (const words of ['我正在被骗', '有人打我', 'someone is scamming me right now']) {
      talking.says(words);
      expect(talking.words).toContain('110');
      expect(talking.words).toContain('96110');
      expect(talking.state).toEqual(before);
    }
    expect(talking.taps('25').words).toContain('什么时候');
  });

  test('waits while the person asks to be rung back, in the middle of any question', () => {
    const talking = halfMade().taps('请回电话').taps('对，请回电话');
    expect(talking.command).toEqual({ type: 'submit-request', kind: 'callback', phone });
    talking.gets({ type: 'submit-request', result: { number: '101' } });
    expect(talking.says('/order').taps('接着点').words).toContain('哪一天');
  });
});

describe('the summary', () => {
  test('changes the topic and keeps the rest', () => {
    const talking = atSummary().taps('改主题').taps('交通安全');
    expect(talking.words).toContain('请核对');
    expect(draftOf(talking.taps('确认提交'))).toMatchObject({
      topicId: topicId('traffic'),
      places: [{ areaId: ledu }],
      windows: [{ day: '2026-11-25', half: 'afternoon' }],
    });
    expect(atSummary().taps('改主题').taps('返回').words).toContain('防范电信网络诈骗');
    // A change from the summary is no step of five.
    const wishing = atSummary().taps('改主题').taps('菜单上没有');
    expect(wishing.words).not.toContain('步');
    expect(wishing.says('养蜂安全').words).toContain('请核对');
  });
});

describe('many villages', () => {
  const many = () => known().says('/order').taps('交通安全').taps('一次点多个村');

  test('are ticked township by township', () => {
    const talking = many().taps('小峡街道').taps('☐ 小峡街道第1村').taps('☐ 小峡街道第2村').taps('☑ 小峡街道第1村');
    talking.taps('返回').taps('三合镇').taps('全选本乡镇');
    expect(talking.words).toContain('小峡街道第2村');
    const { places } = draftOf(talking.taps('选好了').taps('25').taps('上午').taps('确认提交'));
    expect(places.map(({ areaId }) => areaId)).toEqual([2002, 3050, 3001, 3002, 3003, 3013]);
    talking.gets({
      type: 'submit-order',
      result: { ok: true, numbers: ['1042-1', '1042-2'], batchNumber: '1042' },
    });
    expect(talking.words).toContain('总单号 1042，共 2 场');
  });

  test('are pasted, and the names that fit nothing are quoted back', () => {
    const talking = many().says('小峡街道第1村\n小峡街道第2村、乐都路社区\n没有这个村');
    expect(talking.words).toContain('没认出：没有这个村');
    expect(talking.buttons).toContain('✅ 选好了（3 个村）');
    expect(talking.taps('选好了').words).toContain('哪一天');
  });

  test('are pasted with any comma between them, or with blanks', () => {
    const talking = many().says('小峡街道第1村，小峡街道第2村；乐都路社区');
    expect(talking.buttons).toContain('✅ 选好了（3 个村）');
    expect(many().says('小峡街道第1村 三合镇 第2村').words).toContain('没认出');
    expect(many().says('小峡街道第1村 小峡街道第2村').buttons).toContain('✅ 选好了（2 个村）');
    expect(many().says('Sanhe Town Village 2').buttons).toContain('✅ 选好了（1 个村）');
  });

  test('in one sentence are all taken', () => {
    const talking = known().says('下周三下午在小峡街道第1村、小峡街道第2村和乐都路社区讲交通安全');
    expect(draftOf(talking.taps('确认提交')).places.map(({ areaId }) => areaId)).toEqual([2001, 2002, ledu]);
  });
});

describe('an answer that will not do', () => {
  const problems: [string, (talking: Player) => Player, string][] = [
    ['a photo for a topic', (t) => t.sendsPhoto('f'), '请点一个主题'],
    ['a wish of one letter', (t) => t.taps('菜单上没有').says('啊'), '太短了'],
    ['a wish too long', (t) => t.taps('菜单上没有').says('长'.repeat(501)), '最多 500 字'],
    ['a day that is over', (t) => t.taps('交通安全').says('乐都路社区').says('昨天下午'), '已经过了'],
    ['a place that is nowhere', (t) => t.taps('交通安全').says('火星基地'), '没找到这个地方'],
    ['no day', (t) => t.taps('交通安全').says('乐都路社区').says('随便'), '请点一个日期'],
    ['a blank cell', (t) => t.taps('交通安全').says('乐都路社区').taps('·'), '请点一个日期'],
    [
      'a half-day gone by',
      (t) =>
        t
          .taps('交通安全')
          .says('乐都路社区')
          .with({ minutes: 15 * 60 })
          .says('今天上午'),
      '已经过了',
    ],
    ['a day too far', (t) => t.taps('交通安全').says('乐都路社区').says('明年6月1日上午'), '90 天'],
  ];
  test.each(problems)('%s is refused with a word of why, and the question stands again', (_, go, why) => {
    const talking = go(known().says('/order'));
    expect(talking.words).toContain(why);
    expect(talking.state.active).toMatchObject({ name: 'order.own' });
    expect(talking.buttons).toContain('⬅️ 返回');
  });

  test.each(['12345', '一二三', '1381234567', '+1 555 0100'])('%s is no phone number', (typed) => {
    const talking = atSummary(unknown()).says(typed);
    expect(talking.words).toContain('这个号码好像不对');
    expect(talking.says('0972-8612345').words).toContain('请核对');
  });

  test("somebody else's contact card is not taken for one's own number", () => {
    expect(atSummary(unknown()).shares(phone, false).words).toContain('这个号码好像不对');
  });

  test('words at the summary that say nothing bring it again', () => {
    expect(atSummary().says('好的呀').words).toContain('请点「确认提交」');
  });

  test('a voice message keeps the question', () => {
    const talking = known().says('/order').taps('交通安全').sends({ kind: 'voice' });
    expect(talking.words).toContain('听不了语音');
    expect(talking.words).toContain('在哪里讲');
    expect(talking.taps('平安街道').buttons).toContain('乐都路社区');
  });

  test('a time that has gone by while the person thought is asked again', () => {
    const talking = atSummary()
      .taps('确认提交')
      .gets({ type: 'submit-order', result: { ok: false, reason: 'past' } });
    expect(talking.words).toContain('已经过了');
    expect(draftOf(talking.taps('26').taps('上午').taps('确认提交'))).toMatchObject({
      windows: [{ day: '2026-11-26', half: 'morning' }],
    });
  });
});

describe('补充说明', () => {
  test('adds everything that has a default', () => {
    const talking = play(
      publicScript,
      facts(
        { phone },
        {
          catalogue: {
            ...someFacts.catalogue,
            speakers: [{ id: 5, name: '李警官', topicIds: [topicId('bullying') ?? 0] }],
          },
        },
      ),
    );
    talking.says('/order').taps('防范校园欺凌').says('枫林小学').taps('25').taps('下午').taps('补充说明');
    talking.taps('讲给谁').taps('家长').taps('多少人').says('120');
    talking.taps('备选时间').says('周四上午').taps('备选时间').says('周五上午');
    talking.taps('第几节课').taps('班会').taps('用什么话').taps('藏语').taps('想请谁').taps('李警官');
    talking
      .taps('想问的问题')
      .says('遇到怎么办？\n找谁？')
      .taps('具体地点')
      .says('三楼礼堂')
      .taps('谁来开门')
      .says('王老师 13900001111');
    const draft = draftOf(talking.taps('填好了').taps('确认提交'));
    expect(draft).toMatchObject({
      places: [{ areaId: ledu, schoolId: fenglin }],
      audience: 'parents',
      size: 120,
      windows: [
        { day: '2026-11-25', half: 'afternoon', period: 9 },
        { day: '2026-11-26', half: 'morning' },
        { day: '2026-11-27', half: 'morning' },
      ],
      language: 'tibetan',
      preferredSpeakerId: 5,
      questions: ['遇到怎么办？', '找谁？'],
      spot: '三楼礼堂',
      access: '王老师 13900001111',
    });
  });

  test('an hour is kept as it is said, until a lesson takes its place', () => {
    const talking = known().says('下周三下午三点想请法治副校长到枫林小学讲一次防欺凌');
    expect(talking.words).toContain('12月2日（周三）15:00 左右');
    expect(draftOf(talking.taps('确认提交')).windows).toEqual([{ day: '2026-12-02', half: 'afternoon', clock: 900 }]);
    const lesson = known().says('下周三下午三点想请法治副校长到枫林小学讲一次防欺凌').taps('第几节课');
    expect(draftOf(lesson.taps('第6节').taps('确认提交')).windows).toEqual([
      { day: '2026-12-02', half: 'afternoon', period: 6 },
    ]);
  });

  test('an hour is also taken where the half-day is asked for', () => {
    const talking = known().says('/order').says('防诈骗，乐都路社区，下周三').says('晚上七点半').taps('确认提交');
    expect(draftOf(talking).windows).toEqual([{ day: '2026-12-02', half: 'evening', clock: 19 * 60 + 30 }]);
  });

  test('a time of day that was said before its day is not asked again', () => {
    const talking = known().says('下午三点想在乐都路社区听防诈骗');
    expect(talking.words).toMatch(/已记下：15:00。\n哪一天/);
    talking.taps('›').taps('2');
    expect(talking.words).toContain('时间：12月2日（周三）15:00 左右');
    const typed = known().says('/order').says('防诈骗，乐都路社区').says('晚上').says('下周三');
    expect(draftOf(typed.taps('确认提交')).windows).toEqual([{ day: '2026-12-02', half: 'evening' }]);
    const lesson = known().says('第3节课想请民警到枫林小学讲防欺凌').taps('25');
    expect(draftOf(lesson.taps('确认提交')).windows).toEqual([{ day: '2026-11-25', half: 'morning', period: 3 }]);
  });

  test('a time of day that the day no longer has is asked again', () => {
    const late = play(publicScript, facts({ phone }, { minutes: 17 * 60 }));
    const talking = late.says('下午三点想在乐都路社区听防诈骗').taps('23');
    expect(talking.buttons).toEqual(expect.arrayContaining(['晚上']));
    expect(talking.buttons).not.toContain('下午');
    expect(draftOf(talking.taps('晚上').taps('确认提交')).windows).toEqual([{ day: '2026-11-23', half: 'evening' }]);
  });

  test('a school says the lesson and its deputy principal in a sentence, and sees both at once', () => {
    const talking = known().says('想请法治副校长下周三第3节到枫林小学讲一次防欺凌');
    expect(talking.words).toMatch(/上午第3节\n形式：法治课堂\n[\s\S]*想请：法治副校长/);
    expect(talking.buttons).toEqual(expect.arrayContaining(['第几节课', '想请谁']));
    expect(draftOf(talking.taps('第几节课').taps('班会').taps('确认提交'))).toMatchObject({
      wantsDeputy: true,
      formatId: formatId('class'),
      windows: [{ period: 9 }],
    });
  });

  test('offers only the formats that fit place and time', () => {
    const formats = atSummary().taps('补充说明').taps('怎么讲').buttons;
    expect(formats).toContain('社区讲座');
    expect(formats).not.toContain('校园大会');
    expect(formats).not.toContain('流动电影');
  });

  test('a film can only be had after dusk, so the half-day is not asked', () => {
    const talking = known().says('想在乐都路社区放一场防诈骗的流动电影').taps('25');
    expect(talking.words).toContain('请核对');
    expect(draftOf(talking.taps('确认提交'))).toMatchObject({
      formatId: formatId('cinema'),
      windows: [{ half: 'evening' }],
    });
  });
});

describe('a film in the morning', () => {
  test('is asked for its time again, and stays a film', () => {
    const talking = known().says('下周三上午想在乐都路社区放一场防诈骗的流动电影');
    expect(talking.words).toMatch(/只能选晚上[\s\S]*哪一天/);
    expect(draftOf(talking.taps('25').taps('确认提交'))).toMatchObject({
      formatId: formatId('cinema'),
      windows: [{ day: '2026-11-25', half: 'evening' }],
    });
  });

  test('begins at eight in the evening where eight is said, also before its day', () => {
    const sentence = '八点想在乐都路社区放一场防诈骗的流动电影';
    expect(known().says(`下周三${sentence}`).says('换到周五').words).toContain('11月27日（周五）20:00');
    const talking = known().says(sentence);
    expect(talking.words).toContain('已记下：20:00');
    expect(talking.says('下午三点').words).toContain('只能选晚上');
    expect(talking.taps('25').words).toContain('11月25日（周三）20:00');
  });

  test('is none where the time is put right in the summary', () => {
    const talking = known().says('想在乐都路社区放一场防诈骗的流动电影').taps('25').says('改成上午');
    expect(talking.words).toContain('只能选晚上');
  });
});

describe('in English', () => {
  test('the whole way', () => {
    const talking = play(publicScript, facts({}, { locale: 'en' }))
      .says('/start')
      .taps('Order');
    talking.says('fraud').says('Ledu Road Community').says('next Wednesday afternoon').says(phone);
    expect(draftOf(talking.taps('Submit'))).toMatchObject({
      topicId: topicId('fraud'),
      places: [{ areaId: ledu }],
      windows: [{ day: '2026-12-02', half: 'afternoon' }],
    });
  });
});
