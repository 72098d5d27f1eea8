// What can be done once a talk is marked 讲完了: photos, a show of hands, the QR code; and taking it back.

import { type Choice, text } from '../../domain/message.ts';
import { undoDeliveryMinutes } from '../../domain/order-lifecycle.ts';
import { told } from '../answers.ts';
import { idFrom } from '../arguments.ts';
import { choice } from '../dialogue.ts';
import { createErrand } from '../errand.ts';
import { lookButton, notDone } from './acted.ts';

export const afterDelivery = (orderId: number): Choice[][] => [
  [choice(`/photo ${orderId}`, text('deliver.photo')), choice(`/tally ${orderId}`, text('talk.tally'))],
  [choice(`/qr ${orderId}`, text('talk.qr')), choice(`/undo_deliver ${orderId}`, text('talk.undo'))],
];

export const undoDeliver = createErrand({
  name: 'undo_deliver',
  target: ([order]) => idFrom(order),
  command: (orderId) => ({ type: 'undo-deliver', orderId }),
  tell(outcome) {
    if (outcome.type !== 'undo-deliver') return undefined;
    const { result } = outcome;
    if (result.ok) return told(text('undo.done', { number: result.order.number }), lookButton(result.order, 'talk'));
    return result.reason === 'too_late'
      ? told(text('undo.too_late', { minutes: undoDeliveryMinutes }))
      : notDone(result, 'talk');
  },
});
