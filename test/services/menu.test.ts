// 宣讲菜单 on a real database: what coordinators change is what people can order.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Who } from '../../src/services/work.ts';
import { readCatalogue } from '../../src/store/catalogue.ts';
import { createTestDatabase, type TestDatabase } from '../database.ts';
import { createStation, type Station } from '../fakes/station.ts';

let test: TestDatabase;
let station: Station;
let coordinator: Who;
let speaker: Who;
beforeAll(async () => {
  test = await createTestDatabase();
  station = await createStation(test.database);
  coordinator = await station.coordinator('张三');
  speaker = await station.speaker('李警官');
});
afterAll(() => test.drop());

const onMenu = async () => (await readCatalogue(station.prisma)).topics.map(({ names }) => names.zh);
const shown = () => station.act(coordinator, 'show-menu', {});

describe('the menu', () => {
  it('has a new topic at its end, once', async () => {
    const names = { zh: '防范养老诈骗', en: 'Elder fraud' };
    expect(await station.act(coordinator, 'name-topic', { names })).toMatchObject({ ok: true });
    expect((await onMenu()).at(-1)).toBe('防范养老诈骗');
    expect(await station.act(coordinator, 'name-topic', { names })).toEqual({ ok: false, reason: 'name_taken' });
    const twice = ['防范传销', '防范传销'].map((zh) => station.act(coordinator, 'name-topic', { names: { zh } }));
    expect((await Promise.all(twice)).map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  });

  it('has a topic under its new name, unless another one is called that', async () => {
    const drugs = (await shown()).topics.find(({ names }) => names.zh === '防毒识毒');
    const topicId = drugs?.id ?? 0;
    expect(await station.act(coordinator, 'name-topic', { topicId, names: { zh: '交通安全' } })).toEqual({
      ...{ ok: false, reason: 'name_taken' },
    });
    expect(await station.act(coordinator, 'name-topic', { topicId, names: { zh: '禁毒' } })).toMatchObject({
      ok: true,
    });
    expect(await onMenu()).toContain('禁毒');
  });

  it('lets go of a topic, and leaves its orders as they are', async () => {
    const resident = await station.person('public', '居民');
    const order = await station.order(resident);
    const topicId = order.topicId ?? 0;
    const off = await station.act(coordinator, 'switch-topic', { topicId, active: false });
    if (!off.ok) throw new Error(off.reason);
    expect(off.menu.topics.find(({ id }) => id === topicId)).toMatchObject({ active: false, open: 1 });
    expect((await readCatalogue(station.prisma)).topics.map(({ id }) => id)).not.toContain(topicId);
    const target = { orderId: order.id, version: order.version };
    expect(await station.act(coordinator, 'approve', target)).toMatchObject({ ok: true, order: { state: 'offered' } });
    expect(await station.act(coordinator, 'switch-topic', { topicId, active: true })).toMatchObject({ ok: true });
  });

  it('keeps one topic and one format, whoever switches off what at once', async () => {
    const { topics, formats } = await shown();
    const results = await Promise.all([
      ...topics.map(({ id }) => station.act(coordinator, 'switch-topic', { topicId: id, active: false })),
      ...formats.map(({ id }) => station.act(coordinator, 'switch-format', { formatId: id, active: false })),
    ]);
    expect(results.filter(({ ok }) => !ok)).toEqual(Array(2).fill({ ok: false, reason: 'last' }));
    const after = await shown();
    expect(after.topics.filter(({ active }) => active)).toHaveLength(1);
    expect(after.formats.filter(({ active }) => active)).toHaveLength(1);
    for (const { id } of topics) await station.act(coordinator, 'switch-topic', { topicId: id, active: true });
    for (const { id } of formats) await station.act(coordinator, 'switch-format', { formatId: id, active: true });
  });

  it('plans with the new length of a format', async () => {
    const [format] = (await shown()).formats;
    const formatId = format?.id ?? 0;
    expect(await station.act(coordinator, 'time-format', { formatId, minutes: 90 })).toMatchObject({ ok: true });
    expect((await readCatalogue(station.prisma)).formats.find(({ id }) => id === formatId)?.talkMinutes).toBe(90);
    expect(await station.act(coordinator, 'time-format', { formatId, minutes: 9 })).toMatchObject({ ok: false });
  });

  it('is no speaker’s to change', async () => {
    const refused = { ok: false, reason: 'not_found' };
    const [topic] = (await shown()).topics;
    const topicId = topic?.id ?? 0;
    expect(await station.act(speaker, 'show-menu', {})).toEqual({ topics: [], formats: [] });
    expect(await station.act(speaker, 'switch-topic', { topicId, active: false })).toEqual(refused);
    expect(await station.act(speaker, 'name-topic', { names: { zh: '甲' } })).toEqual(refused);
  });
});
