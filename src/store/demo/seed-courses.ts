// Two made-up courses: one on the menu, one that waits for a coordinator.

import type { Tx } from '../database.ts';
import type { DemoPeople } from './seed-people.ts';

const courses = [
  {
    topic: 'fraud',
    state: 'published',
    titleZh: '守住养老钱',
    titleEn: 'Keep your savings safe',
    outline: '三个真实骗局，一个口诀：不轻信、不转账、先问家里人。现场演一通诈骗电话，请两位老人上台接。',
    audience: 'elderly',
    talkMinutes: 40,
  },
  {
    topic: 'traffic',
    state: 'submitted',
    titleZh: '骑车回家十分钟',
    titleEn: 'Ten minutes home by bicycle',
    outline: '从村口到家门的十处危险，边看照片边找。每人试戴头盔，学会三种手势。',
    audience: 'residents',
    talkMinutes: 30,
  },
] as const;

/** Each by the next speaker who may give the topic. */
export async function seedCourses(tx: Tx, { speakers, topics }: DemoPeople, now: Date): Promise<void> {
  for (const [index, { topic, ...course }] of courses.entries()) {
    const topicId = topics.find(({ code }) => code === topic)?.id ?? 0;
    const speaker = speakers.slice(index).find(({ topicIds }) => topicIds.has(topicId));
    if (!speaker) continue;
    const published = course.state === 'published' && { publishedAt: now };
    await tx.course.create({ data: { ...course, ...published, topicId, speakerId: speaker.id, createdAt: now } });
  }
}
