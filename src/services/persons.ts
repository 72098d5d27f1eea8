// A person's own settings, and joining the staff.

import type { Args, Result } from '../domain/commands.ts';
import { createTries } from '../store/tries.ts';
import { redeemInvite } from './invites.ts';
import type { Who, Work } from './work.ts';

export async function setLocale(work: Work, who: Who, { locale }: Args<'set-locale'>): Promise<Result<'set-locale'>> {
  await work.tx.chat.update({ where: { id: who.chatId }, data: { locale } });
  return { locale };
}

/** Staff join in the staff bot, schools' contacts in the public one. */
export async function join(work: Work, who: Who, { code }: Args<'redeem-invite'>): Promise<Result<'redeem-invite'>> {
  if (!(await createTries(work.tx, 'invite', work.limits.invites).take(`chat ${who.chatId}`)))
    return { ok: false, reason: 'too_many' };
  return redeemInvite(work.tx, { code, personId: who.personId, bot: who.bot, now: work.now });
}
