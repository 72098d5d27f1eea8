import { describe, expect, test } from 'vitest';
import { publicScript } from '../../../src/conversation/public-script.ts';
import { emptyDraft } from '../../../src/domain/draft.ts';
import { phone, resident } from './fixtures.ts';

describe('the menu', () => {
  test('greets at the start, with everything a resident can do', () => {
    const talking = resident().says('/start');
    expect(talking.words).toContain('您好，这里是枫点');
    expect(talking.buttons).toEqual([
      '📝 我要点单',
      '📋 我的订单',
      '❓ 提问',
      '🙋 其他诉求',
      '☎️ 请民警回电话',
      '🙌 自荐当宣讲员',
      '🌐 English',
    ]);
  });

  test('offers the last order again to those who have one', () => {
    expect(resident({ lastDraft: emptyDraft }).says('/menu').buttons).toContain('🔁 和上次一样');
  });

  test('comes after anything that nobody understands, and says how it can be said', () => {
    for (const said of ['asdf', '今天天气', '诈骗', 'constructor', '__proto__', 'toString'])
      expect(resident().says(said).words, said).toMatch(/打一句话点单.*\n请问要办什么/);
    expect(resident().says('菜单').words).not.toContain('打一句话点单');
    expect(resident().sends({ kind: 'contact', phone, own: true }).words).toContain('请问要办什么');
    expect(resident().says('/nothing').words).toContain('没有这个命令');
  });

  test('words do what commands do, with their picture, in capitals or with a full stop', () => {
    for (const said of ['点单', '我要点单', '📝 我要点单', 'ORDER', '预约。', '想约一场讲座'])
      expect(resident().says(said).words, said).toContain('您想听什么');
    for (const said of ['我的订单', 'orders', '📋 我的订单'])
      expect(resident().says(said).command, said).toEqual({ type: 'list-orders' });
    for (const said of ['请回电话', '☎️ 请民警回电话', 'call me back'])
      expect(resident().says(said).words, said).toContain('请留一个电话');
    expect(resident().says('其他诉求').words).toContain('您需要什么帮助');
    expect(resident().says('?').words).toContain('我能帮您');
    expect(resident().says('取消').words).toContain('好的，已取消');
  });

  test('every word leads to a command that is there', () => {
    const known = new Set([...Object.keys(publicScript.routes), 'cancel', 'back']);
    const lost = Object.values(publicScript.words).filter((line) => !known.has(line.slice(1).split(' ')[0] ?? ''));
    expect(lost).toEqual([]);
  });

  test('an emergency is answered at once, whatever was being done', () => {
    const talking = resident().says('我正在被骗');
    expect(talking.words).toContain('110');
    expect(talking.words).toContain('96110');
    expect(talking.buttons).toEqual(['☎️ 请民警回电话']);
  });
});

describe('language', () => {
  test('is one button in the menu, and the answer comes in it', () => {
    const talking = resident().says('/start').taps('English');
    expect(talking.command).toEqual({ type: 'set-locale', locale: 'en' });
    talking.gets({ type: 'set-locale', result: { locale: 'en' } }).with({ locale: 'en' });
    expect(talking.words).toContain('From now on in English');
    expect(talking.taps('中文').command).toEqual({ type: 'set-locale', locale: 'zh-CN' });
  });

  test('is asked for where it is not named, or not known', () => {
    for (const line of ['/language', '/language xx'])
      expect(resident().says(line).buttons).toEqual(expect.arrayContaining(['中文', 'English']));
  });
});

describe('being forgotten', () => {
  test('says what is erased and what is kept, and does nothing before the yes', () => {
    const talking = resident({ phone }).says('/forget');
    expect(talking.words).toContain('将删除');
    expect(talking.words).toContain('会保留');
    expect(talking.command).toBeUndefined();
    expect(talking.says('好').command).toBeUndefined();
    expect(talking.taps('不删了').words).toContain('请问要办什么');
  });

  test('erases the half-made order as well', () => {
    const talking = resident({ phone }).says('/order').taps('交通安全').says('/forget').taps('确定删除');
    expect(talking.command).toEqual({ type: 'forget' });
    talking.gets({ type: 'forget', result: { openOrders: [] } });
    expect(talking.words).toContain('已全部删除');
    expect(JSON.stringify(talking.state)).not.toContain(phone);
    expect(talking.state).not.toHaveProperty('parked');
  });

  test('waits for open orders', () => {
    const talking = resident()
      .says('/forget')
      .taps('确定删除')
      .gets({
        type: 'forget',
        result: {
          openOrders: [
            { id: 7, number: '1042', version: 3 },
            { id: 8, number: '1043', version: 1 },
          ],
        },
      });
    expect(talking.words).toContain('还有 2 张进行中的订单');
    expect(talking.buttons).toEqual(expect.arrayContaining(['取消订单 1042', '取消订单 1043', '📋 我的订单']));
    expect(talking.taps('取消订单 1042').words).toContain('为什么取消');
  });
});
