// The demo district: names of the district, its townships and 乐都路社区 are real; villages are named by township and
// number, schools and all coordinates are made up inside the district.

export const district = { name: '平安区', nameEn: "Ping'an District" };

export interface DemoTownship {
  readonly name: string;
  readonly nameEn: string;
  /** What people call it. */
  readonly short: string;
  readonly latitude: number;
  readonly longitude: number;
  /** 111 in all. */
  readonly villages: number;
  /** 5 in all; the name and the English name. */
  readonly communities: readonly (readonly [string, string])[];
}

export const townships: readonly DemoTownship[] = [
  {
    ...{
      name: '平安街道',
      nameEn: "Ping'an Subdistrict",
      short: '平安',
      latitude: 36.502,
      longitude: 102.108,
      villages: 14,
    },
    communities: [
      ['乐都路社区', 'Ledu Road Community'],
      ['平安街道第1社区', "Ping'an Subdistrict, Community 1"],
      ['平安街道第2社区', "Ping'an Subdistrict, Community 2"],
      ['平安街道第3社区', "Ping'an Subdistrict, Community 3"],
    ],
  },
  {
    ...{
      name: '小峡街道',
      nameEn: 'Xiaoxia Subdistrict',
      short: '小峡',
      latitude: 36.53,
      longitude: 102.016,
      villages: 13,
    },
    communities: [['小峡街道第1社区', 'Xiaoxia Subdistrict, Community 1']],
  },
  {
    name: '三合镇',
    nameEn: 'Sanhe Town',
    short: '三合',
    latitude: 36.455,
    longitude: 102.04,
    villages: 20,
    communities: [],
  },
  {
    name: '洪水泉回族乡',
    nameEn: 'Hongshuiquan Hui Township',
    short: '洪水泉',
    latitude: 36.4,
    longitude: 102.02,
    villages: 16,
    communities: [],
  },
  {
    name: '石灰窑回族乡',
    nameEn: 'Shihuiyao Hui Township',
    short: '石灰窑',
    latitude: 36.39,
    longitude: 102.09,
    villages: 14,
    communities: [],
  },
  {
    name: '古城回族乡',
    nameEn: 'Gucheng Hui Township',
    short: '古城',
    latitude: 36.42,
    longitude: 102.16,
    villages: 13,
    communities: [],
  },
  {
    name: '沙沟回族乡',
    nameEn: 'Shagou Hui Township',
    short: '沙沟',
    latitude: 36.45,
    longitude: 102.205,
    villages: 12,
    communities: [],
  },
  {
    name: '巴藏沟回族乡',
    nameEn: 'Bazanggou Hui Township',
    short: '巴藏沟',
    latitude: 36.56,
    longitude: 102.2,
    villages: 9,
    communities: [],
  },
];

export interface DemoSchool {
  readonly name: string;
  readonly nameEn: string;
  readonly aliases: readonly string[];
  /** The village or community it lies in. */
  readonly area: string;
}

export const schools: readonly DemoSchool[] = [
  { name: '平安枫林小学', nameEn: 'Fenglin Primary School', aliases: ['枫林小学'], area: '乐都路社区' },
  { name: '平安湟岸中学', nameEn: "Huang'an Middle School", aliases: ['湟岸中学'], area: '平安街道第1社区' },
  { name: '平安青杨小学', nameEn: 'Qingyang Primary School', aliases: ['青杨小学'], area: '平安街道第2社区' },
  { name: '平安晨曦职业学校', nameEn: 'Chenxi Vocational School', aliases: ['晨曦职校'], area: '平安街道第3社区' },
  { name: '小峡红柳小学', nameEn: 'Hongliu Primary School', aliases: ['红柳小学'], area: '小峡街道第1社区' },
  { name: '小峡云杉中学', nameEn: 'Yunshan Middle School', aliases: ['云杉中学'], area: '小峡街道第3村' },
  { name: '三合麦田小学', nameEn: 'Maitian Primary School', aliases: ['麦田小学'], area: '三合镇第5村' },
  { name: '三合新芽中学', nameEn: 'Xinya Middle School', aliases: ['新芽中学'], area: '三合镇第1村' },
  { name: '洪水泉清泉小学', nameEn: 'Qingquan Primary School', aliases: ['清泉小学'], area: '洪水泉回族乡第2村' },
  { name: '石灰窑白石小学', nameEn: 'Baishi Primary School', aliases: ['白石小学'], area: '石灰窑回族乡第4村' },
  {
    name: '古城明德小学校',
    nameEn: 'Mingde Primary School',
    aliases: ['明德小学', '明德学校'],
    area: '古城回族乡第1村',
  },
  { name: '沙沟杏花小学', nameEn: 'Xinghua Primary School', aliases: ['杏花小学'], area: '沙沟回族乡第1村' },
];
