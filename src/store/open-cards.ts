// Which messages are copies of a card that may still have to be changed, since what it asks is open. SQL, for the clean-up.

/** By the beginning of the card's name, which ends with the row's id: whether that row is open. */
const openRows: readonly { readonly cards: readonly string[]; readonly table: string; readonly open: string }[] = [
  { cards: ['order', 'offer', 'rate'], table: 'orders', open: isUnderWay('x.id') },
  { cards: ['counter'], table: 'counter_offer', open: `x.answered_at IS NULL AND ${isUnderWay('x.order_id')}` },
  { cards: ['handover'], table: 'hand_over', open: `x.decided_at IS NULL AND ${isUnderWay('x.order_id')}` },
  { cards: ['request'], table: 'resident_request', open: `x.state <> 'closed'` },
  { cards: ['application'], table: 'speaker_application', open: 'x.decided_at IS NULL' },
  { cards: ['topic_request'], table: 'topic_request', open: 'x.decided_at IS NULL' },
  { cards: ['course'], table: 'course', open: `x.state = 'submitted'` },
  { cards: ['deputy_request'], table: 'deputy_request', open: `x.state IN ('open', 'placed')` },
  {
    cards: ['appointment'],
    table: 'deputy_principal_appointment',
    open: `x.state IN ('recommended', 'approved', 'accepted')`,
  },
];

/** `t` is a row of the outbox. Lists (batch, digest, unreported) are sent anew. */
export const isOpenCard = `(${openRows
  .map(({ cards, table, open }) => {
    const id = `substring(t.card FROM '^(?:${cards.join('|')}):([0-9]{1,9})(?::[0-9]{1,9})?$')::int`;
    return `EXISTS (SELECT FROM "${table}" x WHERE x.id = ${id} AND ${open})`;
  })
  .join(' OR ')})`;

function isUnderWay(id: string): string {
  return `EXISTS (SELECT FROM orders o WHERE o.id = ${id} AND o.state NOT IN ('closed', 'refused', 'cancelled'))`;
}
