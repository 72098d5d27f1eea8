import { describe, expect, it } from 'vitest';
import { findPlaces } from '../../src/understanding/place.ts';
import { catalogue, gucheng, ledu, sanhe, yunshan } from '../fakes/catalogue.ts';

const found = (text: string): string => {
  const { places, ambiguous } = findPlaces(text, catalogue);
  return `${places.map(({ areaId, schoolId }) => (schoolId === undefined ? areaId : `school ${schoolId}`)).join(' ')}${ambiguous ? ' ?' : ''}`;
};

describe('places in a text', () => {
  it.each<readonly [string, string]>([
    ['乐都路社区', `${ledu}`],
    ['乐都路居委会', `${ledu}`],
    ['乐都路', `${ledu}`],
    ['在乐都路社区居委会门口', `${ledu}`],
    ['乐 都 路 社 区', `${ledu}`],
    ['Ledu Road Community', `${ledu}`],
    ['at ledu road', `${ledu}`],
    ['小峡街道第3村', '2003'],
    ['小峡街道第三村', '2003'],
    ['小峡第3村', '2003'],
    ['小峡3村', '2003'],
    ['小峡街道的第3村', '2003'],
    ['小峡第3村委会', '2003'],
    ['小峡街道第3村', '2003'],
    ['小峡镇三村', '2003'],
    ['第3村(小峡街道)', '2003'],
    ['小峡第3村村民委员会', '2003'],
    ['三合镇第13村', '3013'],
    ['三合第十三村', '3013'],
    ['沙沟回族乡第1村', '7001'],
    ['沙沟乡第1村', '7001'],
    ['巴藏沟第2村', '8002'],
    ['Xiaoxia Subdistrict, Village 3', '2003'],
    ['Village 13, Sanhe Town', '3013'],
    ['Sanhe Village 1 80 people', '3001'],
    ['第3村', '2003 3003 7003 8003 ?'],
    ['平安第3村', '2003 3003 7003 8003 ?'],
    ['注意平安,第3村', '2003 3003 7003 8003 ?'],
    ['小峡街道第1村、第2村,三合镇第3村', '2001 2002 3003'],
    ['乐都路社区和小峡第1村', `${ledu} 2001`],
    ['小峡街道', ''],
    ['古城乡第2村', ''],
    ['三合', ''],
    ['三合村', `${sanhe}`],
    ['三合镇三合村', `${sanhe}`],
    ['3个村', ''],
    ['3村', ''],
    ['第3节', ''],
    ['阿·伊山村', `${gucheng}`],
    ['阿伊山', `${gucheng}`],
    ['阿•伊山村', `${gucheng}`],
    ['阿・伊山村', `${gucheng}`],
    ['阿‧伊山村', `${gucheng}`],
    ['阿∙伊山村', `${gucheng}`],
    ['阿 伊山村委会', `${gucheng}`],
    ['伊山上庄', `${gucheng}`],
    ['阿･伊山村', `${gucheng}`],
    ['枫林小学', 'school 1'],
    ['平安枫林小学', 'school 1'],
    ['枫林完小', 'school 1'],
    ['枫林学校', 'school 1'],
    ['小峡云杉中学', `school ${yunshan}`],
    ['云杉中学和枫林小学', 'school 2 school 1'],
    ['Fenglin Primary School', 'school 1'],
    ['平安区', ''],
    ['', ''],
  ])('%s → %s', (text, expected) => {
    expect(found(text)).toBe(expected);
  });
});
