import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { understand } from '../../src/understanding/understand.ts';
import { catalogue, formatId, ledu, topicId } from '../fakes/catalogue.ts';

const read = (sentence: string, today = '2026-11-18', minutes = 600) =>
  understand(sentence, { catalogue, today, minutes });

describe('a request for a talk', () => {
  it.each([
    '想约一场讲座',
    '我想听防诈骗',
    '我要预约',
    '点单',
    '我要点单',
    '能来我们村讲一场防诈骗吗?',
    '可以约一场讲座吗',
    '请民警来上一堂法治课',
    '想请你们来讲讲怎么防诈骗',
    '开展一次禁毒宣传',
    '防诈骗讲座',
    '讲座',
    '下周三 乐都路社区 防诈骗 80人',
    '申请一场交通安全宣讲',
    '希望安排一场反诈宣传',
    'book a talk',
    'I want to order a talk',
    'Can you give us a talk about drugs?',
    'a talk about fraud',
    'Could you send an officer to our school?',
  ])('%s', (sentence) => {
    expect(read(sentence).wantsTalk).toBe(true);
  });
});

describe('no request for a talk', () => {
  it.each([
    '你好',
    '您好!',
    '在吗',
    '谢谢',
    '谢谢你们的讲座',
    '上次的讲座很好',
    '怎么点单?',
    '如何预约',
    '讲座几点开始?',
    '你们有哪些讲座?',
    '什么是法治课堂',
    '取消预约',
    '我的订单',
    '讲座取消了吗',
    '我想改时间',
    '我被骗了',
    '正在被骗',
    '乐都路社区',
    '80人',
    '下周三下午',
    '今天天气不错',
    '点单要钱吗',
    'hello',
    'thank you',
    'thanks for the talk',
    'when is the talk?',
    'How do I book a talk?',
    'I want to cancel the talk',
    'what talks are there?',
    '',
  ])('%s', (sentence) => {
    expect(read(sentence).wantsTalk).toBe(false);
  });
});

describe('the number of listeners', () => {
  it.each<readonly [string, number | undefined]>([
    ['80人', 80],
    ['80个人', 80],
    ['大概80人', 80],
    ['八十来个', 80],
    ['八十多人', 80],
    ['一百五十人', 150],
    ['一百五十来人', 150],
    ['两百人', 200],
    ['100多人', 100],
    ['一百零五人', 105],
    ['一千二百人', 1200],
    ['五千人', 5000],
    ['两三百人', 300],
    ['八九十个村民', 90],
    ['80-100人', 100],
    ['80到100人', 100],
    ['十几个人', 15],
    ['二十几名学生', 25],
    ['500号人', 500],
    ['80多位老人', 80],
    ['1,200人', 1200],
    ['约80', 80],
    ['人数:120', 120],
    ['估计一百二左右', 120],
    ['80名学生和10位老师', 80],
    ['80人,三合镇', 80],
    ['周二二十人', 20],
    ['周五六十人', 60],
    ['about 80 people', 80],
    ['80 villagers', 80],
    ['80 elderly villagers', 80],
    ['50-60 pupils', 60],
    ['fifty people', 50],
    ['a hundred residents', 100],
    ['two hundred and fifty people', 250],
    ['around 120', 120],
    ['1,200 people', 1200],
    ['几十人', undefined],
    ['有人', undefined],
    ['一个人', undefined],
    ['我们两个人', undefined],
    ['3个村', undefined],
    ['第3村', undefined],
    ['96110', undefined],
    ['13812345678', undefined],
    ['12月5日', undefined],
    ['80岁的老人', undefined],
    ['大概80分钟', undefined],
    ['约3点', undefined],
    ['15:00', undefined],
    ['80户', undefined],
    ['请5位民警来', undefined],
    ['100元', undefined],
    ['五万人', undefined],
    ['6000人', undefined],
    ['100万人', undefined],
    ['三年级2班', undefined],
    ['about 40 minutes', undefined],
    ['period 3', undefined],
    ['village 3', undefined],
  ])('%s is %s', (sentence, size) => {
    expect(read(sentence).size).toBe(size);
  });
});

