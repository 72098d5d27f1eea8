// One unit of work: a transaction and what is to happen after its commit. Every change of the product goes through
// here; the ports are owned here because the services are the ones who call them.

import { type DeputyRules, defaultDeputyRules } from '../domain/deputy/rules.ts';
import { defaultLimits, type Limits } from '../domain/limits.ts';
import type { Locale } from '../domain/locale.ts';
import type { Catalogue } from '../domain/menu.ts';
import type { Timing } from '../domain/timers.ts';
import type { MatchRules } from '../matching/facts.ts';
import { type Solve, withoutSolver } from '../matching/program.ts';
import { type Database, isContention, isOverlap, type Tx } from '../store/database.ts';
import type { Bot } from '../store/generated/enums.ts';

export interface Work {
  readonly tx: Tx;
  readonly now: Date;
  readonly timeZone: string;
  readonly timing: Timing;
  readonly limits: Limits;
  readonly deputyRules: DeputyRules;
  /** Where the pages stand, without a trailing slash. */
  readonly baseUrl: string;
  readonly travelKmh: MatchRules['travelKmh'];
  readonly roadFactor: MatchRules['roadFactor'];
  /** For a plan that somebody waits for. */
  readonly solve: Solve;
  /** The bytes of the photo or file that came with the update, fetched before the transaction began. */
  readonly file?: Uint8Array;
  /** The menu and the places as the dialogue saw them, where one asked for this. */
  readonly catalogue?: Catalogue;
  /** After the commit: there is something to send to this chat. */
  wake(chatId: number, bot: Bot): void;
  /** After the commit: find a speaker for this order, which is at `version` now. */
  match(orderId: number, version: number): void;
  /** After the commit: plan everything anew that nobody was asked for yet, and tell this coordinator how it went. */
  plan(asked?: { readonly coordinatorId: number }): void;
}

/** Who asks. Roles are read from the database with every update, never from what the person sent. */
export interface Who {
  readonly personId: number;
  readonly chatId: number;
  readonly bot: Bot;
  readonly locale: Locale;
  readonly speakerId?: number;
  readonly coordinator?: { readonly id: number; readonly areaId: number };
  /** 教育局 */
  readonly bureau?: { readonly id: number; readonly areaId: number };
}

/** What the services need of the queue. A call never fails: what is lost here, the sweeper finds again. */
export interface AfterCommit {
  wake(chatId: number, bot: Bot): void;
  match(orderId: number, version: number): void;
  plan(asked?: { readonly coordinatorId: number }): void;
}

export interface WorkSettings {
  readonly timeZone: string;
  readonly timing: Timing;
  readonly baseUrl: () => string;
  readonly travelKmh: number;
  readonly roadFactor: number;
  readonly clock: () => Date;
  /** Absent: plans are greedy. */
  readonly solve?: Solve;
  /** Absent: as the rule's own text has it. */
  readonly deputyRules?: DeputyRules;
  /** For tests. */
  readonly limits?: Limits;
}

export type RunWork = <T>(act: (work: Work) => Promise<T>, given?: Pick<Work, 'file' | 'catalogue'>) => Promise<T>;

const attempts = 5;

/** Runs `act` in one transaction, again where PostgreSQL broke a tie against it, and tells the queue after the commit. */
export function createRunWork(database: Database, afterCommit: AfterCommit, settings: WorkSettings): RunWork {
  return async (act, given = {}) => {
    for (let attempt = 1; ; attempt += 1) {
      const chats = new Map<number, Bot>();
      const orders = new Map<number, number>();
      const plans = new Map<number | undefined, { readonly coordinatorId: number } | undefined>();
      try {
        const result = await database.prisma.$transaction((tx) =>
          act({
            ...given,
            tx,
            now: settings.clock(),
            timeZone: settings.timeZone,
            timing: settings.timing,
            limits: settings.limits ?? defaultLimits,
            deputyRules: settings.deputyRules ?? defaultDeputyRules,
            baseUrl: settings.baseUrl(),
            travelKmh: settings.travelKmh,
            roadFactor: settings.roadFactor,
            solve: settings.solve ?? withoutSolver,
            wake: (chatId, bot) => chats.set(chatId, bot),
            match: (orderId, version) => orders.set(orderId, version),
            plan: (asked) => plans.set(asked?.coordinatorId, asked),
          }),
        );
        for (const [chatId, bot] of chats) afterCommit.wake(chatId, bot);
        for (const [orderId, version] of orders) afterCommit.match(orderId, version);
        for (const asked of plans.values()) afterCommit.plan(asked);
        return result;
      } catch (error) {
        // A slot that was taken between the look and the insert is seen, and told, by the next attempt.
        if (attempt < attempts && (isContention(error) || isOverlap(error))) continue;
        throw error;
      }
    }
  };
}
