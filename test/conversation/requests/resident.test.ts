import { describe, expect, test } from 'vitest';
import type { RequestView } from '../../../src/domain/commands-request.ts';
import { fenglin, ledu } from '../../fakes/catalogue.ts';
import { phone, resident } from '../public/fixtures.ts';

const request = (changes: Partial<RequestView> = {}): RequestView => ({
  id: 3,
  number: '101',
  kind: 'mediation',
  state: 'open',
  placeName: { zh: '乐都路社区' },
  text: '邻居吵架',
  createdAt: '2026-11-23T01:00:00.000Z',
  messages: [],
  ...changes,
});

describe('其他诉求', () => {
  test('takes kind, place, words and phone, and is seen before it is sent', () => {
    const talking = resident()
      .says('诉求')
      .taps('矛盾调解')
      .taps('平安街道')
      .taps('乐都路社区')
      .says('邻居吵架')
      .says(phone);
    expect(talking.words).toContain('请核对您的诉求');
    expect(resident().says('诉求').taps('矛盾调解').words).not.toContain('讲');
    for (const words of ['矛盾调解', '乐都路社区', '邻居吵架', phone]) expect(talking.words).toContain(words);
    expect(talking.taps('确认提交').command).toEqual({
      type: 'submit-request',
      kind: 'mediation',
      place: { areaId: ledu },
      text: '邻居吵架',
      phone,
    });
    expect(talking.gets({ type: 'submit-request', result: { number: '101' } }).words).toContain('诉求编号 101');
  });

  test('can be had without a place, and asks no phone that is known', () => {
    const talking = resident({ phone })
      .says('/request')
      .taps('咨询')
      .taps('跳过')
      .says('怎么办居住证？')
      .taps('确认提交');
    expect(talking.command).toEqual({ type: 'submit-request', kind: 'advice', text: '怎么办居住证？', phone });
  });

  test('finds the place by its name, and asks which where there are several', () => {
    const talking = resident({ phone })
      .says('/request')
      .taps('安全隐患')
      .says('枫林小学')
      .says('路灯坏了')
      .taps('确认提交');
    expect(talking.command).toMatchObject({ place: { areaId: ledu, schoolId: fenglin } });
    const several = resident({ phone }).says('/request').taps('安全隐患').says('第3村');
    expect(several.words).toContain('您说的是哪一个');
    expect(several.taps('（三合镇）').words).toContain('说说情况');
  });

  test('says why an answer will not do', () => {
    const talking = resident().says('/request').says('什么');
    expect(talking.words).toContain('请点一项');
    expect(talking.taps('民警走访').says('火星').words).toContain('没找到这个地方');
    expect(talking.taps('跳过').sendsPhoto('f').words).toContain('请直接打字');
    expect(talking.says('长'.repeat(501)).words).toContain('最多 500 字');
    expect(talking.says('老人独居').says('123').words).toContain('号码好像不对');
    expect(talking.says(phone).says('嗯').words).toContain('请点「确认提交」');
  });

  test('back goes question by question, cancel ends it', () => {
    const talking = resident({ phone })
      .says('/request')
      .taps('咨询')
      .taps('平安街道')
      .taps('乐都路社区')
      .says('问一下');
    for (const words of ['说说情况', '在哪里', '您需要什么帮助', '请问要办什么'])
      expect(talking.taps('返回').words).toContain(words);
    expect(resident().says('/request').taps('取消').words).toContain('好的，已取消');
  });
});

describe('请民警回电话', () => {
  test('is one tap where the phone is known', () => {
    const talking = resident({ phone }).says('/start').taps('请民警回电话').taps('对，请回电话');
    expect(talking.command).toEqual({ type: 'submit-request', kind: 'callback', phone });
    expect(talking.gets({ type: 'submit-request', result: { number: '102' } }).words).toContain('尽快给您回电话');
  });

  test('is one number where it is not, typed or shared', () => {
    expect(resident().says('/callback').says('0972-8612345').command).toMatchObject({ phone: '0972-8612345' });
    expect(resident().says('/callback').shares(phone).command).toMatchObject({ phone });
    expect(resident().says('/callback').shares(phone, false).words).toContain('号码好像不对');
  });

  test('can be for another number', () => {
    const talking = resident({ phone }).says('/callback');
    expect(talking.says('马上').words).toContain('或打另一个号码');
    expect(talking.taps('换个号码').says('13900001111').command).toMatchObject({ phone: '13900001111' });
  });

  test('is offered after a voice message and an emergency', () => {
    expect(resident().says('有人打我').taps('请民警回电话').words).toContain('请留一个电话');
    expect(resident().sends({ kind: 'voice' }).words).toContain('请民警回电话');
  });
});

describe('own requests', () => {
  const listed = (...requests: RequestView[]) =>
    resident().says('我的诉求').gets({ type: 'list-my-requests', result: { requests } });

  test('are listed with their state, and opened', () => {
    const talking = listed(request(), request({ id: 4, number: '102', kind: 'callback', state: 'closed' }));
    expect(talking.buttons).toEqual(
      expect.arrayContaining(['诉求 101 · 矛盾调解：已收到', '诉求 102 · 请回电话：已办结']),
    );
    const messages = [
      { fromStaff: true, text: '明天到' },
      { fromStaff: false, text: '好' },
      { fromStaff: false, text: '' },
    ];
    talking.taps('诉求 101').gets({ type: 'list-my-requests', result: { requests: [request({ messages })] } });
    expect(talking.words).toContain('民警答复：明天到');
    expect(talking.words).toContain('您补充：好');
    expect(talking.words).not.toMatch(/：$/m);
  });

  test("another person's request is not there", () => {
    const talking = resident()
      .says('/my_request 9')
      .gets({ type: 'list-my-requests', result: { requests: [request()] } });
    expect(talking.words).toContain('没有找到');
    expect(listed().words).toContain('还没有提过诉求');
  });

  test('get words added, until they are closed', () => {
    const talking = resident().tapsData('/add_words 3').says('今天又吵了');
    expect(talking.command).toEqual({ type: 'add-to-request', requestId: 3, text: '今天又吵了' });
    talking.gets({ type: 'add-to-request', result: { ok: true, request: request() } });
    expect(talking.words).toContain('已转给民警');
    const late = resident().tapsData('/add_words 3').says('再说');
    late.gets({
      type: 'add-to-request',
      result: { ok: false, reason: 'already', request: request({ state: 'closed' }) },
    });
    expect(late.words).toContain('不能再补充');
    expect(late.buttons).not.toContain('✏️ 补充说明');
  });
});
