// The staff bot: its commands, the words that do what they do, and what a line that nobody waits for means.

import { text } from '../domain/message.ts';
import { inviteCodeFrom, numberFrom } from './arguments.ts';
import type { Script } from './converse.ts';
import { choice } from './dialogue.ts';
import { exportStaffData } from './export.ts';
import { requestStaffRoutes } from './requests/routes.ts';
import { courseStaffRoutes } from './staff/courses/routes.ts';
import { deputyRoutes } from './staff/deputy/routes.ts';
import { profileRoutes, teamRoutes } from './staff/roster/routes.ts';
import { isStranger, onlyFor, staffRoutes } from './staff/routes.ts';
import { commonWords } from './words.ts';

export const staffScript: Script = {
  routes: {
    ...staffRoutes,
    ...onlyFor('coordinatorId', { ...requestStaffRoutes, ...teamRoutes }),
    ...onlyFor('speakerId', profileRoutes),
    ...courseStaffRoutes,
    ...deputyRoutes,
    ...onlyFor(['coordinatorId', 'speakerId', 'bureauId'], { export: exportStaffData }),
  },
  words: {
    ...commonWords,
    派单: '/queue',
    待办: '/queue',
    待派单: '/queue',
    queue: '/queue',
    waiting: '/queue',
    全部同意: '/approve_all',
    今天: '/today',
    今日: '/today',
    today: '/today',
    录单: '/enter',
    点单: '/enter',
    代点单: '/enter',
    enter: '/enter',
    电话: '/phone_list',
    电话通知: '/phone_list',
    'phone list': '/phone_list',
    未报告: '/unreported',
    unreported: '/unreported',
    诉求: '/requests',
    警情: '/cases',
    警情数: '/cases',
    cases: '/cases',
    课程: '/courses',
    我的课程: '/courses',
    courses: '/courses',
    'my courses': '/courses',
    requests: '/requests',
    接单: '/agenda',
    日程: '/agenda',
    我的日程: '/agenda',
    agenda: '/agenda',
    请假: '/away',
    不在: '/away',
    临时任务: '/recall_speaker',
    离队: '/leave',
    重新排班: '/plan',
    重排: '/plan',
    排班: '/plan',
    'plan anew': '/plan',
    宣讲菜单: '/edit_menu',
    主题: '/edit_menu',
    'edit menu': '/edit_menu',
    topics: '/edit_menu',
    器材: '/kits',
    kit: '/kits',
    kits: '/kits',
    away: '/away',
    现场接单: '/walkin',
    'walk in': '/walkin',
    补录: '/log',
    log: '/log',
    欠答: '/owed',
    欠答问题: '/owed',
    owed: '/owed',
    我的资料: '/me',
    资料: '/me',
    me: '/me',
    'my profile': '/me',
    宣讲队: '/team',
    宣讲员: '/team',
    team: '/team',
    加宣讲员: '/addspeaker',
    添加宣讲员: '/addspeaker',
    'add a speaker': '/addspeaker',
    自荐: '/applications',
    applications: '/applications',
    法治副校长: '/deputies',
    总览: '/deputies',
    deputies: '/deputies',
    人选: '/pool',
    人才库: '/pool',
    待决定: '/to_decide',
    报表: '/deputy_report',
    我的学校: '/appointments',
    'my schools': '/appointments',
    导出我的信息: '/export',
    导出: '/export',
    'export my data': '/export',
  },
  fallback(said, { person }) {
    // A stranger can only have come with a code, whatever it looks like.
    if (isStranger(person)) return `/start ${said.text}`;
    const code = inviteCodeFrom(said.text);
    if (code !== undefined) return `/start ${code}`;
    // A deputy request's number, F502: what waits stands first in the overview, the others under their schools.
    if (person.coordinatorId !== undefined && /^F\d{1,9}$/i.test(said.text.trim())) return '/deputies';
    const number = numberFrom(said.text);
    if (number === undefined) return '/menu';
    return person.coordinatorId !== undefined ? `/order ${number}` : '/agenda';
  },
  offers: [choice('/menu', text('menu.open'))],
  answersUrgent: false,
};
