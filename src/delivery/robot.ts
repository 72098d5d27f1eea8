// Tells a coordinators' group, through its robot, of orders that wait: number, topic and township, nothing personal. At
// least once, like every message; several orders share one post, so that the robot's twenty a minute go a long way.

import type { Pool } from 'pg';
import type { GroupRobot, Posted } from '../channels/wecom-robot.ts';
import { within } from '../deadline.ts';
import type { Locale } from '../domain/locale.ts';
import type { Names, Text } from '../domain/message.ts';
import type { Translator } from '../i18n/translator.ts';
import { createRobotNotices, type Notice } from './robot-notices.ts';

export interface RobotDeliveryOptions {
  readonly pool: Pool;
  readonly robot: GroupRobot;
  readonly translator: Translator;
  readonly locale: Locale;
  readonly log: {
    warn(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
  /** Between two posts. Default: no sliding minute sees more than twenty. */
  readonly pauseMs?: number;
  readonly clock?: () => Date;
  /** Nothing is said while it holds; default: never. */
  readonly isQuiet?: () => boolean;
}

export interface RobotDelivery {
  due(): Promise<boolean>;
  /** At most one post. Rejects only where the database does. */
  post(): Promise<void>;
}

/** Twelve lines of the longest names stay under the robot's 2048 bytes. */
const mostLines = 12;
const longestName = 20;
const deadlineMs = 20_000;
const longestBackoffSeconds = 300;

export function createRobotDelivery(options: RobotDeliveryOptions): RobotDelivery {
  const { pool, robot, translator, locale, log, pauseMs = 3_100 } = options;
  const notices = createRobotNotices(pool, pauseMs, options.clock);

  async function attempt(claimed: readonly Notice[]): Promise<Posted> {
    try {
      return await within(deadlineMs, robot.post(translator.text(wording(claimed), locale)), 'the group robot');
    } catch (error) {
      log.warn({ err: error }, 'group robot not reached');
      return { ok: false, reason: 'later', code: 'unreachable', afterSeconds: 0 };
    }
  }

  return {
    due: async () => !options.isQuiet?.() && (await notices.due()),
    async post() {
      const claimed = await notices.claim(mostLines);
      if (claimed.length === 0) return;
      const ids = claimed.map(({ id }) => id);
      const posted = await attempt(claimed);
      if (posted.ok) return notices.markPosted(ids);
      if (posted.reason === 'refused') {
        log.error({ code: posted.code }, 'group robot refuses');
        return notices.drop(ids, posted.code);
      }
      const attempts = Math.min(...claimed.map((notice) => notice.attempts));
      const backoff = Math.min(2 ** attempts, longestBackoffSeconds);
      await notices.markLater(ids, Math.max(backoff, posted.afterSeconds));
    },
  };
}

function wording(notices: readonly Notice[]): Text {
  const lines = (reason: Notice['reason'], key: 'robot.escalated' | 'robot.waiting'): Text[] => {
    const those = notices.filter((notice) => notice.reason === reason);
    return those.length === 0 ? [] : [{ key }, ...those.map(line)];
  };
  return { lines: [...lines('escalated', 'robot.escalated'), ...lines('waiting', 'robot.waiting')] };
}

function line({ number, topic, township }: Notice): Text {
  const what: Text = topic ? { names: shorten(topic) } : { key: 'robot.custom' };
  return { key: 'robot.line', params: { number, topic: what, township: township ? { names: shorten(township) } : '' } };
}

const shorten = ({ zh, en }: Names): Names => ({ zh: cut(zh), en: en ? cut(en) : null });
const cut = (name: string): string => [...name].slice(0, longestName).join('');
