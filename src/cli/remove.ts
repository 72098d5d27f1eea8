// `remove`: somebody is coordinator, or of the education bureau, no longer. What they did stays on record; whatever they
// tap or say next finds them without the role. Speakers leave in chat (离队), where their talks go to others.

import { sameName } from '../domain/place-names.ts';
import { removeStaff } from '../services/invites.ts';
import type { Database } from '../store/database.ts';
import type { CliCommand } from './arguments.ts';
import { type CliResult, findArea } from './invite.ts';
import type { Say } from './texts.ts';

export async function remove(
  database: Database,
  { role, person: name, area }: CliCommand & { name: 'remove' },
  { now, say }: { readonly now: Date; readonly say: Say },
): Promise<CliResult> {
  return database.prisma.$transaction(async (tx): Promise<CliResult> => {
    const scope = area === undefined ? undefined : await findArea(tx, area);
    if (scope && 'fault' in scope) return { ok: false, lines: [say(scope.fault, { name, area: area ?? '' })] };
    const where = { active: true, ...(scope && { areaId: scope.id }) };
    const all =
      role === 'coordinator' ? await tx.coordinator.findMany({ where }) : await tx.bureauMember.findMany({ where });
    const [found, another] = all.filter((one) => sameName(one.name, name));
    if (!found) return { ok: false, lines: [say('remove.nobody', { name })] };
    if (another) return { ok: false, lines: [say('remove.several', { name })] };
    await removeStaff(tx, { role, id: found.id, name: found.name, now });
    return {
      ok: true,
      lines: [
        say(`remove.${role}`, { name: found.name }),
        ...(role === 'coordinator' && all.length === 1 && !scope ? [say('remove.last')] : []),
      ],
    };
  });
}
