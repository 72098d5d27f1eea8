// The public bot: its commands, the words that do what they do, and what a sentence that nobody waits for means.

import { text } from '../domain/message.ts';
import { inviteCodeFrom } from './arguments.ts';
import type { Script } from './converse.ts';
import { choice } from './dialogue.ts';
import { exportData } from './export.ts';
import { createLanguage } from './language.ts';
import { isLikeLastTime } from './order/begin.ts';
import { createOrderDialogue } from './order/order.ts';
import { answerCounter, answerInquiry } from './public/answers.ts';
import { apply, withdrawApplication } from './public/apply.ts';
import { cancelOrder } from './public/cancel-order.ts';
import { course, courses } from './public/courses.ts';
import { find } from './public/find.ts';
import { forget } from './public/forget.ts';
import { help } from './public/help.ts';
import { menu, menuReply } from './public/menu.ts';
import { moveOrder } from './public/move.ts';
import { myOrder, orders } from './public/orders.ts';
import { question } from './public/question.ts';
import { rate } from './public/rate.ts';
import { schoolRoutes, schoolWords } from './public/school/routes.ts';
import { requestPublicRoutes } from './requests/routes.ts';
import { commonWords } from './words.ts';

export const publicScript: Script = {
  routes: {
    ...requestPublicRoutes,
    ...schoolRoutes,
    menu,
    order: createOrderDialogue('own'),
    courses,
    course,
    orders,
    my: myOrder,
    cancel_order: cancelOrder,
    move: moveOrder,
    question,
    rate,
    counter: answerCounter,
    answer: answerInquiry,
    find,
    language: createLanguage(menuReply),
    help,
    forget,
    export: exportData,
    apply,
    withdraw_application: withdrawApplication,
  },
  words: {
    ...commonWords,
    ...schoolWords,
    点单: '/order',
    我要点单: '/order',
    预约: '/order',
    我要预约: '/order',
    order: '/order',
    'order a talk': '/order',
    和上次一样: '/order again',
    'same as last time': '/order again',
    课程: '/courses',
    看课程: '/courses',
    courses: '/courses',
    我的订单: '/orders',
    订单: '/orders',
    查订单: '/orders',
    orders: '/orders',
    'my orders': '/orders',
    用订单号查询: '/find',
    查询: '/find',
    find: '/find',
    提问: '/question',
    问题: '/question',
    question: '/question',
    诉求: '/request',
    其他诉求: '/request',
    request: '/request',
    我的诉求: '/requests',
    requests: '/requests',
    回电话: '/callback',
    请回电话: '/callback',
    请民警回电话: '/callback',
    回电: '/callback',
    'call me back': '/callback',
    'ring me': '/callback',
    你好: '/start',
    您好: '/start',
    hi: '/start',
    hello: '/start',
    自荐: '/apply',
    自荐当宣讲员: '/apply',
    我要自荐: '/apply',
    当宣讲员: '/apply',
    我要当宣讲员: '/apply',
    apply: '/apply',
    'become a speaker': '/apply',
    导出我的信息: '/export',
    导出: '/export',
    'export my data': '/export',
    删除我的信息: '/forget',
    忘记我: '/forget',
    'forget me': '/forget',
  },
  fallback({ text: words, wantsTalk, topicId, courseId, places, day }) {
    const code = inviteCodeFrom(words);
    if (code !== undefined && /\d/.test(code)) return `/start ${code}`;
    const aboutTalk = wantsTalk || (topicId !== undefined && (places.length > 0 || day !== undefined));
    if (aboutTalk || isLikeLastTime(words)) return '/order';
    // Its title alone: what the course is, with a button that orders it.
    return courseId === undefined ? '/menu' : `/course ${courseId}`;
  },
  offers: [choice('/callback', text('menu.callback')), choice('/menu', text('menu.open'))],
  answersUrgent: true,
};
