// Photos of a talk, or of its sign-in sheet, one after the other until the speaker is done.

import type { OrderId } from '../../domain/ids.ts';
import { type Text, text } from '../../domain/message.ts';
import { asked, askedAgain, ended, handOver, lost, menuButton, told } from '../answers.ts';
import { idFrom } from '../arguments.ts';
import { choice, type Dialogue, type Reply } from '../dialogue.ts';
import { staffNav } from '../nav.ts';
import { afterDelivery } from './after-delivery.ts';

interface Photos {
  readonly orderId: OrderId;
  readonly count: number;
}

export const photo: Dialogue<Photos> = {
  name: 'photo',
  start({ args: [order] }) {
    const orderId = idFrom(order);
    return orderId === undefined ? lost : asked({ orderId, count: 0 }, ask({ orderId, count: 0 }));
  },
  // An album's pictures, sent as they are, come as files.
  takesFiles: () => true,
  step(photos, input) {
    if (input.kind === 'photo' || input.kind === 'file')
      return {
        state: photos,
        replies: [],
        command: { type: 'add-photo', orderId: photos.orderId, fileId: input.fileId },
      };
    if (input.kind === 'choice' && input.id === 'done')
      return ended(finished(photos, text('photo.finished', { photos: photos.count })));
    if (input.kind === 'choice' && input.id === 'back') return handOver(`/talk ${photos.orderId}`);
    return askedAgain(photos, text('photo.send'), ask(photos));
  },
  ask,
  conclude(photos, outcome) {
    if (outcome.type !== 'add-photo' || !photos) return lost;
    const { result } = outcome;
    if (result.ok) {
      const more = { ...photos, count: result.photos };
      return asked(more, { text: text('photo.added', { photos: result.photos }), choices: doneRow });
    }
    switch (result.reason) {
      case 'not_found':
        return ended(told(text('staff.not_found')));
      case 'too_many':
        return ended(finished(photos, text('photo.too_many')));
      case 'unreadable':
        return askedAgain(photos, text('photo.unreadable'), ask(photos));
    }
  },
};

const doneRow = [[choice('done', text('photo.done'))]];

function ask({ count }: Photos): Reply {
  return { text: text('photo.ask'), choices: count > 0 ? doneRow : [staffNav] };
}

const finished = ({ orderId }: Photos, words: Text): Reply => ({
  text: words,
  choices: [...afterDelivery(orderId), [menuButton]],
});
