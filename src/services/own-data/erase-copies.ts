// A resident's words as the staff, or a school's other contacts, were told of them: on cards and lists, in calls to
// make, in a dialogue that stands open. They are found by themselves, in whatever message they stand, so that no kind of
// message can be left out.

import { contactWords } from '../deputy/forget.ts';
import type { Work } from '../work.ts';

export interface OwnWords {
  /** Of orders and requests, as every card and list names them. */
  readonly numbers: readonly string[];
  /** Names, phone numbers and what was written, each as a whole. */
  readonly words: readonly string[];
  /** Who was told of it in the public chats, beside the staff in theirs. */
  readonly readers: readonly number[];
  readonly since: Date;
}

/** The message that says nothing any more. */
export const erased = { text: '' };

export async function wordsOf(work: Work, personId: number): Promise<OwnWords> {
  const { tx } = work;
  const person = await tx.person.findUniqueOrThrow({ where: { id: personId } });
  const orders = await tx.order.findMany({
    where: { OR: [{ requesterId: personId }, { questions: { some: { askerId: personId } } }] },
    include: {
      details: true,
      inquiries: true,
      offers: { select: { note: true } },
      questions: { where: { askerId: personId } },
      ratings: { where: { personId } },
    },
  });
  const requests = await tx.residentRequest.findMany({ where: { personId }, include: { messages: true } });
  const applications = await tx.speakerApplication.findMany({ where: { personId }, include: { speaker: true } });
  const contact = await contactWords(work, personId);
  const own = orders.filter(({ requesterId }) => requesterId === personId);
  const words = [
    ...[person.name, person.phone],
    ...own.flatMap(({ details }) => [
      details?.wish,
      details?.contactName,
      details?.contactPhone,
      details?.spot,
      details?.access,
    ]),
    ...own.flatMap(({ inquiries }) => inquiries.flatMap(({ text, answer }) => [text, answer])),
    // What a coordinator wrote about the order may name them.
    ...own.flatMap(({ offers }) => offers.map(({ note }) => note)),
    ...orders.flatMap(({ questions }) => questions.flatMap(({ text, answer }) => [text, answer])),
    ...orders.flatMap(({ ratings }) => ratings.map(({ comment }) => comment)),
    ...requests.flatMap(({ text, phone, messages }) => [text, phone, ...messages.map((message) => message.text)]),
    ...contact.words,
    // Who has joined since then is staff, and goes on by that name.
    ...applications.flatMap(({ name, phone, about, speaker }) => [
      about,
      ...(speaker && speaker.personId !== null ? [] : [name, phone, speaker?.name]),
    ]),
  ];
  return {
    numbers: unique([
      ...orders.flatMap(({ number, batchNumber }) => [number, batchNumber]),
      ...requests.map(({ number }) => number),
      ...contact.numbers,
    ]),
    words: unique(words),
    readers: contact.readers,
    since: person.createdAt,
  };
}

/**
 * Puts a dash in the place of these words, also where somebody looked an order up by its number, or was told of it because
 * theirs took it in. Not where a message names other orders and none of the person's: the same
 * words may be somebody else's as well, who has the same name, or meets in the same room.
 */
export async function eraseCopies({ tx }: Work, { numbers, words, readers, since }: OwnWords): Promise<void> {
  if (words.length === 0) return;
  const found = JSON.stringify({ words });
  const naming = numbers.map((number) => `%"number": "${number}"%`);
  // The whole history is looked through: first for the bare letters, which is many times as quick as the rest.
  const holding = words.map((word) => `%${JSON.stringify(word).replace(/[\\%_]/g, '\\$&')}%`);
  const messages = await tx.$queryRaw<{ id: bigint; message: unknown }[]>`
    WITH likely AS MATERIALIZED (
      SELECT id, message FROM (
        SELECT o.id, o.message, o.message::text AS said,
          c.bot = 'staff' OR c.person_id = ANY (${readers}) AS concerned
        FROM outbox o JOIN chat c ON c.id = o.chat_id WHERE o.created_at >= ${since} OFFSET 0
      ) told
      WHERE (said LIKE ANY (${naming}) OR (concerned AND said NOT LIKE '%"number": "%')) AND said LIKE ANY (${holding})
    )
    SELECT id, message FROM likely WHERE jsonb_path_exists(message, '$.** ? (@ == $words[*])', ${found}::jsonb)`;
  for (const { id, message } of messages) {
    const blank = JSON.stringify(withoutWords(message, new Set(words)));
    await tx.$executeRaw`UPDATE outbox SET message = ${blank}::jsonb WHERE id = ${id}`;
  }
  const calls = await tx.$queryRaw<{ id: number; message: unknown }[]>`
    SELECT id, message FROM phone_task
    WHERE message::text LIKE ANY (${naming}) AND jsonb_path_exists(message, '$.** ? (@ == $words[*])', ${found}::jsonb)`;
  for (const { id, message } of calls) {
    const blank = JSON.stringify(withoutWords(message, new Set(words)));
    await tx.$executeRaw`UPDATE phone_task SET message = ${blank}::jsonb WHERE id = ${id}`;
  }
  // A dialogue that shows them ends. One in which somebody else's order is being written down does not.
  await tx.$executeRaw`
    UPDATE chat SET state = state - 'active', version = version + 1
    WHERE (bot = 'staff' OR person_id = ANY (${readers})) AND state->'active'->>'name' NOT LIKE 'order.%'
      AND jsonb_path_exists(state, '$.active.data.** ? (@ == $words[*])', ${found}::jsonb)`;
}

/** Only what is said, never a button's id or a key. */
function withoutWords(value: unknown, words: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return words.has(value) ? '—' : value;
  if (Array.isArray(value)) return value.map((one) => withoutWords(one, words));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, untouched.has(key) ? one : withoutWords(one, words)]),
  );
}

const untouched: ReadonlySet<string> = new Set(['id', 'key', 'number', 'url', 'names', 'day', 'instant', 'style']);

const unique = (words: readonly (string | null | undefined)[]): string[] => [
  ...new Set(words.filter((word): word is string => typeof word === 'string' && word !== '')),
];
