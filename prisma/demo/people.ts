// The demo team: 33 speakers, their coordinators, and people who order. All names and numbers are made up.

import type { JoinedBy, RequesterKind, SpeakerKind } from '../../src/store/generated/enums.ts';

export interface DemoSpeaker {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly kind: SpeakerKind;
  readonly joinedBy: JoinedBy;
  readonly area: string;
  /** Codes of topics; 'all' for every one. */
  readonly topics: string;
  readonly formats: string;
  readonly languages?: readonly string[];
  /** May speak to pupils. */
  readonly cleared?: boolean;
  readonly weekly?: number;
  /** Legal deputy principal of these schools. */
  readonly schools?: readonly string[];
  /** How much of the talks is theirs to give; 1 where nothing is said. The first has no other work. */
  readonly share?: number;
  /** Not in the staff chat yet: told by phone. */
  readonly absent?: boolean;
}

const indoors = 'lecture online';
const village = 'lecture field market';
const school = 'lecture assembly class online';
const qinghai = ['putonghua', 'qinghai'];
const tibetan = ['putonghua', 'qinghai', 'tibetan'];

/** The first is the persona 'speaker': can do everything, so that whoever tries the demo is soon asked. */
export const speakers: readonly DemoSpeaker[] = [
  {
    name: '韩晓枫',
    aliases: ['小枫警官'],
    kind: 'police',
    joinedBy: 'organisation',
    area: '乐都路社区',
    topics: 'all',
    formats: 'all',
    languages: tibetan,
    cleared: true,
    weekly: 7,
    share: 6,
    schools: ['平安枫林小学', '平安青杨小学'],
  },
  {
    name: '马·伊德里斯',
    aliases: ['老马', '伊德里斯'],
    kind: 'police',
    joinedBy: 'organisation',
    area: '小峡街道',
    topics: 'fraud cards mediation traffic',
    formats: `${village} assembly`,
    languages: qinghai,
    cleared: true,
    schools: ['小峡红柳小学', '小峡云杉中学'],
  },
  {
    name: '祁建邦',
    kind: 'police',
    joinedBy: 'organisation',
    area: '三合镇',
    topics: 'drugs traffic juvenile',
    formats: school,
    cleared: true,
    schools: ['三合麦田小学', '三合新芽中学'],
  },
  {
    name: '冶·阿卜杜拉',
    aliases: ['冶警官', '阿卜杜拉'],
    kind: 'police',
    joinedBy: 'organisation',
    area: '洪水泉回族乡',
    topics: 'mediation fraud drugs',
    formats: `${village} class`,
    languages: qinghai,
    cleared: true,
    schools: ['洪水泉清泉小学'],
  },
  {
    name: '赵雪莲',
    kind: 'police',
    joinedBy: 'self',
    area: '平安街道',
    topics: 'bullying campus juvenile',
    formats: school,
    cleared: true,
    schools: ['平安湟岸中学', '平安晨曦职业学校'],
  },
  {
    name: '李春燕',
    kind: 'police',
    joinedBy: 'branch',
    area: '平安街道',
    topics: 'fraud cards',
    formats: `${indoors} assembly`,
    cleared: true,
    schools: ['古城明德小学校'],
  },
  {
    name: '马国栋',
    kind: 'auxiliary',
    joinedBy: 'organisation',
    area: '古城回族乡',
    topics: 'traffic campus bullying',
    formats: `${village} class assembly`,
    languages: qinghai,
    cleared: true,
  },
  {
    name: '张海宁',
    kind: 'auxiliary',
    joinedBy: 'branch',
    area: '沙沟回族乡',
    topics: 'fraud traffic campus',
    formats: `${village} assembly cinema`,
    cleared: true,
  },
  {
    name: '沙·尤素夫',
    aliases: ['尤素夫'],
    kind: 'auxiliary',
    joinedBy: 'organisation',
    area: '沙沟回族乡',
    topics: 'drugs mediation',
    formats: village,
    languages: qinghai,
  },
  {
    name: '王玉芳',
    kind: 'auxiliary',
    joinedBy: 'self',
    area: '平安街道',
    topics: 'fraud cards traffic',
    formats: `${indoors} market`,
  },
  {
    name: '李成业',
    kind: 'auxiliary',
    joinedBy: 'organisation',
    area: '小峡街道',
    topics: 'fraud cards traffic',
    formats: `${village} cinema`,
  },
  {
    name: '刘忠义',
    kind: 'auxiliary',
    joinedBy: 'organisation',
    area: '三合镇',
    topics: 'traffic mediation',
    formats: village,
    languages: qinghai,
  },
  {
    name: '马玉兰',
    kind: 'auxiliary',
    joinedBy: 'branch',
    area: '石灰窑回族乡',
    topics: 'fraud bullying campus',
    formats: `${village} class`,
    languages: qinghai,
    cleared: true,
  },
  {
    name: '陈雅琴',
    kind: 'auxiliary',
    joinedBy: 'self',
    area: '巴藏沟回族乡',
    topics: 'fraud cards',
    formats: `${village} online`,
  },
  {
    name: '韩·伊布拉',
    aliases: ['伊布拉'],
    kind: 'auxiliary',
    joinedBy: 'organisation',
    area: '古城回族乡',
    topics: 'fraud drugs mediation',
    formats: `${village} cinema`,
    languages: qinghai,
  },
  {
    name: '祁永福',
    kind: 'village_police',
    joinedBy: 'organisation',
    area: '三合镇第5村',
    topics: 'fraud mediation',
    formats: village,
    languages: qinghai,
  },
  {
    name: '冶文海',
    kind: 'village_police',
    joinedBy: 'organisation',
    area: '洪水泉回族乡第2村',
    topics: 'traffic fraud',
    formats: village,
    languages: qinghai,
  },
  {
    name: '马占林',
    kind: 'village_police',
    joinedBy: 'organisation',
    area: '石灰窑回族乡第1村',
    topics: 'traffic mediation',
    formats: village,
    languages: qinghai,
  },
  {
    name: '马·哈桑',
    aliases: ['哈桑'],
    kind: 'village_police',
    joinedBy: 'organisation',
    area: '古城回族乡第3村',
    topics: 'fraud traffic',
    formats: village,
    languages: qinghai,
    absent: true,
  },
  {
    name: '才让多杰',
    kind: 'village_police',
    joinedBy: 'branch',
    area: '巴藏沟回族乡第1村',
    topics: 'fraud traffic drugs',
    formats: `${village} cinema`,
    languages: tibetan,
  },
  {
    name: '沙玉海',
    kind: 'village_police',
    joinedBy: 'organisation',
    area: '沙沟回族乡第4村',
    topics: 'mediation traffic',
    formats: village,
    languages: qinghai,
    absent: true,
  },
  {
    name: '李德生',
    kind: 'village_police',
    joinedBy: 'organisation',
    area: '小峡街道第3村',
    topics: 'fraud mediation',
    formats: village,
    languages: qinghai,
  },
  {
    name: '王志刚',
    kind: 'volunteer_police',
    joinedBy: 'self',
    area: '平安街道',
    topics: 'traffic',
    formats: 'lecture market class',
    cleared: true,
  },
  {
    name: '周秀英',
    kind: 'volunteer_police',
    joinedBy: 'self',
    area: '乐都路社区',
    topics: 'fraud cards',
    formats: 'lecture market',
  },
  {
    name: '马青山',
    kind: 'volunteer_police',
    joinedBy: 'branch',
    area: '小峡街道',
    topics: 'fraud drugs',
    formats: village,
    languages: qinghai,
  },
  {
    name: '贾文博',
    kind: 'volunteer_police',
    joinedBy: 'self',
    area: '三合镇',
    topics: 'fraud cards',
    formats: `${indoors} field`,
  },
  {
    name: '孙丽华',
    aliases: ['孙经理'],
    kind: 'practitioner',
    joinedBy: 'branch',
    area: '平安街道',
    topics: 'cards fraud',
    formats: indoors,
  },
  {
    name: '吴晓东',
    kind: 'practitioner',
    joinedBy: 'branch',
    area: '平安街道',
    topics: 'cards fraud',
    formats: `${indoors} market`,
  },
  {
    name: '马晓梅',
    kind: 'practitioner',
    joinedBy: 'self',
    area: '小峡街道',
    topics: 'cards',
    formats: indoors,
    languages: qinghai,
  },
  {
    name: '郭振华',
    kind: 'practitioner',
    joinedBy: 'branch',
    area: '三合镇',
    topics: 'traffic',
    formats: 'lecture market',
    absent: true,
  },
  {
    name: '卓玛措',
    aliases: ['卓玛老师'],
    kind: 'volunteer',
    joinedBy: 'self',
    area: '巴藏沟回族乡',
    topics: 'bullying juvenile campus',
    formats: school,
    languages: tibetan,
    cleared: true,
  },
  {
    name: '马·法图麦',
    aliases: ['法图麦', '马老师'],
    kind: 'volunteer',
    joinedBy: 'self',
    area: '石灰窑回族乡',
    topics: 'mediation bullying',
    formats: 'lecture field class',
    languages: qinghai,
    cleared: true,
  },
  {
    name: '田景和',
    aliases: ['田法官'],
    kind: 'guest',
    joinedBy: 'organisation',
    area: '平安街道',
    topics: 'juvenile mediation',
    formats: school,
    cleared: true,
    weekly: 1,
    schools: ['沙沟杏花小学'],
    absent: true,
  },
];

