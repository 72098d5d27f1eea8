// `invite`: a code for one future member of staff, and the links that carry it.

import type { Config } from '../config.ts';
import { findPlaces, loadPlaces } from '../services/import/place-tree.ts';
import { createInvite, findImportedSpeakers, inviteDays } from '../services/invites.ts';
import type { Database, Tx } from '../store/database.ts';
import type { CliCommand } from './arguments.ts';
import type { CliKey, Say } from './texts.ts';

export interface CliResult {
  readonly ok: boolean;
  readonly lines: readonly string[];
}

interface Context {
  readonly config: Config;
  readonly now: Date;
  readonly say: Say;
}

export async function invite(
  database: Database,
  { role, person: name, area }: CliCommand & { name: 'invite' },
  { config, now, say }: Context,
): Promise<CliResult> {
  const made = await database.prisma.$transaction(async (tx) => {
    const scope = await findArea(tx, area);
    if ('fault' in scope) return scope;
    const speaker = role === 'speaker' ? await findSpeaker(tx, name, area === undefined ? undefined : scope.id) : {};
    if ('fault' in speaker) return speaker;
    const { code } = await createInvite(tx, { role, name, areaId: scope.id, ...speaker, now });
    return { code, area: scope.name, imported: 'speakerId' in speaker };
  });
  if ('fault' in made) return { ok: false, lines: [say(made.fault, { name, area: area ?? '' })] };

  const link = await telegramLink(config, made.code);
  const web = `${pagesUrl(config)}/join/${made.code}`;
  return {
    ok: true,
    lines: [
      say(`invite.${role}`, { name, area: made.area }),
      say('invite.code', { code: made.code }),
      ...(link ? [say('invite.telegram', { url: link })] : []),
      say('invite.web', { url: web }),
      say('invite.terms', { days: inviteDays }),
      ...(link === undefined && config.telegram.staffToken ? [say('invite.telegram_silent')] : []),
      ...(role === 'speaker' && !made.imported ? [say('invite.not_imported')] : []),
    ],
  };
}

interface Fault {
  readonly fault: CliKey;
}

/** The area of that name; the whole district where none is named. */
export async function findArea(tx: Tx, name: string | undefined): Promise<{ id: number; name: string } | Fault> {
  const areas = (await loadPlaces(tx)).filter(({ kind, retired }) => kind !== 'school' && !retired);
  if (areas.length === 0) return { fault: 'invite.no_areas' };
  const found =
    name === undefined ? areas.filter(({ kind }) => kind === 'district').slice(0, 1) : findPlaces(areas, name);
  const [area] = found;
  if (area?.id === undefined) return { fault: name === undefined ? 'invite.no_areas' : 'invite.unknown_area' };
  return found.length > 1 ? { fault: 'invite.ambiguous_area' } : { id: area.id, name: area.name };
}

/** The imported speaker of that name who has not joined yet, where there is one. */
async function findSpeaker(tx: Tx, name: string, areaId: number | undefined): Promise<{ speakerId?: number } | Fault> {
  const all = await findImportedSpeakers(tx, name);
  const named = all.length > 1 && areaId !== undefined ? all.filter(({ homeAreaId }) => homeAreaId === areaId) : all;
  const waiting = named.filter(({ personId }) => personId === null);
  if (waiting.length > 1 || (all.length > 1 && named.length === 0)) return { fault: 'invite.several' };
  const [speaker] = waiting;
  if (speaker) return { speakerId: speaker.id };
  return named.length > 0 ? { fault: 'invite.has_joined' } : {};
}

/** Where the pages are, without a trailing slash. */
export const pagesUrl = ({ publicUrl, host, port }: Config): string => publicUrl ?? `http://${hostInUrl(host)}:${port}`;

/** Opens the staff bot with the code; undefined without a bot, or when Telegram does not answer. */
async function telegramLink({ telegram }: Config, code: string): Promise<string | undefined> {
  if (!telegram.staffToken) return undefined;
  try {
    // The token is in the address: what fetch throws must not be shown.
    const answer = await fetch(`${telegram.apiRoot}/bot${telegram.staffToken}/getMe`, {
      signal: AbortSignal.timeout(10_000),
    });
    const body: unknown = await answer.json();
    const username = property(property(body, 'result'), 'username');
    return typeof username === 'string' ? `https://t.me/${username}?start=${code}` : undefined;
  } catch {
    return undefined;
  }
}

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** Listening everywhere is reached here as localhost; an IPv6 address needs brackets. */
function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
