// What every channel must do, whatever chat service is behind it. Each channel runs it through a driver that plays
// one person; what a service cannot do, its driver leaves out.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Rendered } from '../../src/channels/channel.ts';
import type { ChannelDriver } from './channel-driver.ts';
import { createRecorder, type Recorder } from './recorder.ts';

export type { ChannelDriver, Seen } from './channel-driver.ts';

export const plain = (text: string, more: Partial<Rendered> = {}): Rendered => ({
  text,
  buttons: [],
  links: [],
  ...more,
});
const yesNo = [[{ label: '同意派单', data: '7.yes' }], [{ label: '换人', data: '7.no' }]];

export function describeChannel(name: string, open: () => Promise<ChannelDriver>): void {
  describe(`${name} as a channel`, () => {
    let driver: ChannelDriver;
    let inbox: Recorder;
    let outboxId = 0;
    const send = (message: Rendered) => driver.channel.send(driver.address, message, String(++outboxId));
    const sent = async (message: Rendered) => {
      const result = await send(message);
      if (!result.ok) throw new Error(`not sent: ${result.reason}`);
      return result.messageId;
    };
    const edit = (id: string, message: Rendered) =>
      driver.channel.edit(driver.address, id, message, String(++outboxId));
    const last = async () => (await driver.seen()).at(-1);
    const content = async () => {
      await inbox.until(({ kept }) => kept.length > 0);
      return inbox.kept[0]?.content;
    };

    beforeEach(async () => {
      driver = await open();
      inbox = createRecorder();
      await driver.channel.start(inbox.handler);
    });
    afterEach(async () => {
      await driver.channel.stop();
      await driver.close();
    });

    it('tells what a person says, and where to answer', async () => {
      await driver.say('/start 七号<b>&\u{1f33f}');
      expect(await content()).toEqual({ kind: 'text', text: '/start 七号<b>&\u{1f33f}' });
      expect(inbox.kept[0]?.address).toBe(driver.address);
    });

    it('tells which button was tapped, and under which message', async () => {
      const messageId = await sent(plain('可以吗？', { buttons: yesNo }));
      await driver.tap('换人');
      const { label, ...tap } = { label: undefined, ...(await content()) };
      expect(tap).toEqual({ kind: 'tap', data: '7.no', messageId });
      // Only a channel that shows the person's own side tells the words of the button.
      expect([undefined, '换人']).toContain(label);
    });

    it('gives every update an id of its own', async () => {
      await driver.say('一');
      await driver.say('一');
      await inbox.until(({ kept }) => kept.length === 2);
      expect(new Set(inbox.kept.map(({ updateId }) => updateId)).size).toBe(2);
    });

    it('keeps the order of one chat, one update at a time', async () => {
      const release = inbox.hold();
      const words = ['一', '二', '三', '四', '五'];
      const said = words.map((word) => driver.say(word));
      await inbox.until(({ tried }) => tried.length === 1);
      release();
      await Promise.all(said);
      await inbox.until(({ kept }) => kept.length === words.length);
      expect(inbox.texts()).toEqual(words);
      expect(inbox.tried).toEqual(inbox.kept);
    });

    it('waits at stop for the update under way', async () => {
      const release = inbox.hold();
      const said = driver.say('还在写');
      await inbox.until(({ tried }) => tried.length === 1);
      let keptAtStop: string[] | undefined;
      const stopping = driver.channel.stop().then(() => {
        keptAtStop = inbox.texts();
      });
      await new Promise((resolve) => setImmediate(resolve));
      release();
      await Promise.all([stopping, said]);
      expect(keptAtStop).toEqual(['还在写']);
    });

    it('shows messages in the order they were sent, as plain text', async () => {
      await sent(plain('<b>一</b> *二* [三](https://example.org)'));
      await sent(plain('第二条', { buttons: yesNo }));
      expect(await driver.seen()).toMatchObject([
        { text: '<b>一</b> *二* [三](https://example.org)', buttons: [] },
        { text: '第二条', buttons: ['同意派单', '换人'] },
      ]);
    });

    it('puts an edit in the place of the old message, dead buttons too', async () => {
      const messageId = await sent(plain('待派单', { buttons: yesNo }));
      await sent(plain('后面'));
      expect(await edit(messageId, plain('已派单'))).toEqual({ ok: true, messageId });
      expect(await driver.seen()).toMatchObject([{ text: '已派单', buttons: [] }, { text: '后面' }]);
    });

    it('takes an edit that changes nothing as a success', async () => {
      const messageId = await sent(plain('待派单', { buttons: yesNo }));
      expect(await edit(messageId, plain('待派单', { buttons: yesNo }))).toEqual({ ok: true, messageId });
      expect(await driver.seen()).toHaveLength(1);
    });

    it('sends a text that is too long, without half a character', async () => {
      await sent(plain(`长${'\u{1f33f}'.repeat(3000)}`));
      const text = (await last())?.text ?? '';
      expect(text.startsWith('长\u{1f33f}')).toBe(true);
      expect(text).not.toMatch(/\p{Cs}/u);
    });

    it('shows a picture with its text, and edits that text', async () => {
      const bytes = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10, 45, 45, 13, 10, 255, 0);
      const messageId = await sent(plain('请扫码', { picture: { bytes, mime: 'image/png' }, buttons: yesNo }));
      const seen = await last();
      expect(seen?.text).toBe('请扫码');
      expect(Buffer.from(seen?.picture ?? [])).toEqual(Buffer.from(bytes));
      expect(await edit(messageId, plain('已过期'))).toEqual({ ok: true, messageId });
      expect(await last()).toMatchObject({ text: '已过期', buttons: [] });
    });

    it('shows a link, also one that leads to this machine', async () => {
      const links = [
        { label: '地图', url: 'https://example.org/map' },
        { label: '评单页', url: 'http://127.0.0.1:3000/r/abc' },
      ];
      await sent(plain('请看', { links }));
      const { text = '', buttons = [] } = (await last()) ?? {};
      expect(`${text} ${buttons.join(' ')}`).toContain('地图');
      expect(`${text} ${buttons.join(' ')}`).toContain('评单页');
    });

    const can = async (capability: keyof ChannelDriver, skip: () => void) => {
      if (driver[capability] === undefined) skip();
    };

    it('takes the phone number of the person, and knows somebody else’s', async ({ skip }) => {
      await can('shareContact', skip);
      await sent(plain('请留电话', { contact: { label: '发送我的号码', back: '返回' } }));
      driver.shareContact?.('+8613800138000', true);
      driver.shareContact?.('+8613900139000', false);
      await inbox.until(({ kept }) => kept.length === 2);
      expect(inbox.kept.map((inbound) => inbound.content)).toEqual([
        { kind: 'contact', phone: '+8613800138000', own: true },
        { kind: 'contact', phone: '+8613900139000', own: false },
      ]);
    });

    it('takes a photo and fetches its bytes', async ({ skip }) => {
      await can('sendPhoto', skip);
      const photo = Buffer.from('a photo');
      driver.sendPhoto?.(photo);
      const sent = await content();
      const fetched = await driver.channel.fetchFile(sent?.kind === 'photo' ? sent.fileId : '');
      expect(Buffer.from(fetched ?? [])).toEqual(photo);
      expect(await driver.channel.fetchFile('unknown')).toBeUndefined();
    });

    it('takes a file with its name and size, and fetches its bytes, unless they are over 10 MiB', async ({ skip }) => {
      await can('sendFile', skip);
      const small = Buffer.from('地区,件数\n');
      const name = '../<b>十月\u202e.csv';
      driver.sendFile?.(name, small);
      driver.sendFile?.('大.pdf', Buffer.alloc(10 * 1024 * 1024 + 1));
      await inbox.until(({ kept }) => kept.length === 2);
      const [first, second] = inbox.kept.map((inbound) => inbound.content);
      expect(first).toMatchObject({ kind: 'file', name, size: small.length });
      const fetched = await driver.channel.fetchFile(first?.kind === 'file' ? first.fileId : '');
      expect(Buffer.from(fetched ?? [])).toEqual(small);
      expect(await driver.channel.fetchFile(second?.kind === 'file' ? second.fileId : '')).toBeUndefined();
    });

    it('tells of a voice message', async ({ skip }) => {
      await can('sendVoice', skip);
      driver.sendVoice?.();
      expect(await content()).toEqual({ kind: 'voice' });
    });

    it('tells of something else', async ({ skip }) => {
      await can('sendOther', skip);
      driver.sendOther?.();
      expect(await content()).toEqual({ kind: 'other' });
    });

    it('gives an update that comes twice the same id', async ({ skip }) => {
      await can('repeatLast', skip);
      await driver.say('一次');
      await inbox.until(({ kept }) => kept.length === 1);
      driver.repeatLast?.();
      await inbox.until(({ kept }) => kept.length === 2);
      expect(inbox.kept[1]).toEqual(inbox.kept[0]);
    });

    it('brings an update again until it is kept, and lets none of that chat overtake it', async ({ skip }) => {
      await can('redelivers', skip);
      inbox.fail(3);
      await driver.say('一');
      await driver.say('二');
      await inbox.until(({ kept }) => kept.length === 2);
      expect(inbox.texts()).toEqual(['一', '二']);
      expect(inbox.tried.slice(0, 4).map(({ updateId }) => updateId)).toEqual(Array(4).fill(inbox.kept[0]?.updateId));
    });

    it('says that an address takes no messages any more', async ({ skip }) => {
      await can('leave', skip);
      const messageId = await sent(plain('您好'));
      driver.leave?.();
      expect(await send(plain('还在吗'))).toEqual({ ok: false, reason: 'closed' });
      expect(await edit(messageId, plain('还在吗'))).toEqual({ ok: false, reason: 'closed' });
    });

    it('says how long to wait where the service asks for it', async ({ skip }) => {
      await can('slowDown', skip);
      driver.slowDown?.(17);
      expect(await send(plain('您好'))).toEqual({ ok: false, reason: 'later', retryAfterSeconds: 17 });
      expect(await send(plain('您好'))).toMatchObject({ ok: true });
    });
  });
}