/** The first is the persona 'coordinator'. */
export const coordinators: readonly { readonly name: string; readonly area: string }[] = [
  { name: '郑爱民', area: '平安区' },
  { name: '罗慧敏', area: '平安街道' },
  { name: '马俊杰', area: '小峡街道' },
];

export interface DemoRequester {
  readonly name: string;
  readonly kind: RequesterKind;
  readonly area: string;
  readonly school?: string;
  readonly persona?: 'resident' | 'director' | 'school';
}

export const requesters: readonly DemoRequester[] = [
  { name: '何桂香', kind: 'resident', area: '乐都路社区', persona: 'resident' },
  { name: '马得福', kind: 'village_director', area: '小峡街道第3村', persona: 'director' },
  { name: '徐文静', kind: 'school_contact', area: '乐都路社区', school: '平安枫林小学', persona: 'school' },
  { name: '杨生芳', kind: 'resident', area: '平安街道第2社区' },
  { name: '马·赛力麦', kind: 'resident', area: '古城回族乡第3村' },
  { name: '李桂兰', kind: 'resident', area: '三合镇第5村' },
  { name: '祁有才', kind: 'village_director', area: '三合镇第1村' },
  { name: '冶生贵', kind: 'village_director', area: '洪水泉回族乡第2村' },
  { name: '沙得明', kind: 'village_director', area: '沙沟回族乡第4村' },
  { name: '马福财', kind: 'village_director', area: '石灰窑回族乡第1村' },
  { name: '拉毛', kind: 'village_director', area: '巴藏沟回族乡第1村' },
  { name: '苏立新', kind: 'township', area: '三合镇第1村' },
  { name: '白文娟', kind: 'school_contact', area: '平安街道第1社区', school: '平安湟岸中学' },
  { name: '马淑琴', kind: 'school_contact', area: '小峡街道第3村', school: '小峡云杉中学' },
  { name: '祁红霞', kind: 'school_contact', area: '三合镇第5村', school: '三合麦田小学' },
  { name: '冶晓玲', kind: 'school_contact', area: '古城回族乡第1村', school: '古城明德小学校' },
];
