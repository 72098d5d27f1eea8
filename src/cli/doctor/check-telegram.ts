// The bots: whether Telegram knows the tokens, and whether it delivers where this product listens.

import { z } from 'zod';
import type { TelegramConfig } from '../../config.ts';
import { bad, type Finding, ok, warn } from './finding.ts';

const deadlineMs = 10_000;
/** More updates waiting than a few people's taps. */
const manyWaiting = 100;
/** An error that old is settled. */
const recentSeconds = 3600;

export async function checkTelegram(telegram: TelegramConfig, now: Date): Promise<Finding[]> {
  const bots = [
    ['public', telegram.residentToken],
    ['staff', telegram.staffToken],
  ] as const;
  const findings = await Promise.all(
    bots.map(([bot, token]) => (token === undefined ? [] : checkBot(telegram, bot, token, now))),
  );
  return findings.flat().length > 0 ? findings.flat() : [warn('doctor.no_bots')];
}

async function checkBot(
  telegram: TelegramConfig,
  bot: 'public' | 'staff',
  token: string,
  now: Date,
): Promise<Finding[]> {
  const base = `${telegram.apiRoot}/bot${token}`;
  const me = await ask(`${base}/getMe`, meShape);
  if (me === 'unreachable') return [bad('doctor.telegram_down', { bot })];
  if (me === 'refused') return [bad('doctor.token_refused', { bot, variable: variables[bot] })];
  const hook = await ask(`${base}/getWebhookInfo`, hookShape);
  if (typeof hook === 'string') return [bad('doctor.telegram_down', { bot })];
  return [ok('doctor.bot', { bot, name: me.username }), ...judgeWebhook(telegram, bot, hook, now)];
}

function judgeWebhook(telegram: TelegramConfig, bot: 'public' | 'staff', hook: Hook, now: Date): Finding[] {
  const waiting = hook.pending_update_count;
  const backlog = waiting > manyWaiting ? [warn('doctor.updates_waiting', { bot, count: waiting })] : [];
  if (telegram.mode === 'polling')
    return [...(hook.url === '' ? [] : [warn('doctor.webhook_left', { bot })]), ...backlog];
  const expected = `${telegram.publicUrl}/telegram/${bot}`;
  if (hook.url === '') return [warn('doctor.webhook_unset', { bot }), ...backlog];
  if (hook.url !== expected) return [bad('doctor.webhook_elsewhere', { bot, url: hook.url, expected }), ...backlog];
  const failed = now.getTime() / 1000 - (hook.last_error_date ?? 0) < recentSeconds;
  return failed
    ? [bad('doctor.webhook_error', { bot, error: hook.last_error_message ?? '?' }), ...backlog]
    : [ok('doctor.webhook', { bot }), ...backlog];
}

const variables = { public: 'RESIDENT_BOT_TOKEN', staff: 'STAFF_BOT_TOKEN' } as const;
const meShape = z.object({ username: z.string() });
const hookShape = z.object({
  url: z.string(),
  pending_update_count: z.number(),
  last_error_date: z.number().optional(),
  last_error_message: z.string().optional(),
});
type Hook = z.infer<typeof hookShape>;

/** The token is in the address: what fetch throws is not shown. */
async function ask<Shape extends z.ZodType>(
  url: string,
  shape: Shape,
): Promise<z.infer<Shape> | 'refused' | 'unreachable'> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(deadlineMs) });
    if (answer.status === 401 || answer.status === 404) return 'refused';
    return shape.parse(z.object({ result: z.unknown() }).parse(await answer.json()).result);
  } catch {
    return 'unreachable';
  }
}
