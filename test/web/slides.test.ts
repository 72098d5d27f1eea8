// A course's files behind their addresses: for a day, and for nobody who was not given one.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slideLinks } from '../../src/services/courses/slides.ts';
import { createPlaces } from '../fakes/places.ts';
import { createVisitor } from '../fakes/visitor.ts';
import { createTestWeb, type TestWeb } from '../fakes/web.ts';

let web: TestWeb;
let courseId: number;
let now = new Date('2026-11-23T01:00:00Z');
const bytes = Buffer.from('%PDF-1.7 <script>alert(1)</script>');

beforeAll(async () => {
  web = await createTestWeb({ clock: () => now });
  const { prisma } = web.database;
  const places = await createPlaces(prisma);
  const { id: speakerId } = await places.speaker('李警官');
  const course = await prisma.course.create({
    data: {
      ...{ speakerId, topicId: places.topic.id, titleZh: '课', titleEn: '课', talkMinutes: 40 },
      slides: {
        create: [
          { name: "课件'1.pdf", mime: 'application/pdf', bytes },
          { name: '2.pdf', mime: 'application/pdf', bytes: Buffer.from('%PDF-1.4') },
        ],
      },
    },
  });
  courseId = course.id;
});
afterAll(() => web.close());

const links = () => slideLinks(web.database.prisma, courseId, now);
const get = (path: string) => createVisitor(web.app).get(path);

describe('a slide', () => {
  it('is saved, never shown, by whoever has its address', async () => {
    const [first] = await links();
    const { status, body, headers } = await get(first?.url ?? '');
    expect(status).toBe(200);
    expect(body).toBe(bytes.toString());
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''%E8%AF%BE%E4%BB%B6%271.pdf");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('is there for a day', async () => {
    const [first] = await links();
    const before = now;
    now = new Date(before.getTime() + 23 * 3_600_000);
    expect((await get(first?.url ?? '')).status).toBe(200);
    now = new Date(before.getTime() + 25 * 3_600_000);
    expect((await get(first?.url ?? '')).status).toBe(404);
    now = before;
  });

  it('does not exist for a forged, stretched or borrowed address', async () => {
    const [first, second] = await links();
    const url = new URL(first?.url ?? '', 'http://x');
    const [until = '', signature = ''] = (url.searchParams.get('t') ?? '').split('.');
    const later = (Number.parseInt(until, 36) + 86_400).toString(36);
    for (const path of [
      url.pathname,
      `${url.pathname}?t=`,
      `${url.pathname}?t=${until}.${'A'.repeat(43)}`,
      `${url.pathname}?t=${later}.${signature}`,
      `/slides/${second?.id}?t=${until}.${signature}`,
      `/slides/999999?t=${until}.${signature}`,
      `/slides/x?t=${until}.${signature}`,
    ])
      expect((await get(path)).status, path).toBe(404);
  });
});

it('a blank table of case counts is there for everybody', async () => {
  const { status, body } = await get('/examples/cases.csv');
  expect(status).toBe(200);
  expect(body).toBe('地区,主题,月份,件数\r\n');
});
