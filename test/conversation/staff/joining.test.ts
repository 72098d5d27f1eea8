import { describe, expect, test } from 'vitest';
import { both, coordinator, speaker, stranger } from './fixtures.ts';

const code = 'ABCDE-12345-FGHJK';

describe('joining the staff', () => {
  test('whoever is no member is asked for an invite code, whatever they begin with', () => {
    for (const line of ['/start', '/menu', '/queue', '/agenda', '取消'])
      expect(stranger().says(line).words, line).toContain('邀请码');
  });

  test("the link's code is redeemed, and the menu of the new role follows", () => {
    const joining = stranger().says(`/start ${code}`);
    expect(joining.command).toEqual({ type: 'redeem-invite', code });
    joining.gets({ type: 'redeem-invite', result: { ok: true, role: 'speaker', name: '马某某' } });
    expect(joining.words).toContain('马某某，欢迎加入，您是宣讲员');
    expect(joining.buttons).toEqual(expect.arrayContaining(['📅 我的日程', '📝 现场接单']));
    expect(joining.buttons).not.toContain('📥 待派单');
  });

  test('a typed line is tried as a code, with or without having been asked', () => {
    expect(stranger().says('abcde 12345 fghjk').command).toEqual({ type: 'redeem-invite', code: 'abcde12345fghjk' });
    expect(stranger().says('/start').says(code).command).toEqual({ type: 'redeem-invite', code });
  });

  test.each([
    ['unknown', '没有这个邀请码'],
    ['used', '已经用过'],
    ['expired', '已经过期'],
  ] as const)('a code that is %s is answered with what to do, and the next try counts', (reason, words) => {
    const joining = stranger()
      .says(code)
      .gets({ type: 'redeem-invite', result: { ok: false, reason } });
    expect(joining.words).toContain(words);
    expect(joining.says('ZZZZZ-ZZZZZ-ZZZZZ').command).toEqual({ type: 'redeem-invite', code: 'ZZZZZ-ZZZZZ-ZZZZZ' });
  });

  test('a photo is no code', () => {
    const joining = stranger().says('/start').sendsPhoto('f1');
    expect(joining.command).toBeUndefined();
    expect(joining.words).toContain('请直接打邀请码');
  });

  test('a coordinator becomes a speaker as well by pasting a code', () => {
    const joining = coordinator().says(code);
    expect(joining.command).toEqual({ type: 'redeem-invite', code: code.replaceAll('-', '') });
    joining.gets({ type: 'redeem-invite', result: { ok: true, role: 'speaker', name: '马某某' } });
    expect(joining.buttons).toEqual(expect.arrayContaining(['📥 待派单', '📅 我的日程']));
  });

  test('a member with a used code keeps the menu', () => {
    const joining = speaker()
      .says(`/start ${code}`)
      .gets({ type: 'redeem-invite', result: { ok: false, reason: 'already_member' } });
    expect(joining.words).toContain('已经加入');
    expect(joining.buttons).toContain('📅 我的日程');
  });
});

describe('roles', () => {
  test('the menu shows what the role can do, or both roles', () => {
    expect(coordinator().says('/menu').buttons).not.toContain('📅 我的日程');
    expect(speaker().says('/menu').buttons).not.toContain('📥 待派单');
    expect(both().says('/menu').buttons).toEqual(expect.arrayContaining(['📥 待派单', '📅 我的日程']));
  });

  test('what can’t be read is not passed over, and the list’s own words can', () => {
    for (const talking of [coordinator().says('在吗'), speaker().says('😀')]) expect(talking.words).toContain('没看懂');
    expect(coordinator().says('菜单').words).not.toContain('没看懂');
    expect(coordinator().says('未报告').command).toEqual({ type: 'unreported' });
    expect(coordinator().says('人选').command).toEqual(coordinator().says('/pool').command);
  });

  test("a coordinator's button tapped by a speaker is politely refused, and the other way round", () => {
    const refused = speaker().tapsData('/approve 7 3');
    expect(refused.command).toBeUndefined();
    expect(refused.words).toContain('这是派单员的功能');
    expect(coordinator().tapsData('/accept 7 3').words).toContain('这是宣讲员的功能');
  });

  test('an open question of a lost role can be left', () => {
    const asking = coordinator().tapsData('/ask 7');
    expect(asking.says('取消').words).toContain('已取消');
  });

  test('a pasted number shows a coordinator the order, and a speaker their talks', () => {
    for (const said of ['1042', '#1042', '订单1042', '1042号', '1042']) {
      expect(coordinator().says(said).command, said).toEqual({ type: 'show-card', number: '1042' });
    }
    expect(coordinator().says('1042-3').command).toEqual({ type: 'show-card', number: '1042-3' });
    expect(speaker().says('1042').command).toEqual({ type: 'agenda' });
  });

  test('words do what commands do', () => {
    expect(coordinator().says('派单').command).toEqual({ type: 'queue' });
    expect(coordinator().says('今天').command).toEqual({ type: 'today', day: '2026-11-23' });
    expect(speaker().says('今天').command).toEqual({ type: 'agenda' });
    expect(speaker().says('接单').command).toEqual({ type: 'agenda' });
    expect(coordinator().says('帮助').words).toContain('/queue');
  });

  test('诉求 are for coordinators', () => {
    expect(coordinator().says('诉求').command).toEqual({ type: 'list-requests' });
    expect(speaker().tapsData('/take 3').words).toContain('这是派单员的功能');
  });

  test('the language changes by a button, and the menu comes in it', () => {
    const talking = coordinator().says('/menu').taps('English');
    expect(talking.command).toEqual({ type: 'set-locale', locale: 'en' });
    talking.with({ locale: 'en' }).gets({ type: 'set-locale', result: { locale: 'en' } });
    expect(talking.words).toContain('From now on in English');
    expect(talking.buttons).toContain('📥 Waiting');
    for (const line of ['/language', '/language xx', '/language constructor'])
      expect(coordinator().says(line).buttons).toEqual(expect.arrayContaining(['中文', 'English']));
  });

  test.each([
    '/approve',
    '/approve x y',
    '/approve 7',
    '/approve 7 3 -1',
    '/approve 99999999999 1',
    '/queue x',
    '/today 2026-02-31',
    '/today 9999-12-31',
    '/card',
    '/order abc',
    '/retime 0 1',
    '/merge 1',
  ])('arguments that make no sense are refused with a way out: %s', (line) => {
    const talking = coordinator().tapsData(line);
    expect(talking.command).toBeUndefined();
    expect(talking.buttons).toContain('🏠 主菜单');
  });
});
