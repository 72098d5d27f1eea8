import { describe, expect, it } from 'vitest';
import { sameName, searchPlaces } from '../../src/domain/place-names.ts';
import { catalogue, fenglin, gucheng, ledu } from '../fakes/catalogue.ts';

const search = (query: string) =>
  searchPlaces(query, catalogue).map(({ areaId, schoolId }) =>
    schoolId === undefined ? areaId : `school ${schoolId}`,
  );

describe('two spellings of a name', () => {
  it.each([
    '马·阿卜杜拉',
    '马•阿卜杜拉',
    '马・阿卜杜拉',
    '马‧阿卜杜拉',
    '马∙阿卜杜拉',
    '马･阿卜杜拉',
    '马.阿卜杜拉',
    '马.阿卜杜拉',
    '马 阿卜杜拉',
    '马阿卜杜拉',
    ' 马 · 阿卜杜拉 ',
  ])('%s is 马·阿卜杜拉', (spelling) => {
    expect(sameName(spelling, '马·阿卜杜拉')).toBe(true);
  });

  it('are different where a character differs, and nothing is nobody', () => {
    expect(sameName('马·阿卜杜', '马·阿卜杜拉')).toBe(false);
    expect(sameName('', '·')).toBe(false);
  });

  it('ignore width and case in Latin letters', () => {
    expect(sameName('Ma Li', 'ma li')).toBe(true);
  });
});

describe('the search for a place', () => {
  it.each<readonly [string, readonly (number | string)[]]>([
    ['乐都路社区', [ledu]],
    ['乐都', [ledu]],
    ['都路', [ledu]],
    ['乐都路居委会', [ledu]],
    ['平安街道乐都路', [ledu]],
    ['小峡第3村', [2003]],
    ['小峡街道第三村', [2003]],
    ['小峡 3村', [2003]],
    ['第13村', [2013, 3013, 7013, 8013]],
    ['沙沟乡第1村', [7001]],
    ['第一村', [2001, 3001, 7001, 8001]],
    ['阿伊', [gucheng]],
    ['伊山•上庄', [gucheng]],
    ['枫林', [`school ${fenglin}`]],
    ['枫林小学', [`school ${fenglin}`]],
    ['fenglin', [`school ${fenglin}`]],
    ['没有这个地方', []],
    ['', []],
    ['·', []],
  ])('%s', (query, expected) => {
    expect(search(query)).toEqual(expected);
  });

  it("gives a township's places for its name, and nothing of another", () => {
    expect(search('小峡街道')).toEqual([2001, 2002, 2003, 2013, 'school 2']);
    expect(search('三合镇')).toEqual([3050, 3001, 3002, 3003, 3013]);
  });

  it('puts names that begin with the query before those that only hold it', () => {
    const found = search('村');
    expect(found.length).toBeGreaterThan(10);
    expect(search('第1').slice(0, 4)).toEqual([2001, 2013, 3001, 3013]);
  });
});