describe('a telephone number', () => {
  it.each<readonly [string, string | undefined]>([
    ['电话13812345678', '13812345678'],
    ['138 1234 5678', '13812345678'],
    ['+86 138-1234-5678', '13812345678'],
    ['13812345678', '13812345678'],
    ['0972-8612345', '0972-8612345'],
    ['(0972)8612345', '0972-8612345'],
    ['0972 8612345', '0972-8612345'],
    ['010-12345678', '010-12345678'],
    ['110', undefined],
    ['96110', undefined],
    ['12345678901', undefined],
    ['138123456789', undefined],
    ['632123199001011234', undefined],
  ])('%s is %s', (sentence, phone) => {
    expect(read(sentence).phone).toBe(phone);
  });
});

describe('half-day and lesson', () => {
  it.each<readonly [string, string | undefined, number | undefined]>([
    ['下午3点', 'afternoon', undefined],
    ['3点', 'afternoon', undefined],
    ['三点半', 'afternoon', undefined],
    ['9点', 'morning', undefined],
    ['晚七点', 'evening', undefined],
    ['七点', 'evening', undefined],
    ['晚上在村里8点', 'evening', undefined],
    ['15:00', 'afternoon', undefined],
    ['9:30', 'morning', undefined],
    ['19:30', 'evening', undefined],
    ['中午', 'afternoon', undefined],
    ['中午12点', 'afternoon', undefined],
    ['上午11点半', 'morning', undefined],
    ['下午6点', 'evening', undefined],
    ['天黑以后', 'evening', undefined],
    ['夜里', 'evening', undefined],
    ['讲一点防诈骗', undefined, undefined],
    ['三点建议', undefined, undefined],
    ['点单', undefined, undefined],
    ['早点来', undefined, undefined],
    ['晚上好', undefined, undefined],
    ['good evening', undefined, undefined],
    ['40分钟', undefined, undefined],
    ['2小时', undefined, undefined],
    ['第3节', 'morning', 3],
    ['第五节课', 'afternoon', 5],
    ['下午第2节', 'afternoon', 6],
    ['上午第2节课', 'morning', 2],
    ['班会', 'afternoon', 9],
    ['上午的班会', 'morning', undefined],
    ['第9节', undefined, undefined],
    ['period 3', 'morning', 3],
    ['third lesson', 'morning', 3],
    ['at 3pm', 'afternoon', undefined],
    ['7 pm', 'evening', undefined],
    ['10 a.m.', 'morning', undefined],
    ['noon', 'afternoon', undefined],
  ])('%s', (sentence, half, period) => {
    const understood = read(sentence);
    expect([understood.half, understood.period]).toEqual([half, period]);
  });
});

describe('topic and format', () => {
  it.each<readonly [string, string | undefined, string | undefined]>([
    ['防诈骗', 'fraud', undefined],
    ['防 诈 骗', 'fraud', undefined],
    ['银行卡不外借和防诈骗', 'cards', undefined],
    ['校园里防诈骗', 'fraud', undefined],
    ['学生交通安全', 'traffic', undefined],
    ['校园欺凌', 'bullying', undefined],
    ['校园安全', 'campus', undefined],
    ['未成年人保护法', 'juvenile', undefined],
    ['矛盾化解与枫桥经验', 'mediation', undefined],
    ['Telecom and online fraud', 'fraud', undefined],
    ['SCAMS', 'fraud', undefined],
    ['scampi', undefined, undefined],
    ['讲座', undefined, undefined],
    ['社区讲座', undefined, 'lecture'],
    ['校园大会', undefined, 'assembly'],
    ['法治课堂', undefined, 'class'],
    ['赶集的时候', undefined, 'market'],
    ['线上诈骗', 'fraud', undefined],
    ['线上讲讲线上诈骗', 'fraud', 'online'],
    ['online scams', 'fraud', undefined],
    ['mobile cinema', undefined, 'cinema'],
    ['随便讲点', undefined, undefined],
  ])('%s', (sentence, topic, format) => {
    const understood = read(sentence);
    expect([understood.topicId, understood.formatId]).toEqual([
      topic === undefined ? undefined : topicId(topic),
      format === undefined ? undefined : formatId(format),
    ]);
  });
});

