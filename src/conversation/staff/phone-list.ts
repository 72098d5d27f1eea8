// Who has to be told by telephone, because no chat reaches them: name, number, what to say.

import { text } from '../../domain/message.ts';
import { menuButton, told } from '../answers.ts';
import { idFrom } from '../arguments.ts';
import { choice } from '../dialogue.ts';
import { createErrand } from '../errand.ts';
import { rows } from '../nav.ts';
import { pageFrom, pageOf } from '../pages.ts';

export const phoneList = createErrand({
  name: 'phone_list',
  target: ([page]) => ({ page: pageFrom(page) }),
  command: () => ({ type: 'phone-list' }),
  tell(outcome, { page }) {
    if (outcome.type !== 'phone-list') return undefined;
    const { tasks } = outcome.result;
    if (tasks.length === 0) return told(text('phone_list.empty'));
    const { shown, turn } = pageOf(tasks, page, pageSize, (at) => `/phone_list ${at}`);
    const called = (task: (typeof tasks)[number]) => task.name ?? text('phone_list.somebody');
    return {
      text: {
        lines: [
          text('phone_list.title', { many: tasks.length }),
          ...shown.map((task) =>
            text('phone_list.task', {
              name: called(task),
              phone: task.phone ?? text('phone_list.no_phone'),
              words: task.text,
            }),
          ),
        ],
      },
      choices: [
        ...rows(
          shown.map((task) =>
            choice(
              `/phone_done ${task.id}`,
              text('phone_list.done_button', { name: called(task), number: task.number ?? '' }),
            ),
          ),
          2,
        ),
        // What was said on the phone is entered on the order.
        ...rows(
          [...new Set(shown.flatMap(({ number }) => number ?? []))].map((number) =>
            choice(`/order ${number}`, text('staff.look', { number })),
          ),
          2,
        ),
        ...turn,
        [menuButton],
      ],
    };
  },
});

export const phoneDone = createErrand({
  name: 'phone_done',
  target: ([task]) => idFrom(task),
  command: (taskId) => ({ type: 'phone-done', taskId }),
  tell(outcome) {
    if (outcome.type !== 'phone-done') return undefined;
    return told(
      text(outcome.result.ok ? 'phone_list.done' : 'phone_list.gone'),
      choice('/phone_list', text('phone_list.more')),
    );
  },
});

const pageSize = 6;
