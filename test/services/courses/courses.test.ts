// 课程 on a real database: who may do what with one, what a coordinator publishes, and what an order for one becomes.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CourseContent, CourseView } from '../../../src/domain/commands-courses.ts';
import type { Who } from '../../../src/services/work.ts';
import { readCatalogue } from '../../../src/store/catalogue.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { createStation, type Station } from '../../fakes/station.ts';
import { zip } from '../../fakes/xlsx.ts';

let test: TestDatabase;
let station: Station;
let chief: Awaited<ReturnType<Station['coordinator']>>;
let elsewhere: Awaited<ReturnType<Station['coordinator']>>;
let speaker: Awaited<ReturnType<Station['speaker']>>;
let colleague: Awaited<ReturnType<Station['speaker']>>;
let resident: Who;
const pptx = zip({ 'ppt/presentation.xml': '<p/>' });

beforeAll(async () => {
  test = await createTestDatabase();
  station = await createStation(test.database);
  chief = await station.coordinator('赵所长');
  elsewhere = await station.coordinator('孙主任', station.otherTownship.id);
  speaker = await station.speaker('李警官');
  colleague = await station.speaker('王警官');
  resident = await station.person('public', '居民');
});
afterAll(() => test.drop());

const content = (changes: Partial<CourseContent> = {}): CourseContent => ({
  topicId: station.topic.id,
  titles: { zh: '守住养老钱', en: 'Keep your savings' },
  outline: '三个骗局',
  audience: 'elderly',
  talkMinutes: 100,
  ...changes,
});

async function draft(changes: Partial<CourseContent> = {}): Promise<CourseView> {
  const saved = await station.act(speaker, 'save-course', { content: content(changes) });
  if (!saved.ok) throw new Error(saved.reason);
  return saved.course;
}
async function submitted(changes: Partial<CourseContent> = {}): Promise<CourseView> {
  const { id } = await draft(changes);
  const result = await station.act(speaker, 'submit-course', { courseId: id });
  if (!result.ok) throw new Error(result.reason);
  return result.course;
}
const decide = ({ id, revision }: CourseView) => ({ courseId: id, revision });
async function published(changes: Partial<CourseContent> = {}): Promise<CourseView> {
  const result = await station.act(chief, 'publish-course', decide(await submitted(changes)));
  if (!result.ok) throw new Error(result.reason);
  return result.course;
}
const onMenu = async () => (await readCatalogue(station.prisma)).courses.map(({ id }) => id);

