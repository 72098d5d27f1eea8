// `import`: reads a file, and puts the outcome or every fault into words.

import type { DeputyRules } from '../domain/deputy/rules.ts';
import { importAreas } from '../services/import/areas.ts';
import { importCases } from '../services/import/cases.ts';
import { maxLines } from '../services/import/read-table.ts';
import type { ImportFailure, ImportResult, RowFault } from '../services/import/rows.ts';
import { importSchools } from '../services/import/schools.ts';
import { importSpeakers } from '../services/import/speakers.ts';
import { inviteDays } from '../services/invites.ts';
import type { Database } from '../store/database.ts';
import type { CliCommand } from './arguments.ts';
import type { CliResult } from './invite.ts';
import type { Say } from './texts.ts';

interface Context {
  readonly timeZone: string;
  readonly deputyRules: DeputyRules;
  /** Where the pages are, for the links of those who may join. */
  readonly pagesUrl: string;
  readonly now: Date;
  readonly say: Say;
}

export async function importFile(
  database: Database,
  { what, file }: CliCommand & { name: 'import' },
  { timeZone, deputyRules, pagesUrl, now, say }: Context,
): Promise<CliResult> {
  const result = await importers[what](database, file, { now, timeZone, deputyRules });
  if (!result.ok) return { ok: false, lines: describe(result, file, say) };
  const { ignoredColumns, warnings = [], invites = [] } = result;
  return {
    ok: true,
    lines: [
      say('import.done', { added: result.added, updated: result.updated, unchanged: result.unchanged }),
      ...(ignoredColumns.length > 0 ? [say('import.ignored', { columns: ignoredColumns.join(', ') })] : []),
      ...warnings.map((warning) => say('import.warning', { line: describeRow(warning, say) })),
      ...invites.map(({ school, name, code }) =>
        say('import.invite', { school, name, url: `${pagesUrl}/join/school/${code}` }),
      ),
      ...(invites.length > 0 ? [say('invite.terms', { days: inviteDays })] : []),
    ],
  };
}

const importers = {
  areas: importAreas,
  schools: importSchools,
  speakers: importSpeakers,
  cases: importCases,
} satisfies Record<
  (CliCommand & { name: 'import' })['what'],
  (database: Database, file: string, clock: Pick<Context, 'now' | 'timeZone' | 'deputyRules'>) => Promise<ImportResult>
>;

function describe(failure: ImportFailure, file: string, say: Say): string[] {
  switch (failure.reason) {
    case 'file':
      return [say(`file.${failure.fault}`, { file, lines: maxLines })];
    case 'columns':
      return [
        ...(failure.missing.length > 0 ? [say('import.columns_missing', { columns: failure.missing.join(', ') })] : []),
        ...(failure.doubled.length > 0 ? [say('import.columns_doubled', { columns: failure.doubled.join(', ') })] : []),
      ];
    case 'rows':
      return [
        ...failure.faults.map((fault) => describeRow(fault, say)),
        say('import.nothing_kept', { count: failure.faults.length }),
      ];
  }
}

function describeRow({ line, column, reason, value, allowed = '' }: RowFault, say: Say): string {
  const because = say(`fault.${reason}`, { allowed });
  return say(value === '' ? 'fault.line' : 'fault.line_value', { line, column, value, reason: because });
}
