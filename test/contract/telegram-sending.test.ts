// Sending to Telegram: what is Telegram's own, beyond the channel contract.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel } from '../../src/channels/channel.ts';
import type { FakeBot } from '../fakes/bot-api.ts';
import { plain } from './channel.ts';
import { chat, onEveryTelegram, openSetting, type Setting } from './telegram-setting.ts';

onEveryTelegram((name, create, mode) => {
  describe(name, () => {
    let setting: Setting;
    let bot: FakeBot;
    let channel: Channel;
    const address = String(chat);
    const send = (message = plain('您好'), to = address) => channel.send(to, message, '1');
    const seen = () => bot.chat(chat).filter(({ from }) => from === 'bot');

    beforeEach(async () => {
      setting = await openSetting(create, mode);
      ({ bot } = setting);
      channel = setting.another();
    });
    afterEach(async () => {
      await channel.stop();
      await setting.close();
    });

    it('leaves text as it is and shows no preview', async () => {
      await send();
      const call = await bot.waitForCall(({ method }) => method === 'sendMessage');
      expect(call.params['parse_mode']).toBeUndefined();
      expect(call.params['link_preview_options']).toEqual({ is_disabled: true });
    });

    it('fills a message to its last unit', async () => {
      await send(plain('字'.repeat(4097)));
      await send(plain('字'.repeat(2000), { picture: { bytes: Uint8Array.of(1), mime: 'image/png' } }));
      expect(seen().map(({ text }) => [text.length, text.endsWith('字…')])).toEqual([
        [4096, true],
        [1024, true],
      ]);
    });

    it('makes links buttons, and lines where Telegram would refuse the button', async () => {
      const links = [
        { label: '地图', url: 'https://example.org/map' },
        { label: '本机', url: 'http://127.0.0.1:3000/a' },
        { label: '旁边', url: 'http://localhost:3000/a' },
      ];
      await send(plain('请看', { links, buttons: [[{ label: '好', data: 'ok' }]] }));
      expect(seen()).toMatchObject([
        {
          text: '请看\n本机 http://127.0.0.1:3000/a\n旁边 http://localhost:3000/a',
          buttons: [[{ label: '好', data: 'ok' }], [{ label: '地图', url: 'https://example.org/map' }]],
        },
      ]);
    });

    it('asks for the phone number with a keyboard, and takes it away under a message with buttons', async () => {
      await send(plain('请留电话', { contact: { label: '发送我的号码', back: '返回' } }));
      expect(bot.keyboard(chat)).toEqual([
        [{ label: '发送我的号码', contact: true }],
        [{ label: '返回', contact: false }],
      ]);
      await send(plain('请确认', { contact: 'remove', buttons: [[{ label: '确认提交', data: 'ok' }]] }));
      expect(bot.keyboard(chat)).toBeUndefined();
      expect(seen().map(({ text, buttons }) => [text, buttons.length])).toEqual([
        ['请留电话', 0],
        ['请确认', 1],
      ]);
      await send(plain('请留电话', { contact: { label: '发送我的号码', back: '返回' } }));
      await send(plain('好的', { contact: 'remove' }));
      expect(bot.keyboard(chat)).toBeUndefined();
      expect(seen().at(-1)?.text).toBe('好的');
    });

    it('answers a tap with the phone keyboard in a new message, and the old buttons go dead', async () => {
      const old = await send(plain('时间？', { buttons: [[{ label: '周三', data: 'w' }]] }));
      const asked = plain('请留电话', { contact: { label: '发送我的号码', back: '返回' } });
      const edited = await channel.edit(address, old.ok ? old.messageId : '', asked, '2');
      expect(edited).toMatchObject({ ok: true });
      expect(seen()).toMatchObject([{ text: '时间？', buttons: [] }, { text: '请留电话' }]);
    });

    it('sends anew what cannot be edited any more', async () => {
      await send();
      expect(await channel.edit(address, '99999', plain('新的'), '2')).toEqual({ ok: true, messageId: '2' });
      bot.failNext({ method: 'editMessageText', status: 400, description: "Bad Request: message can't be edited" });
      expect(await channel.edit(address, '1', plain('更新的'), '3')).toEqual({ ok: true, messageId: '3' });
      expect(seen().map(({ text }) => text)).toEqual(['您好', '新的', '更新的']);
    });

    it('refuses what Telegram will never take, and quotes nothing of it', async () => {
      const buttons = [[{ label: '好', data: '字'.repeat(22) }]];
      expect(await send(plain('您好', { buttons }))).toEqual({ ok: false, reason: 'refused', code: 'button-data' });
      expect(await send(plain(''))).toEqual({ ok: false, reason: 'refused', code: 'empty' });
      bot.failNext({ method: 'sendMessage', status: 400, description: 'Bad Request: 您好 is odd' });
      expect(await send()).toEqual({ ok: false, reason: 'refused', code: 'telegram-400' });
      expect(await send(plain('您好', { buttons: [[{ label: '好', data: '字'.repeat(21) }]] }))).toMatchObject({
        ok: true,
      });
    });

    it('knows a chat that does not exist as closed', async () => {
      expect(await send(plain('您好'), '123')).toEqual({ ok: false, reason: 'closed' });
    });

    it('rejects where the service or the token is at fault, without a text or the token', async () => {
      for (const status of [500, 502, 401, 404, 'hang-up'] as const) {
        bot.failNext({ method: 'sendMessage', status, description: '您好' });
        const fault = await send().catch((error: unknown) => error);
        expect(fault).toBeInstanceOf(Error);
        const { message, cause, ...rest } = fault instanceof Error ? fault : new Error();
        expect(`${message} ${String(cause)} ${JSON.stringify(rest)}`).not.toMatch(/您好|AAHdq/);
      }
      expect(await send()).toMatchObject({ ok: true });
    });

    it('sets the command list for everybody, for Chinese and for English', async () => {
      const list = (description: string) => [{ command: 'order', description }];
      await channel.describe?.({ 'zh-CN': list('我要点单'), en: list('Order a talk') });
      expect(Object.fromEntries(bot.commands)).toEqual({
        '': list('我要点单'),
        zh: list('我要点单'),
        en: list('Order a talk'),
      });
    });
  });
});
