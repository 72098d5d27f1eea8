// Somebody with Telegram: says, taps, and looks at the screen. Waits for what it looks for, never for a length of time.

import type { FakeBot, SeenMessage } from '../fakes/bot-api.ts';

export type Actor = ReturnType<typeof createActor>;

const changing = /^(send|edit|delete)/;

export function createActor(bot: FakeBot, id: number) {
  bot.open(id);
  let calls = 0;
  const count = { taps: 0, typed: 0 };

  /** The bot has said or changed something here since the last thing this person did. */
  const answered = () =>
    bot.calls.slice(calls).some(({ method, params }) => changing.test(method) && Number(params['chat_id']) === id);
  const done = (act: () => unknown): void => {
    calls = bot.calls.length;
    act();
  };
  const fromBot = (messages: readonly SeenMessage[]) => messages.filter(({ from }) => from === 'bot').toReversed();

  async function find(fits: (message: SeenMessage) => boolean): Promise<SeenMessage> {
    const messages = await bot.waitFor(id, (all) => (calls === 0 || answered()) && fromBot(all).some(fits));
    const found = fromBot(messages).find(fits);
    if (!found) throw new Error('it was there a moment ago');
    return found;
  }

  return {
    id,
    bot,
    count,

    say(text: string): void {
      count.typed += 1;
      done(() => bot.userSays(id, text));
    },
    /** The newest button that carries these words; `on`: under a message that has all of these. */
    async tap(label: string, ...on: readonly string[]): Promise<void> {
      const message = await find((one) => says(one, on) && buttonOf(one, label) !== undefined);
      count.taps += 1;
      done(() => bot.userTaps(id, { messageId: message.messageId, label: buttonOf(message, label) ?? '' }));
    },
    /** Data that no button on the screen has, as an old screen or a forger would send it. */
    sendTap(data: string): void {
      done(() => bot.userTaps(id, { messageId: 1, data }));
    },
    share: (phone: string, own = true): void => done(() => bot.userShares(id, phone, { own })),
    sendPhoto: (bytes: Uint8Array): void => done(() => bot.userSendsPhoto(id, bytes)),
    sendFile: (name: string, bytes: Uint8Array): void => done(() => bot.userSendsDocument(id, { name, bytes })),
    sendVoice: (): void => done(() => bot.userSendsVoice(id)),

    /** The newest message that says all of this, once it is there. */
    sees: (...words: readonly string[]): Promise<SeenMessage> => find((one) => says(one, words)),
    /** The same, with no button left to act with. */
    seesDead: (...words: readonly string[]): Promise<SeenMessage> =>
      find((one) => says(one, words) && !one.buttons.flat().some(({ data }) => data !== undefined)),
    /** Everything on the screen now. */
    screen: (): string =>
      bot
        .chat(id)
        .filter(({ from }) => from === 'bot')
        .map(({ text }) => text)
        .join('\n\n'),
    /** No message that says this has such a button any more, however many there are: they die one after another. */
    async seesNone(label: string, ...on: readonly string[]): Promise<void> {
      await bot.waitFor(id, (all) => !fromBot(all).some((one) => says(one, on) && buttonOf(one, label) !== undefined));
    },
    /** What such a button would send. */
    dataOf(label: string, ...on: readonly string[]): string {
      const found = fromBot(bot.chat(id)).find((one) => says(one, on) && buttonOf(one, label) !== undefined);
      const button = found?.buttons.flat().find((one) => one.label === buttonOf(found, label));
      if (button?.data === undefined) throw new Error(`no button 「${label}」`);
      return button.data;
    },
  };
}

const says = ({ text }: SeenMessage, words: readonly string[]): boolean => words.every((one) => text.includes(one));

function buttonOf({ buttons }: SeenMessage, label: string): string | undefined {
  const labels = buttons.flat().flatMap((button) => (button.data === undefined ? [] : [button.label]));
  return labels.find((one) => one === label) ?? labels.find((one) => one.includes(label));
}
