// Somebody with a browser and no script: forms and pages alone. Looks again until what they wait for is there.

import { vi } from 'vitest';
import { asText, buttonsOf, field, type Visitor } from '../fakes/visitor.ts';

export type WebActor = ReturnType<typeof createWebActor>;

interface Seen {
  readonly text: string;
  readonly html: string;
}

export function createWebActor(visitor: Visitor, base: '/chat' | '/staff') {
  const count = { taps: 0, typed: 0 };
  let page = '';

  const look = async (): Promise<void> => {
    page = (await visitor.get(base)).body;
  };
  const messages = (): Seen[] =>
    [...page.matchAll(/<li id="m\d+"[^>]*class="message bot[^>]*>([\s\S]*?)<\/li>/g)]
      .map(([, html = '']) => ({ html, text: asText(html.replace(/<[^>]+>/g, ' ')) }))
      .toReversed();
  const find = (fits: (message: Seen) => boolean): Promise<Seen> =>
    vi.waitFor(
      async () => {
        const found = messages().find(fits);
        if (found) return found;
        await look();
        throw new Error(`never came; there is ${messages().map(({ text }) => text)}`);
      },
      { timeout: 20_000, interval: 50 },
    );
  const says = ({ text }: Seen, words: readonly string[]) => words.every((one) => text.includes(one));
  const button = ({ html }: Seen, label: string) => {
    const all = buttonsOf(html);
    return all.find((one) => one.label === label) ?? all.find((one) => one.label.includes(label));
  };

  return {
    visitor,
    count,
    look,
    async say(text: string): Promise<void> {
      count.typed += 1;
      if (page === '') await look();
      page = (await visitor.post(`${base}/say`, { nonce: field(page, 'nonce', 'id="say"'), text })).body;
    },
    /** The newest button with these words, under a message that has all of `on`. */
    async tap(label: string, ...on: readonly string[]): Promise<void> {
      const found = button(await find((one) => says(one, on) && button(one, label) !== undefined), label);
      count.taps += 1;
      const { nonce = '', message = '', data = '' } = found ?? {};
      page = (await visitor.post(`${base}/tap`, { nonce, message, data })).body;
    },
    async sendFile(name: string, bytes: Uint8Array): Promise<void> {
      const form = new FormData();
      form.set('nonce', field(page, 'nonce', 'id="file"'));
      form.set('file', new File([new Uint8Array(bytes)], name));
      page = (await visitor.post(`${base}/file`, form)).body;
    },
    sees: (...words: readonly string[]): Promise<Seen> => find((one) => says(one, words)),
    seesDead: (...words: readonly string[]): Promise<Seen> =>
      find((one) => says(one, words) && buttonsOf(one.html).length === 0),
    /** All that the page shows now. */
    screen: (): string =>
      messages()
        .map(({ text }) => text)
        .join('\n'),
  };
}
