// 群众点题、现场答疑: questions from before the talk and from the floor, and the answers that are owed.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Who } from '../../../src/services/work.ts';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { createStation, type Station } from '../../fakes/station.ts';

let test: TestDatabase;
let station: Station;
let resident: Who;
let speaker: Awaited<ReturnType<Station['speaker']>>;

beforeAll(async () => {
  test = await createTestDatabase();
  station = await createStation(test.database);
  resident = await station.person('public', '居民');
  speaker = await station.speaker('李警官');
});
afterAll(() => test.drop());

describe('a question', () => {
  it('asked with the order and left open at the talk is owed, and its answer reaches the asker', async () => {
    const order = await confirmed(['卡丢了怎么办？']);
    const { order: talk } = await station.act(speaker, 'show-talk', { orderId: order.id });
    const asked = talk?.questions[0];
    expect(asked?.text).toBe('卡丢了怎么办？');
    station.at('2026-11-26T10:00:00Z');
    const report = { headMin: 1, headMax: 20, answered: [], owed: asked ? [asked.id] : [] };
    await station.act(speaker, 'deliver', { orderId: order.id, version: order.version, report });
    const { owed } = await station.act(speaker, 'owed-answers', {});
    expect(owed).toMatchObject([{ text: '卡丢了怎么办？', number: order.number }]);
    expect(await station.act(speaker, 'answer-question', { questionId: owed[0]?.id ?? 0, text: '马上挂失' })).toEqual({
      ok: true,
    });
    expect((await station.messages(resident)).at(-1)?.message).toMatchObject({
      text: { key: 'news.answered_question', params: { answer: '马上挂失' } },
    });
    expect(await station.act(speaker, 'answer-question', { questionId: owed[0]?.id ?? 0, text: '再答' })).toEqual({
      ok: false,
    });
    station.at('2026-11-23T01:00:00Z');
  });

  it('from the floor is owed once the talk is over, and answered to whoever ordered', async () => {
    const order = await confirmed([]);
    station.at('2026-11-27T10:00:00Z');
    const report = { headMin: 1, headMax: 20, answered: [], owed: [] };
    await station.act(speaker, 'deliver', { orderId: order.id, version: order.version, report });
    expect(await station.act(speaker, 'note-question', { orderId: order.id, text: '谁能看我的手机？' })).toMatchObject({
      ok: true,
      order: { questions: [{ text: '谁能看我的手机？', state: 'owed' }] },
    });
    const { owed } = await station.act(speaker, 'owed-answers', {});
    await station.act(speaker, 'answer-question', { questionId: owed[0]?.id ?? 0, text: '没有人' });
    expect((await station.messages(resident)).at(-1)?.message).toMatchObject({
      text: { params: { question: '谁能看我的手机？', answer: '没有人' } },
    });
    const other = await station.speaker('赵警官');
    expect(await station.act(other, 'note-question', { orderId: order.id, text: '?' })).toEqual({
      ok: false,
      reason: 'not_found',
    });
    station.at('2026-11-23T01:00:00Z');
  });
});

async function confirmed(questions: readonly string[]) {
  const coordinator = await station.coordinator('张三');
  const order = await station.order(resident, { questions });
  await station.act(coordinator, 'approve', {
    orderId: order.id,
    version: order.version,
    speakerId: speaker.speakerId,
  });
  await station.act(speaker, 'accept-offer', { orderId: order.id, version: order.version + 1 });
  return station.reload(order.number);
}
