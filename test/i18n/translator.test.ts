import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Locale } from '../../src/domain/locale.ts';
import type { Text, TextKey } from '../../src/domain/message.ts';
import { createTranslator } from '../../src/i18n/translator.ts';

// Keys of this test's own texts; the locale files are checked in locales.test.ts.
const key = (name: string): TextKey => name as TextKey;

const translator = createTranslator({
  timeZone: 'Asia/Shanghai',
  today: () => '2026-11-22',
  texts: {
    'zh-CN': {
      'order.title': '订单 {{number}}:{{topic}}',
      'topic.fraud': '防诈骗',
      'talks.held_other': '讲了{{count}}场',
      'wish.a.b': '想听 {{wish}}',
    },
    en: {
      'order.title': 'Order {{number}}: {{topic}}',
      'topic.fraud': 'Fraud',
      'talks.held_one': '{{count}} talk held',
      'talks.held_other': '{{count}} talks held',
      'wish.a.b': 'Wish: {{wish}}',
    },
  },
});
const say = (text: Text, locale: Locale = 'zh-CN'): string => translator.text(text, locale);

describe('translator', () => {
  test('puts nested texts into the parameters, in the same language', () => {
    const title: Text = {
      key: key('order.title'),
      params: { number: 1042, topic: { key: key('topic.fraud') } },
    };
    expect(say(title)).toBe('订单 1042:防诈骗');
    expect(say(title, 'en')).toBe('Order 1042: Fraud');
  });

  test('takes the plural form that the language has for a count', () => {
    const held = (count: number): Text => ({
      key: key('talks.held'),
      params: { count },
    });
    expect(say(held(1))).toBe('讲了1场');
    expect(say(held(1), 'en')).toBe('1 talk held');
    expect(say(held(3), 'en')).toBe('3 talks held');
  });

  test('takes the Chinese name where there is no English one', () => {
    expect(say({ names: { zh: '古城回族乡', en: 'Gucheng Township' } }, 'en')).toBe('Gucheng Township');
    expect(say({ names: { zh: '古城回族乡', en: 'Gucheng Township' } })).toBe('古城回族乡');
    for (const en of [undefined, null, '']) {
      expect(
        say(
          {
            names: en === undefined ? { zh: '古城回族乡' } : { zh: '古城回族乡', en },
          },
          'en',
        ),
      ).toBe('古城回族乡');
    }
  });

  test('writes days with their weekday, and the year only when it is another one', () => {
    expect(say({ day: '2026-11-25' })).toBe('11月25日（周三）');
    expect(say({ day: '2026-11-25' }, 'en')).toBe('Wed 25 Nov');
    expect(say({ day: '2027-01-05' })).toBe('2027年1月5日（周二）');
    expect(say({ day: '2027-09-05' }, 'en')).toBe('Sun 5 Sep 2027');
  });

  test('writes instants in the time zone of the team', () => {
    const instant = '2026-11-24T23:05:00Z';
    expect(say({ instant, style: 'time' })).toBe('07:05');
    expect(say({ instant, style: 'day-time' })).toBe('11月25日（周三） 07:05');
    expect(say({ instant, style: 'day-time' }, 'en')).toBe('Wed 25 Nov, 07:05');
  });

  test('leaves empty pieces out of lines and lists', () => {
    expect(say({ lines: ['第一行', '', { lines: [] }, '第二行'] })).toBe('第一行\n第二行');
    expect(say({ list: ['甲', '', '乙'] })).toBe('甲、乙');
    expect(say({ list: ['a', 'b'] }, 'en')).toBe('a, b');
  });

  test('shows what a person wrote exactly as it was written', () => {
    const hostile = [
      '{{number}}',
      '$t(topic.fraud)',
      '$t(topic.fraud, {"a": 1})',
      '{{- number}}',
      "$& $1 $$ $'",
      '<b>&amp;',
    ];
    for (const wish of hostile) {
      expect(say(wish)).toBe(wish);
      expect(say({ key: key('wish.a.b'), params: { wish } })).toBe(`想听 ${wish}`);
      expect(say({ key: key('order.title'), params: { number: wish, topic: wish } }, 'en')).toBe(
        `Order ${wish}: ${wish}`,
      );
    }
    const pieces = fc.constantFrom(
      '{{',
      '}}',
      'number',
      '$t(',
      ')',
      'topic.fraud',
      ' ',
      ',',
      '$',
      '-',
      '{"a":1}',
      '换',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const wish = parts.join('');
        expect(say({ key: key('wish.a.b'), params: { wish } })).toBe(`想听 ${wish}`);
      }),
    );
  });

  test('does not take a parameter for an option of the library', () => {
    const params = {
      wish: 'x',
      lng: 'en',
      context: 'y',
      defaultValue: 'z',
      count: 'many',
      nest: 'on',
    };
    expect(say({ key: key('wish.a.b'), params })).toBe('想听 x');
  });
});
