import { describe, expect, test } from 'vitest';
import type { RequestView } from '../../../src/domain/commands-request.ts';
import { coordinator, speaker } from '../staff/fixtures.ts';

const request = (changes: Partial<RequestView> = {}): RequestView => ({
  id: 3,
  number: '101',
  kind: 'hazard',
  state: 'open',
  placeName: { zh: '乐都路社区' },
  text: '路灯坏了',
  phone: '13812345678',
  createdAt: '2026-11-23T01:00:00.000Z',
  messages: [],
  mine: false,
  ...changes,
});
const taken = request({ state: 'taken', takenBy: '张三', mine: true });

describe('诉求 for coordinators', () => {
  test('lists what waits, page by page, and opens one', () => {
    const requests = Array.from({ length: 10 }, (_, at) => request({ id: at + 1, number: String(101 + at) }));
    const talking = coordinator().says('诉求').gets({ type: 'list-requests', result: { requests } });
    expect(talking.words).toContain('诉求 10 件');
    expect(talking.words).toContain('101 · 安全隐患 · 乐都路社区 · 待接手');
    expect(talking.buttons).not.toContain('109');
    expect(talking.taps('下一页').gets({ type: 'list-requests', result: { requests } }).buttons).toContain('110');
    expect(talking.taps('109').command).toEqual({ type: 'show-request', requestId: 9 });
  });

  test('is taken with one tap, then answered in words and closed', () => {
    const talking = coordinator()
      .says('/request 3')
      .gets({ type: 'show-request', result: { request: request() } });
    expect(talking.words).toContain('13812345678');
    expect(talking.taps('我来办').command).toEqual({ type: 'take-request', requestId: 3 });
    talking.gets({ type: 'take-request', result: { ok: true, request: taken } });
    expect(talking.words).toContain('由您来办');
    expect(talking.taps('答复').says('明天去看').command).toEqual({
      type: 'answer-request',
      requestId: 3,
      text: '明天去看',
    });
    talking.gets({
      type: 'answer-request',
      result: { ok: true, request: { ...taken, messages: [{ fromStaff: true, text: '明天去看' }] } },
    });
    expect(talking.words).toContain('答复：明天去看');
    expect(talking.taps('办结').command).toEqual({ type: 'close-request', requestId: 3 });
    const closed = { ...taken, state: 'closed' as const };
    expect(talking.gets({ type: 'close-request', result: { ok: true, request: closed } }).buttons).not.toContain(
      '✅ 办结',
    );
  });

  test('whoever comes second sees who has it, and no live button', () => {
    const talking = coordinator().tapsData('/take 3');
    const order = request({ state: 'taken', takenBy: '李四' });
    talking.gets({ type: 'take-request', result: { ok: false, reason: 'already', request: order } });
    expect(talking.words).toContain('这件诉求已经有人办了');
    expect(talking.words).toContain('已由李四接手');
    expect(talking.buttons).toEqual(['🙋 全部诉求', '🏠 主菜单']);
  });

  test('says when there is nothing, or nothing in the own area', () => {
    expect(
      coordinator()
        .says('/requests')
        .gets({ type: 'list-requests', result: { requests: [] } }).words,
    ).toContain('没有要办的诉求');
    expect(coordinator().says('/request 9').gets({ type: 'show-request', result: {} }).words).toContain('没有找到');
    for (const line of ['/request', '/take x', '/reply 0', '/close -1'])
      expect(coordinator().says(line).command, line).toBeUndefined();
  });

  test('is not for speakers', () => {
    for (const line of ['/requests', '/request 3', '/take 3', '/reply 3', '/close 3']) {
      const talking = speaker().says(line);
      expect(talking.command, line).toBeUndefined();
      expect(talking.words, line).toContain('派单员的功能');
    }
  });
});
