// The menu and the places as the dialogues read them, kept in memory for a moment: nearly every tap needs them, and
// coordinators change them rarely.

import { audiences, type Catalogue, type Format } from '../domain/menu.ts';
import type { Database, Tx } from './database.ts';

/** How old a catalogue may be, in milliseconds, before it is read again. */
const freshFor = 5_000;

export type LoadCatalogue = () => Promise<Catalogue>;

export function createCatalogue(database: Database, clock: () => Date): LoadCatalogue {
  let kept: { readonly at: number; readonly catalogue: Promise<Catalogue> } | undefined;
  return () => {
    const now = clock().getTime();
    if (!kept || now - kept.at > freshFor || now < kept.at) {
      const catalogue = readCatalogue(database.prisma);
      kept = { at: now, catalogue };
      // A failed read is not kept.
      catalogue.catch(() => {
        kept = undefined;
      });
    }
    return kept.catalogue;
  };
}

/** As it is now. One query after the other: a transaction has one connection. */
export async function readCatalogue(tx: Tx): Promise<Catalogue> {
  const topics = await tx.topic.findMany({ where: { active: true }, orderBy: [{ sort: 'asc' }, { id: 'asc' }] });
  const formats = await loadFormats(tx);
  const areas = await tx.area.findMany({ where: { retiredAt: null }, orderBy: { id: 'asc' } });
  const schools = await tx.school.findMany({ orderBy: { id: 'asc' } });
  const speakers = await tx.speaker.findMany({
    // A guest is booked for one talk, and nobody's to wish for.
    where: { active: true, guestOrderId: null },
    orderBy: { id: 'asc' },
    include: { topics: { select: { topicId: true } } },
  });
  const courses = await tx.course.findMany({
    where: { state: 'published', topic: { active: true }, speaker: { active: true } },
    orderBy: { id: 'asc' },
    include: { speaker: { select: { name: true, topics: { select: { topicId: true } } } } },
  });
  return {
    topics: topics.map(({ id, code, nameZh, nameEn, keywords }) => ({
      id,
      code,
      names: { zh: nameZh, en: nameEn },
      keywords,
    })),
    formats,
    areas: areas.map(({ id, parentId, kind, name, nameEn, aliases }) => ({
      id,
      parentId,
      kind,
      names: { zh: name, en: nameEn },
      aliases,
    })),
    schools: schools.map(({ id, areaId, name, nameEn, aliases }) => ({
      id,
      areaId,
      names: { zh: name, en: nameEn },
      aliases,
    })),
    speakers: speakers.map(({ id, name, topics: held }) => ({
      id,
      name,
      topicIds: held.map(({ topicId }) => topicId),
    })),
    courses: courses
      .filter(isHeld)
      .map(({ id, titleZh, titleEn, topicId, speakerId, speaker, talkMinutes, audience, outline }) => ({
        id,
        names: { zh: titleZh, en: titleEn },
        topicId,
        speakerId,
        speaker: speaker.name,
        talkMinutes,
        audience: audiences.find((known) => known === audience) ?? 'residents',
        outline: outline ?? '',
      })),
  };
}

/** Who no longer holds the topic can't give their course on it, and nobody else may. */
const isHeld = ({
  topicId,
  speaker,
}: {
  topicId: number;
  speaker: { topics: readonly { topicId: number }[] };
}): boolean => speaker.topics.some((held) => held.topicId === topicId);

async function loadFormats(tx: Tx): Promise<Format[]> {
  const rows = await tx.format.findMany({ where: { active: true }, orderBy: [{ sort: 'asc' }, { id: 'asc' }] });
  return rows.map(({ nameZh, nameEn, venue, ...row }) => ({
    ...row,
    names: { zh: nameZh, en: nameEn },
    venue: venue === 'school' || venue === 'village' ? venue : 'any',
  }));
}