describe('a course', () => {
  const course = {
    ...{ id: 5, topicId: topicId('fraud'), speakerId: 2, speaker: '李警官', talkMinutes: 40 },
    ...{ audience: 'elderly' as const, outline: '' },
  };
  const offered = (zh: string, en = zh) => ({ ...course, names: { zh, en } });
  const readWith = (sentence: string, ...courses: ReturnType<typeof offered>[]) =>
    understand(sentence, { catalogue: { ...catalogue, courses }, today: '2026-11-18', minutes: 600 });

  it.each(['我想听《守住养老钱》', '点守住养老钱', '下周三 乐都路社区 守住 养老钱', 'order Keep Your Savings'])(
    'is named by its title: %s',
    (sentence) => {
      expect(readWith(sentence, offered('守住养老钱', 'Keep your savings'))).toMatchObject({
        ...{ wantsTalk: true, courseId: 5, topicId: topicId('fraud') },
      });
    },
  );

  it('brings its own topic, also where the title holds the name of another', () => {
    const found = readWith('想听交通安全里的骗局', offered('交通安全里的骗局'));
    expect(found).toMatchObject({ courseId: 5, topicId: topicId('fraud') });
  });

  it('whose title says no more than a topic is not meant by the topic', () => {
    expect(readWith('想听防诈骗', offered('防诈骗'))).not.toHaveProperty('courseId');
    expect(readWith('想听交通安全', offered('交通'))).toMatchObject({ topicId: topicId('traffic') });
  });

  it('is not meant where its title is only asked about', () => {
    expect(readWith('守住养老钱是什么？', offered('守住养老钱'))).toMatchObject({ courseId: 5, wantsTalk: false });
  });
});

describe('a weekday said on that day', () => {
  it('is today while the half-day lasts, and a week later once it is over', () => {
    expect(read('周三下午', '2026-11-18', 12 * 60).day).toBe('2026-11-18');
    expect(read('周三下午', '2026-11-18', 20 * 60).day).toBe('2026-11-25');
    expect(read('周三晚上', '2026-11-18', 20 * 60).day).toBe('2026-11-18');
    expect(read('这周三下午', '2026-11-18', 20 * 60).day).toBe('2026-11-18');
  });
});

describe('dates at the edges of months and years', () => {
  it.each<readonly [string, string, string | undefined]>([
    ['2026-12-31', '明天', '2027-01-01'],
    ['2026-11-18', '周三不行,周五可以', '2026-11-20'],
    ['2026-12-31', '1月5日', '2027-01-05'],
    ['2026-12-31', '12月31日', '2026-12-31'],
    ['2026-12-31', '12月30日', '2027-12-30'],
    ['2027-01-31', '30号', '2027-03-30'],
    ['2028-02-01', '2月29日', '2028-02-29'],
    ['2027-02-01', '2月30日', undefined],
    ['2026-12-28', '下周五', '2027-01-08'],
    ['2026-12-31', '这周日', '2027-01-03'],
    ['2027-01-03', '下周三', '2027-01-06'],
    ['2027-01-03', 'next Wednesday', '2027-01-06'],
    ['2026-11-18', '2025年12月5日', undefined],
  ])('on %s, %s is %s', (today, sentence, day) => {
    expect(read(sentence, today).day).toBe(day);
  });
});