describe('a course', () => {
  it('is on the menu from its publishing until it is withdrawn, and its speaker is told', async () => {
    const course = await submitted();
    expect(await onMenu()).not.toContain(course.id);
    const card = (await station.messages(chief)).at(-1);
    expect(card?.message).toMatchObject({ choices: [[{ id: `/course_publish ${course.id} ${course.revision}` }, {}]] });
    expect(await station.messages(elsewhere)).toEqual([]);
    expect(await station.act(chief, 'publish-course', decide(course))).toMatchObject({
      ...{ ok: true, course: { state: 'published' } },
    });
    expect(await onMenu()).toContain(course.id);
    expect((await station.messages(speaker)).at(-1)?.message).toMatchObject({
      text: { lines: expect.arrayContaining([{ key: 'course.news_published' }]) },
    });
    expect(await station.act(speaker, 'withdraw-course', { courseId: course.id })).toMatchObject({ ok: true });
    expect(await onMenu()).not.toContain(course.id);
  });

  it('is decided on as it was seen, once, and by a coordinator of its area', async () => {
    const seen = await submitted({ titles: { zh: '另一门', en: '另一门' } });
    await station.act(speaker, 'save-course', { courseId: seen.id, content: content({ outline: '改过了' }) });
    expect(await station.act(chief, 'publish-course', decide(seen))).toMatchObject({ ok: false, reason: 'already' });
    const { course: now } = await station.act(chief, 'show-course', { courseId: seen.id });
    if (!now) throw new Error('not seen');
    expect(await station.act(elsewhere, 'publish-course', decide(now))).toEqual({ ok: false, reason: 'not_found' });
    const back = { ...decide(now), text: '请加案例' };
    expect(await station.act(chief, 'return-course', back)).toMatchObject({ course: { state: 'draft' } });
    expect(await station.act(chief, 'return-course', back)).toMatchObject({ ok: false, reason: 'already' });
    expect((await station.messages(speaker)).at(-1)?.message).toMatchObject({
      text: {
        lines: expect.arrayContaining([{ key: 'course.news_returned', params: { reason: '请加案例' } }]),
      },
    });
  });

  it('is taken off the menu by a coordinator of its area, who finds it in the list', async () => {
    const course = await published();
    const listed = async (who: Who) => (await station.act(who, 'list-courses', {})).published.map(({ id }) => id);
    expect(await listed(chief)).toContain(course.id);
    expect(await listed(elsewhere)).toEqual([]);
    expect(await listed(speaker)).toEqual([]);
    const back = { ...decide(course), text: '案例过时了' };
    expect(await station.act(elsewhere, 'return-course', back)).toEqual({ ok: false, reason: 'not_found' });
    expect(await station.act(chief, 'return-course', back)).toMatchObject({ course: { state: 'draft' } });
    expect(await onMenu()).not.toContain(course.id);
    expect((await station.messages(speaker)).at(-1)?.message).toMatchObject({
      text: { lines: expect.arrayContaining([{ key: 'course.news_returned', params: { reason: '案例过时了' } }]) },
    });
    expect(await listed(chief)).not.toContain(course.id);
  });

  it('with other words has to be published anew; other minutes are no other words', async () => {
    const course = await published();
    const save = (changes: Partial<CourseContent>) =>
      station.act(speaker, 'save-course', { courseId: course.id, content: content(changes) });
    expect(await save({ talkMinutes: 60, audience: 'parents' })).toMatchObject({ course: { state: 'published' } });
    expect(await onMenu()).toContain(course.id);
    expect(await save({ talkMinutes: 60, outline: '新提纲' })).toMatchObject({ course: { state: 'submitted' } });
    expect(await onMenu()).not.toContain(course.id);
    expect((await station.act(chief, 'list-courses', {})).waiting.map(({ id }) => id)).toContain(course.id);
  });

  it('is its speaker’s alone to change, on a topic of theirs', async () => {
    const course = await draft();
    for (const [who, type] of [
      [colleague, 'submit-course'],
      [colleague, 'withdraw-course'],
      [chief, 'submit-course'],
    ] as const)
      expect(await station.act(who, type, { courseId: course.id })).toEqual({ ok: false, reason: 'not_found' });
    expect(await station.act(colleague, 'show-course', { courseId: course.id })).toEqual({});
    expect(await station.act(resident, 'show-course', { courseId: course.id })).toEqual({});
    const drugs = await station.prisma.topic.findUniqueOrThrow({ where: { code: 'drugs' } });
    expect(await station.act(speaker, 'save-course', { content: content({ topicId: drugs.id }) })).toEqual({
      ...{ ok: false, reason: 'not_your_topic' },
    });
    expect(await station.act(colleague, 'save-course', { courseId: course.id, content: content() })).toMatchObject({
      ok: false,
    });
  });
});

describe('slides', () => {
  const send = (who: Who, courseId: number, file: Uint8Array | undefined, name = '课件.pptx') =>
    station.act(who, 'add-slide', { courseId, fileId: 'f', name }, file ? { file } : {});

  it('are told by their bytes, named safely, five at most, and the speaker’s own', async () => {
    const { id } = await draft();
    expect(await send(speaker, id, pptx, '../\u202e<x>.exe')).toMatchObject({
      course: { slides: [{ name: '_x_.pptx' }] },
    });
    expect(await send(speaker, id, Buffer.from('地区,件数'))).toMatchObject({ reason: 'wrong_type' });
    expect(await send(speaker, id, undefined)).toMatchObject({ reason: 'unreadable' });
    expect(await send(colleague, id, pptx)).toMatchObject({ reason: 'not_found' });
    for (let more = 0; more < 4; more += 1) expect(await send(speaker, id, pptx)).toMatchObject({ ok: true });
    expect(await send(speaker, id, pptx)).toMatchObject({ reason: 'too_many' });
    const { course } = await station.act(speaker, 'show-course', { courseId: id });
    const slideId = course?.slides[0]?.id ?? 0;
    expect(await station.act(colleague, 'remove-slide', { courseId: id, slideId })).toMatchObject({ ok: false });
    const removed = await station.act(speaker, 'remove-slide', { courseId: id, slideId });
    expect(removed.ok && removed.course.slides).toHaveLength(4);
  });

  it('sent while a course waits change the coordinator’s card in its place', async () => {
    const { id } = await submitted();
    const before = (await station.messages(chief)).filter(({ kind }) => kind === 'send').length;
    await send(speaker, id, pptx);
    const rows = await station.messages(chief);
    expect(rows.filter(({ kind }) => kind === 'send')).toHaveLength(before);
    expect(rows.at(-1)).toMatchObject({
      kind: 'edit',
      message: { links: [{ url: expect.stringContaining('/slides/') }] },
    });
  });
});

