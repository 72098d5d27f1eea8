// 宣讲菜单 as a coordinator edits it in chat.

import { describe, expect, test } from 'vitest';
import type { MenuView } from '../../../src/domain/commands-menu.ts';
import { coordinator, speaker } from './fixtures.ts';

const row = { active: true, open: 0, speakers: 3 };
const menu: MenuView = {
  topics: [
    { ...row, id: 1, names: { zh: '防毒识毒', en: 'Drugs' }, open: 2 },
    { ...row, id: 2, names: { zh: '防范养老诈骗' }, speakers: 0 },
    { ...row, id: 3, names: { zh: '交通安全' }, active: false },
  ],
  formats: [{ ...row, id: 5, names: { zh: '社区讲座' }, minutes: 60 }],
};
const listed = () => coordinator().says('宣讲菜单').gets({ type: 'show-menu', result: menu });
const page = (name: string) => listed().taps(name).gets({ type: 'show-menu', result: menu });

describe('the menu', () => {
  test('is a button of the main menu, and shows what can be ordered and what can not', () => {
    expect(coordinator().says('/menu').taps('宣讲菜单').command).toEqual({ type: 'show-menu' });
    const { words } = listed();
    expect(words).toContain('防毒识毒：3 人会讲');
    expect(words).toContain('防范养老诈骗：⚠️ 还没有人会讲');
    expect(words).toContain('交通安全（已停用）');
    expect(words).toContain('社区讲座：60 分钟');
  });

  test('is nothing for a speaker', () => {
    expect(speaker().says('/edit_menu').command).toBeUndefined();
    expect(speaker().says('/switch_menu_row topic 1 off').command).toBeUndefined();
  });
});

describe('a row', () => {
  test('says what hangs on it, and is switched off and on', () => {
    const drugs = page('防毒识毒');
    expect(drugs.words).toContain('2 件订单');
    expect(drugs.taps('停用').command).toEqual({ type: 'switch-topic', topicId: 1, active: false });
    expect(page('交通安全').taps('启用').command).toEqual({ type: 'switch-topic', topicId: 3, active: true });
    expect(page('社区讲座').taps('停用').command).toEqual({ type: 'switch-format', formatId: 5, active: false });
  });

  test('that nobody gives leads to the team', () => {
    expect(page('防范养老诈骗').words).toContain('还没有人会讲');
    expect(page('防范养老诈骗').taps('宣讲队').command).toEqual({ type: 'list-team' });
  });

  test('stays where it is the last, or is gone', () => {
    const refused = (reason: 'last' | 'not_found') =>
      page('社区讲座')
        .taps('停用')
        .gets({ type: 'switch-format', result: { ok: false, reason } }).words;
    expect(refused('last')).toContain('最后一项');
    expect(refused('not_found')).toContain('没有这一项');
  });

  test.each(['/menu_row', '/menu_row topic', '/menu_row speaker 1', '/menu_row topic 0', '/switch_menu_row topic 1 x'])(
    '%s is told so and does nothing',
    (data) => {
      const talk = coordinator().tapsData(data);
      expect(talk.command).toBeUndefined();
      expect(talk.words).not.toBe('');
    },
  );
});

describe('a name', () => {
  const adding = () => listed().taps('加主题');

  test.each([
    ['防范养老诈骗', { zh: '防范养老诈骗' }],
    [' 防范养老诈骗  ／ Elder\nfraud ', { zh: '防范养老诈骗', en: 'Elder fraud' }],
    ['一'.repeat(30), { zh: '一'.repeat(30) }],
  ])('%j is taken', (words, names) => {
    expect(adding().says(words).command).toEqual({ type: 'name-topic', names });
  });

  test.each(['一'.repeat(31), '😀', '12', '甲/', '甲/乙/丙', '／Elder fraud', '甲 / 123', '<b>甲', '<b>甲</b>'])(
    '%j is asked for again, with an example',
    (words) => {
      const talk = adding().says(words);
      expect(talk.command).toBeUndefined();
      expect(talk.words).toContain('例如：防范养老诈骗');
    },
  );

  test('that is taken is asked for again; a photo is no name', () => {
    const taken = adding()
      .says('交通安全')
      .gets({ type: 'name-topic', result: { ok: false, reason: 'name_taken' } });
    expect(taken.words).toContain('已有同名主题');
    expect(taken.says('出行安全').command).toEqual({ type: 'name-topic', names: { zh: '出行安全' } });
  });

  test('changes, and 返回 leads to the row', () => {
    expect(page('防毒识毒').taps('改名').says('禁毒').command).toEqual({
      ...{ type: 'name-topic', topicId: 1, names: { zh: '禁毒' } },
    });
    expect(page('防毒识毒').taps('改名').taps('返回').command).toEqual({ type: 'show-menu' });
  });
});

describe('minutes', () => {
  test.each([
    ['45', 45],
    ['４５分钟', 45],
    ['300 min', 300],
  ])('%j is %d', (words, minutes) => {
    expect(page('社区讲座').taps('改时长').says(words).command).toEqual({ type: 'time-format', formatId: 5, minutes });
  });

  test.each(['9', '301', '一小时', '-45', '4.5'])('%j is asked for again', (words) => {
    expect(page('社区讲座').taps('改时长').says(words).command).toBeUndefined();
  });
});
