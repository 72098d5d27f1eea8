// A station with schools, their contacts, eligible people and the education bureau, for the tests of 法治副校长.

import type { DeputyRules } from '../../../src/domain/deputy/rules.ts';
import { defaultDeputyRules } from '../../../src/domain/deputy/rules.ts';
import type { Who } from '../../../src/services/work.ts';
import type { Database } from '../../../src/store/database.ts';
import { createStation } from '../../fakes/station.ts';

export type Setting = Awaited<ReturnType<typeof createSetting>>;

export async function createSetting(database: Database, rules: Partial<DeputyRules> = {}) {
  const station = await createStation(database, undefined, undefined, { ...defaultDeputyRules, ...rules });
  const { prisma } = station;
  const chief = await station.coordinator('王派单');
  let count = 0;

  /** With one contact, who is in the public chat. */
  async function newSchool(more: Partial<{ areaId: number; rural: boolean; remote: boolean; weak: boolean }> = {}) {
    count += 1;
    const row = await prisma.school.create({
      data: { name: `第${count}小学`, areaId: station.village.id, latitude: 36.5, longitude: 102.1, ...more },
    });
    const contact = await station.person('public', `联系人${count}`);
    await prisma.schoolContact.create({ data: { schoolId: row.id, personId: contact.personId } });
    return { id: row.id, contact };
  }

  /** Eligible and trained. */
  async function person(
    name: string,
    more: { bornOn?: string; retired?: boolean; trained?: number; kind?: 'police' | 'auxiliary' | 'guest' } = {},
  ) {
    const who = await station.speaker(name);
    const { speakerId } = who;
    if (more.kind) await prisma.speaker.update({ where: { id: speakerId }, data: { kind: more.kind } });
    await prisma.deputyProfile.create({
      data: {
        speakerId,
        agency: 'police',
        bornOn: new Date(more.bornOn ?? '1985-05-01'),
        retired: more.retired ?? false,
      },
    });
    const tenths = more.trained ?? 80;
    if (tenths > 0) await prisma.deputyTraining.create({ data: { speakerId, day: new Date('2026-01-10'), tenths } });
    return who;
  }

  async function bureau(name = '教育局'): Promise<Who> {
    const who = await station.person('staff', name);
    const { id, areaId } = await prisma.bureauMember.create({
      data: { personId: who.personId, name, areaId: station.district.id },
    });
    return { ...who, bureau: { id, areaId } };
  }

  type School = Awaited<ReturnType<typeof newSchool>>;
  type Person = Awaited<ReturnType<typeof person>>;

  async function request(
    at: School,
    more: {
      kind?: 'first' | 'renewal' | 'replacement' | 'left';
      appointmentId?: number;
      posts?: number;
      wishSpeakerId?: number;
    } = {},
  ) {
    const asked = { schoolId: at.id, kind: 'first', posts: 1, need: '需要一位', ...more } as const;
    const result = await station.act(at.contact, 'request-deputy', asked);
    if (!result.ok) throw new Error(result.reason);
    const [first] = result.requests;
    if (!first) throw new Error('no request');
    return first;
  }

  async function recommend(at: School, who: Person, more: Parameters<typeof request>[1] = {}) {
    const { id, version } = await request(at, more);
    const result = await station.act(chief, 'recommend-deputy', {
      requestId: id,
      version,
      speakerId: who.speakerId,
    });
    if (!result.ok || !result.request.appointment) throw new Error(JSON.stringify(result));
    return result.request.appointment;
  }

  /** All the way: requested, recommended, accepted, confirmed. */
  async function appoint(at: School, who: Person, more: Parameters<typeof request>[1] = {}) {
    const asked = await recommend(at, who, more);
    const accepted = await station.act(who, 'accept-appointment', { appointmentId: asked.id, version: asked.version });
    if (!accepted.ok) throw new Error(accepted.reason);
    const { id, version } = accepted.appointment;
    const confirmed = await station.act(at.contact, 'confirm-deputy', { appointmentId: id, version });
    if (!confirmed.ok) throw new Error(confirmed.reason);
    return confirmed.appointment;
  }

  return { ...station, chief, newSchool, deputy: person, bureau, request, recommend, appoint };
}