describe('an order for a course', () => {
  it('has its topic, speaker and length, and nobody else can give it', async () => {
    const course = await published({ titles: { zh: '大课', en: 'Long one' } });
    const order = await station.order(resident, { courseId: course.id, topicId: 999_999 });
    expect(order).toMatchObject({
      ...{ courseId: course.id, topicId: station.topic.id, preferredSpeakerId: speaker.speakerId, state: 'proposed' },
    });
    const { order: card } = await station.act(chief, 'show-card', { orderId: order.id });
    expect(card?.course).toEqual({ id: course.id, titles: { zh: '大课', en: 'Long one' } });
    expect(card?.proposal?.candidates.map(({ speakerId }) => speakerId)).toEqual([speaker.speakerId]);
    const { version } = order;
    const other = await station.act(chief, 'approve', { orderId: order.id, version, speakerId: colleague.speakerId });
    expect(other).toMatchObject({ ok: false, reason: 'not_free' });
    expect(await station.act(chief, 'approve', { orderId: order.id, version })).toMatchObject({ ok: true });
    const { startsAt, endsAt, bookings } = await station.reload(order.number);
    expect((endsAt?.getTime() ?? 0) - (startsAt?.getTime() ?? 0)).toBe(100 * 60_000);
    const { setupMinutes, clearMinutes } = station.format;
    const blocked = (bookings[0]?.until.getTime() ?? 0) - (bookings[0]?.from.getTime() ?? 0);
    expect(blocked).toBe((setupMinutes + 100 + clearMinutes) * 60_000);
  });

  it('is not taken while its speaker does not hold the topic: nobody could give it', async () => {
    const course = await published();
    const hold = (topicIds: readonly number[]) =>
      station.act(chief, 'edit-profile', { speakerId: speaker.speakerId, edit: { what: 'topics', topicIds } });
    await hold([]);
    expect(await onMenu()).not.toContain(course.id);
    expect(await station.act(resident, 'submit-order', { draft: station.draft({ courseId: course.id }) })).toEqual({
      ...{ ok: false, reason: 'course_gone' },
    });
    await hold([station.topic.id]);
    expect(await onMenu()).toContain(course.id);
  });

  it('is anybody’s who holds the topic once a coordinator has chosen it, where whose course it is can’t come', async () => {
    const course = await published();
    const { id, number } = await station.order(resident, {
      courseId: course.id,
      windows: [{ day: '2026-12-01', half: 'morning' }],
    });
    const left = await station.act(chief, 'preview-recall', {
      speakerId: speaker.speakerId,
      span: { from: '2026-12-01', until: '2026-12-01' },
    });
    if (!left.ok) throw new Error(left.reason);
    await station.act(chief, 'approve-recall', { recallId: left.recall.id });
    await station.match();
    const { state, version } = await station.reload(number);
    expect(state).toBe('submitted');
    const target = { orderId: id, version, topicId: station.topic.id };
    expect(await station.act(chief, 'complete', target)).toMatchObject({ ok: true });
    await station.match();
    const { order: card } = await station.act(chief, 'show-card', { orderId: id });
    expect(card).not.toHaveProperty('course');
    expect(card?.proposal?.candidates[0]?.speakerId).toBe(colleague.speakerId);
  });

  it('ends when the course ends, though it was shorter when it was proposed', async () => {
    const course = await published({ talkMinutes: 60 });
    const { id, number, version } = await station.order(resident, {
      courseId: course.id,
      windows: [{ day: '2026-12-03', half: 'afternoon' }],
    });
    await station.act(speaker, 'save-course', { courseId: course.id, content: content({ talkMinutes: 120 }) });
    expect(await station.act(chief, 'approve', { orderId: id, version })).toMatchObject({ ok: true });
    const { startsAt, endsAt } = await station.reload(number);
    expect((endsAt?.getTime() ?? 0) - (startsAt?.getTime() ?? 0)).toBe(120 * 60_000);
  });

  it('is not taken where the course is off the menu, and stands where it goes later', async () => {
    const course = await published();
    const order = await station.order(resident, { courseId: course.id });
    await station.act(speaker, 'withdraw-course', { courseId: course.id });
    expect(await station.act(resident, 'submit-order', { draft: station.draft({ courseId: course.id }) })).toEqual({
      ...{ ok: false, reason: 'course_gone' },
    });
    const { order: card } = await station.act(chief, 'show-card', { orderId: order.id });
    expect(card?.course?.id).toBe(course.id);
    const here = await station.coordinator('钱主任', station.township.id);
    expect(await station.act(here, 'show-course', { courseId: course.id })).toMatchObject({
      course: { id: course.id },
    });
    expect(await station.act(elsewhere, 'show-course', { courseId: course.id })).toEqual({});
  });
});
