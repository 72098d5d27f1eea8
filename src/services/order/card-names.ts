// Copies of one card share a name, so that all of them change when one person has acted.

export const cardNames = {
  /** A coordinator's card of an order that waits. */
  order: (orderId: number): string => `order:${orderId}`,
  /** The digest of a batch for the coordinators of one area, and a coordinator's own of everything that waits. */
  batch: (batchNumber: string, areaId: number): string => `batch:${batchNumber}:${areaId}`,
  digest: (coordinatorId: number): string => `digest:${coordinatorId}`,
  /** The talks a coordinator is told nobody has reported. */
  unreported: (coordinatorId: number): string => `unreported:${coordinatorId}`,
  /** A speaker's or an assistant's offer, later the talk. */
  offer: (orderId: number, speakerId: number): string => `offer:${orderId}:${speakerId}`,
  /** A colleague who is proposed for a talk; a coordinator decides. */
  handOver: (handOverId: number): string => `handover:${handOverId}`,
  /** What the requester is asked. */
  counter: (counterOfferId: number): string => `counter:${counterOfferId}`,
  rate: (orderId: number): string => `rate:${orderId}`,
} as const;
