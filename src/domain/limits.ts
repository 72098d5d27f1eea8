// How much is too much: every limit there is, with its reason. Each holds over all processes, since its count stands in
// the database. Pure data; tests scale it down.

export interface Limit {
  /** So many are let through, the next one is not … */
  readonly most: number;
  /** … until so many seconds after the first of them. */
  readonly seconds: number;
}

export interface Limits {
  /** Orders of one person; a batch is one. */
  readonly orders: Limit;
  /** 自荐 of one person, those taken back among them. */
  readonly applications: Limit;
  /** Messages and taps of one chat. */
  readonly updates: Limit;
  /** Pages and forms of one client address. */
  readonly requests: Limit;
  /** Wrong pairs of order number and phone: by one chat or address, against one number, with one phone. */
  readonly finds: Limit;
  /** Wrong invite codes in one chat. */
  readonly invites: Limit;
}

export const defaultLimits: Limits = {
  // Nobody fills in more by hand; whoever orders for many villages does so in one batch.
  orders: { most: 10, seconds: 60 },
  // Each is laid before every coordinator of the place: a change of mind is fine, a game is not.
  applications: { most: 3, seconds: 24 * 3600 },
  // As fast as Telegram lets a bot answer one chat: what comes faster could not be answered in time anyway.
  updates: { most: 60, seconds: 60 },
  // A whole school may sit behind one address and rate a talk at the same time: ten a second, three for each rater.
  requests: { most: 600, seconds: 60 },
  // A phone number has a thousand million possibilities; ten typing errors are a patient person's.
  finds: { most: 10, seconds: 600 },
  // A code has 75 bits, so this is not against guessing, but against a script that keeps the database busy.
  invites: { most: 10, seconds: 600 },
};

/** How many updates came from one chat, and since when they are counted. */
export interface Count {
  readonly since: Date | null;
  readonly updates: number;
}

/** The count with one update more; begun anew where the old one is over. */
export const counted = ({ seconds }: Limit, { since, updates }: Count, now: Date): Count & { readonly since: Date } =>
  since && now.getTime() - since.getTime() < seconds * 1000
    ? { since, updates: updates + 1 }
    : { since: now, updates: 1 };

/** Where a chat stands with its updates: one more is fine, is the first too many (it is told), or goes unanswered. */
export function pressure({ most, seconds }: Limit, recent: Count, now: Date): 'fine' | 'told' | 'silent' {
  if (!recent.since || now.getTime() - recent.since.getTime() >= seconds * 1000) return 'fine';
  return recent.updates < most ? 'fine' : recent.updates === most ? 'told' : 'silent';
}
