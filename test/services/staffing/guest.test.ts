// 请外部讲师 on a real database: booked by the same approval, rung up, and nobody else's.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Who } from '../../../src/services/work.ts';
import { readCatalogue } from '../../../src/store/catalogue.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { createStation, type Station } from '../../fakes/station.ts';

let test: TestDatabase;
let station: Station;
let coordinator: Awaited<ReturnType<Station['coordinator']>>;
let resident: Who;

beforeAll(async () => {
  test = await createTestDatabase();
  station = await createStation(test.database);
  coordinator = await station.coordinator('张三');
  resident = await station.person('public', '居民');
});
afterAll(() => test.drop());

const lecturer = { name: '王教授', organisation: '青海大学', phone: '13900000009' };
const guests = () => station.prisma.speaker.findMany({ where: { kind: 'guest' }, orderBy: { id: 'asc' } });

describe('a guest lecturer', () => {
  it('is offered the order by phone, and answers through the coordinator', async () => {
    const order = await station.order(resident, { language: 'tibetan' });
    const target = { orderId: order.id, version: order.version };
    expect(await station.act(coordinator, 'invite-guest', { ...target, ...lecturer })).toMatchObject({
      ok: true,
      order: { state: 'offered', speaker: { name: '王教授（青海大学）', phone: '13900000009', byPhone: true } },
    });
    const { tasks } = await station.act(coordinator, 'phone-list', {});
    expect(tasks).toMatchObject([{ number: order.number, name: '王教授（青海大学）', phone: '13900000009' }]);
    const answer = { orderId: order.id, version: order.version + 1, answer: 'accept' as const };
    expect(await station.act(coordinator, 'answer-for-speaker', answer)).toMatchObject({
      order: { state: 'confirmed' },
    });
  });

  it('is never matched to another order, and nobody can wish for them', async () => {
    const [guest] = await guests();
    const other = await station.order(resident, { language: 'tibetan' });
    const { candidates, others } = await station.act(coordinator, 'list-eligible', { orderId: other.id });
    expect(candidates).toEqual([]);
    expect(others.map(({ speakerId }) => speakerId)).not.toContain(guest?.id);
    const approval = { orderId: other.id, version: other.version, speakerId: guest?.id ?? 0 };
    expect(await station.act(coordinator, 'approve', approval)).toMatchObject({ ok: false, reason: 'not_free' });
    expect((await readCatalogue(station.prisma)).speakers).toEqual([]);
  });

  it('leaves no trace where a hard rule stands in the way', async () => {
    const { prisma, school, speaker: newSpeaker } = station;
    const deputy = await newSpeaker('韩警官');
    const years = { from: new Date('2026-01-01'), until: new Date('2029-01-01') };
    await prisma.deputyPrincipalAppointment.create({
      data: { speakerId: deputy.speakerId, schoolId: school.id, ...years },
    });
    const place = { areaId: school.areaId, schoolId: school.id };
    const order = await station.order(resident, { places: [place] });
    const before = await guests();
    const asked = { orderId: order.id, version: order.version, ...lecturer };
    expect(await station.act(coordinator, 'invite-guest', asked)).toMatchObject({
      ...{ ok: false, reason: 'not_free', rules: ['own_deputy_first'] },
    });
    expect(await guests()).toEqual(before);
  });

  it('can be invited though the requester would have liked somebody who is free', async () => {
    const liked = await station.speaker('周警官');
    const order = await station.order(resident, { preferredSpeakerId: liked.speakerId });
    const asked = { orderId: order.id, version: order.version, ...lecturer };
    expect(await station.act(coordinator, 'invite-guest', asked)).toMatchObject({
      ok: true,
      order: { state: 'offered', speaker: { name: '王教授（青海大学）' } },
    });
  });

  it('is booked once, by a coordinator of the area', async () => {
    const order = await station.order(resident);
    const asked = { orderId: order.id, version: order.version, ...lecturer };
    const elsewhere = await station.coordinator('孙主任', station.otherTownship.id);
    expect(await station.act(elsewhere, 'invite-guest', asked)).toEqual({ ok: false, reason: 'not_found' });
    expect(await station.act(coordinator, 'invite-guest', asked)).toMatchObject({ ok: true });
    const before = await guests();
    expect(await station.act(coordinator, 'invite-guest', asked)).toMatchObject({ ok: false, reason: 'already' });
    expect(await guests()).toEqual(before);
  });
});
