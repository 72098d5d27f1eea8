// The schools as a file, in the columns that the import reads: what is exported, changed and imported again is kept.

import { type LocalDay, localTime } from '../../domain/calendar.ts';
import type { Locale } from '../../domain/locale.ts';
import type { Database } from '../../store/database.ts';
import { schoolColumns } from '../import/school-line.ts';
import { schoolKindWords, schoolLevelWords, type Words, yesNoWords } from '../import/words.ts';
import { type SheetColumn, tableSheet, writeWorkbook } from './workbook.ts';

export async function exportSchools(
  database: Database,
  { now, timeZone, locale }: { readonly now: Date; readonly timeZone: string; readonly locale: Locale },
): Promise<{ readonly bytes: Uint8Array; readonly count: number }> {
  const schools = await readSchools(database, localTime(now, timeZone).day);
  const name = locale === 'en' ? 'Schools' : '学校';
  return { bytes: await writeWorkbook([tableSheet(name, columnsIn(locale), schools)]), count: schools.length };
}

type SchoolRow = Awaited<ReturnType<typeof readSchools>>[number];

/** With the path of their area, since villages of one name lie in several townships, and who serves them today. */
async function readSchools({ prisma }: Database, today: LocalDay) {
  const day = new Date(`${today}T00:00:00Z`);
  const rows = await prisma.school.findMany({
    where: { retiredAt: null },
    orderBy: { id: 'asc' },
    include: {
      area: { include: { parent: true } },
      contacts: { where: { active: true }, orderBy: { id: 'asc' } },
      appointments: {
        where: {
          ...{ state: 'active', from: { lte: day }, until: { gt: day } },
          OR: [{ endedOn: null }, { endedOn: { gt: day } }],
        },
        orderBy: { post: 'asc' },
        include: { speaker: { select: { name: true } } },
      },
    },
  });
  return rows.map(({ area, contacts, appointments, ...row }) => ({
    ...row,
    place: [area.parent && area.parent.kind !== 'district' ? area.parent.name : '', area.name]
      .filter((part) => part !== '')
      .join('/'),
    contacts: contacts.flatMap((contact) => contact.name ?? []),
    deputies: appointments.map(({ speaker }) => speaker.name),
  }));
}

function columnsIn(locale: Locale): SheetColumn<SchoolRow>[] {
  const at = locale === 'en' ? 1 : 0;
  const word = <Code extends string>(words: Words<Code>, code: Code): string => words[code][at] ?? '';
  const header = (column: keyof typeof schoolColumns): string => schoolColumns[column][at] ?? '';
  const yes = (said: boolean): string => word(yesNoWords, said ? 'yes' : 'no');
  return [
    { header: header('name'), width: 28, value: (row) => row.name },
    { header: header('nameEn'), width: 28, value: (row) => row.nameEn ?? undefined },
    { header: header('area'), width: 26, value: (row) => row.place },
    { header: header('kind'), width: 14, value: (row) => word(schoolKindWords, row.kind) },
    { header: header('level'), width: 12, value: (row) => word(schoolLevelWords, row.level) },
    { header: header('students'), width: 10, value: (row) => row.students ?? undefined },
    { header: header('rural'), width: 8, value: (row) => yes(row.rural) },
    { header: header('remote'), width: 8, value: (row) => yes(row.remote) },
    { header: header('weak'), width: 8, value: (row) => yes(row.weak) },
    { header: header('contacts'), width: 24, value: (row) => row.contacts.join('、') },
    { header: header('deputies'), width: 24, value: (row) => row.deputies.join('、') },
  ];
}
