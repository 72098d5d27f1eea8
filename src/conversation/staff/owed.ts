// Questions that were left open at a talk, each with a button to answer it now.

import { text } from '../../domain/message.ts';
import { menuButton, told } from '../answers.ts';
import { choice } from '../dialogue.ts';
import { createErrand } from '../errand.ts';
import { rows } from '../nav.ts';
import { pageFrom, pageOf } from '../pages.ts';

export const owed = createErrand({
  name: 'owed',
  target: ([page]) => ({ page: pageFrom(page) }),
  command: () => ({ type: 'owed-answers' }),
  tell(outcome, { page }) {
    if (outcome.type !== 'owed-answers') return undefined;
    const all = outcome.result.owed.map((question, at) => ({ ...question, position: at + 1 }));
    if (all.length === 0) return told(text('owed.none'));
    const { shown, turn } = pageOf(all, page, pageSize, (at) => `/owed ${at}`);
    return {
      text: {
        lines: [
          text('owed.title', { many: all.length }),
          ...shown.map((question) =>
            text('owed.question', { position: question.position, number: question.number, words: question.text }),
          ),
        ],
      },
      choices: [
        ...rows(
          shown.map(({ id, position }) => choice(`/answer_question ${id}`, text('owed.answer', { position }))),
          2,
        ),
        ...turn,
        [menuButton],
      ],
    };
  },
});

// A question may have 500 characters, a message 4,096.
const pageSize = 6;