describe('hostile text', () => {
  it('never throws, and always gives a well-formed answer', () => {
    const pieces = fc.constantFrom(
      '下周三',
      '12月',
      '5',
      '号',
      '第',
      '村',
      '·',
      '\0',
      '\u202e',
      '\ud800',
      '👨‍👩‍👧',
      '80人',
      '一二三',
      '点',
      '骗子让我',
      ' ',
      '(',
      '$t(',
      '{{',
      'next ',
      'Feb 30',
      '1/2/3',
      '0972-',
    );
    const text = fc.oneof(
      // Any code point, halves of pairs among them; fast-check's own takes a second to be made.
      fc.array(fc.nat({ max: 0x10ffff }), { maxLength: 300 }).map((points) => String.fromCodePoint(...points)),
      fc.array(pieces, { maxLength: 60 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (sentence) => {
        const understood = read(sentence);
        if (understood.day !== undefined) expect(understood.day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        if (understood.size !== undefined)
          expect(understood.size).toSatisfy((size: number) => Number.isInteger(size) && size >= 1 && size <= 5000);
        if (understood.period !== undefined) expect(understood.half).toBeDefined();
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it.each(
    [
      '一'.repeat(10_000),
      '1'.repeat(10_000),
      ' '.repeat(10_000),
      '周'.repeat(10_000),
      '下'.repeat(10_000),
      '第'.repeat(10_000),
      '\0'.repeat(10_000),
      '\ud800'.repeat(10_000),
      '👍'.repeat(10_000),
      '\u202e'.repeat(10_000),
      'a '.repeat(5_000),
      '1-'.repeat(5_000),
      '12月5日'.repeat(2_500),
      '\ufdfa'.repeat(10_000),
      '想约'.repeat(5_000),
      '刚'.repeat(10_000),
      'I want '.repeat(1_500),
      'next '.repeat(2_000),
      '第1村、'.repeat(2_500),
      '三合镇'.repeat(3_000),
      '2026-'.repeat(2_000),
    ].map((sentence) => [sentence.slice(0, 6), sentence] as const),
  )('of 10,000 characters is read (%j…)', (_, sentence) => {
    expect(read(sentence)).toMatchObject({ urgent: false });
  });

  it('reads the beginning of a long text', () => {
    expect(read(`下周三下午乐都路社区防诈骗${'。'.repeat(20_000)}`)).toMatchObject({
      day: '2026-11-25',
      half: 'afternoon',
      places: [{ areaId: ledu }],
    });
  });

  it('looks through full-width letters, direction marks and zero-width characters', () => {
    expect(read('\u202e下\u200b周三下午, 80人')).toMatchObject({ day: '2026-11-25', half: 'afternoon', size: 80 });
  });
});

describe('the language', () => {
  it.each<readonly [string, string | undefined]>([
    ['下周三在乐都路社区用藏语讲一场防诈骗', 'tibetan'],
    ['请会讲藏话的民警来', 'tibetan'],
    ['老人听不懂普通话，请用青海话讲', 'qinghai'],
    ['最好讲方言', 'qinghai'],
    ['普通话讲就行', 'putonghua'],
    ['a talk in Tibetan about fraud', 'tibetan'],
    ['in the local dialect, please', 'qinghai'],
    ['老人不懂普通话', undefined],
    ['不要用藏语', undefined],
    ['they do not understand Mandarin', undefined],
    ['a talk in the Tibetan village', undefined],
    ['防诈骗讲座', undefined],
  ])('%s', (sentence, language) => {
    expect(read(sentence).language).toBe(language);
  });
});

describe('whom somebody would like to hear', () => {
  const speakers = ['韩晓枫', '李警', '王平', '王平', '平', 'Tom Li'].map((name, at) => ({
    ...{ id: at + 1, name, topicIds: [] },
  }));
  const asked = (sentence: string) =>
    understand(sentence, { catalogue: { ...catalogue, speakers }, today: '2026-11-18', minutes: 600 }).speakerId;

  it.each<readonly [string, number | undefined]>([
    ['下周三想请韩晓枫来讲防诈骗', 1],
    ['想请民警韩晓枫讲一场', 1],
    ['韩晓枫老师主讲最好', 1],
    ['听说韩晓枫讲得好，下周三约一场，由韩晓枫来讲', 1],
    ['a talk about fraud by Tom Li', 6],
    ['联系人韩晓枫，13812345678', undefined],
    ['我是韩晓枫，想约一场讲座', undefined],
    ['韩晓枫来电说改时间', undefined],
    ['想请王平来讲', undefined],
    ['想请平来讲', undefined],
    ['防诈骗讲座', undefined],
  ])('%s', (sentence, speakerId) => {
    expect(asked(sentence)).toBe(speakerId);
  });
});

describe('the name of a row on the menu', () => {
  it.each(['流动电影', ' 防毒识毒', 'Mobile cinema', '交通安全'])('%s is an order by itself', (sentence) => {
    expect(read(sentence).wantsTalk).toBe(true);
  });
  it.each(['诈骗', '毒品', '电影', '流动电影几点开始'])('%s is none', (sentence) => {
    expect(read(sentence).wantsTalk).toBe(false);
  });
});
