// Receiving from Telegram: what is Telegram's own, beyond the channel contract.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel } from '../../src/channels/channel.ts';
import type { FakeBot } from '../fakes/bot-api.ts';
import { plain } from './channel.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { chat, onEveryTelegram, openSetting, type Setting, secret } from './telegram-setting.ts';

onEveryTelegram((name, create, mode) => {
  describe(name, () => {
    let setting: Setting;
    let bot: FakeBot;
    let channel: Channel;
    let inbox: Recorder;
    const address = String(chat);
    const ask = () => channel.send(address, plain('?', { buttons: [[{ label: '好', data: 'ok' }]] }), '1');

    beforeEach(async () => {
      setting = await openSetting(create, mode);
      ({ bot } = setting);
      channel = setting.another();
      inbox = createRecorder();
    });
    afterEach(async () => {
      await channel.stop();
      await setting.close();
    });

    describe('receiving', () => {
      beforeEach(() => channel.start(inbox.handler));

      it('does not take the telephone’s language for one that was chosen', async () => {
        bot.userSays(chat, 'hello');
        await inbox.until(({ kept }) => kept.length === 1);
        expect(inbox.kept[0]).not.toHaveProperty('chosenLocale');
      });

      it('stops the spinner of a tapped button once the tap is kept', async () => {
        await ask();
        inbox.fail(1);
        bot.userTaps(chat, '好');
        await bot.waitForCall(({ method }) => method === 'answerCallbackQuery');
        expect(inbox.kept).toHaveLength(1);
        expect(bot.spinning(chat)).toBe(0);
      });

      it('takes a tap as kept though its spinner cannot be stopped', async () => {
        await ask();
        bot.failNext({ method: 'answerCallbackQuery', status: 400 });
        bot.userTaps(chat, '好');
        bot.userSays(chat, '后来');
        await inbox.until(({ kept }) => kept.length === 2);
        expect(inbox.tried).toHaveLength(2);
      });

      it('lives through malformed updates and ignores groups', async () => {
        const group = { id: -100, type: 'supergroup', title: 'G' };
        const person = { id: chat, type: 'private' };
        const odd: Record<string, unknown>[] = [
          {},
          { message: null },
          { message: 'text' },
          { message: { chat: person, text: 7, photo: [], contact: {} } },
          { message: { chat: group, message_id: 1, text: 'in a group' } },
          { message: { chat: person, photo: [null] } },
          { callback_query: { id: 'x', data: 'd' } },
          { callback_query: { data: 9, message: { chat: person } } },
          { poll_answer: { option_ids: [] } },
        ];
        for (const update of odd) bot.pushRaw(update, chat);
        bot.userSays(chat, '还在');
        await inbox.until(({ kept }) => kept.some(({ content }) => content.kind === 'text'));
        expect(inbox.kept.map(({ content }) => content.kind)).toEqual(['other', 'other', 'other', 'text']);
      });

      it('serves other chats while one chat waits', async () => {
        const release = inbox.hold();
        bot.userSays(chat, '一');
        bot.userSays(chat + 1, '二');
        if (mode === 'webhook') await inbox.until(({ tried }) => tried.length === 2);
        release();
        await inbox.until(({ kept }) => kept.length === 2);
        expect(new Set(inbox.kept.map((inbound) => inbound.address))).toEqual(new Set([address, String(chat + 1)]));
      });
    });

    it('loses nothing at a stop: what was not kept comes to the next process, what was kept does not', async () => {
      await channel.start(inbox.handler);
      bot.userSays(chat, '一');
      await inbox.until(({ kept }) => kept.length === 1);
      inbox.fail(Number.POSITIVE_INFINITY);
      bot.userSays(chat, '二');
      await inbox.until(({ tried }) => tried.length >= 2);
      bot.userSays(chat, '三');
      await channel.stop();
      const next = createRecorder();
      channel = setting.another();
      await channel.start(next.handler);
      bot.userSays(chat, '四');
      await next.until(({ kept }) => kept.length === 3);
      expect(inbox.texts()).toEqual(['一']);
      expect(next.texts()).toEqual(['二', '三', '四']);
    });

    it('never drops what is pending, and asks for messages and taps only', async () => {
      bot.userSays(chat, '早');
      await channel.start(inbox.handler);
      await inbox.until(({ kept }) => kept.length === 1);
      expect(inbox.texts()).toEqual(['早']);
      expect(bot.calls.filter(({ params }) => params['drop_pending_updates'])).toEqual([]);
      const asked = await bot.waitForCall(
        ({ method }) => method === (mode === 'polling' ? 'getUpdates' : 'setWebhook'),
      );
      expect(asked.params['allowed_updates']).toEqual(['message', 'callback_query']);
    });

    it('says at the start that a token is wrong', async () => {
      channel = setting.another('1:wrong');
      await expect(channel.start(inbox.handler)).rejects.toMatchObject({ status: 401, method: 'getMe' });
    });

    it('starts though Telegram is away, and receives when it is back', async () => {
      for (let i = 0; i < 3; i++) bot.failNext({ method: 'getMe', status: 'hang-up' });
      bot.failNext({ method: 'deleteWebhook', status: 502 });
      bot.failNext({ method: 'setWebhook', status: 502 });
      bot.userSays(chat, '早');
      await channel.start(inbox.handler);
      await inbox.until(({ kept }) => kept.length === 1);
      expect(inbox.texts()).toEqual(['早']);
    });

    if (mode === 'polling') {
      it('polls again after conflicts, network faults and refusals', async () => {
        for (const status of [409, 'hang-up', 502, 429, 401] as const) bot.failNext({ method: 'getUpdates', status });
        await channel.start(inbox.handler);
        bot.userSays(chat, '早');
        await inbox.until(({ kept }) => kept.length === 1);
        expect(bot.calls.filter(({ method, status }) => method === 'getUpdates' && status !== 200)).toHaveLength(5);
      });

      it('shares a bot with a second process for a while, and goes on when that leaves', async () => {
        await channel.start(inbox.handler);
        const second = setting.another();
        const other = createRecorder();
        await second.start(other.handler);
        await bot.waitForCall(({ method, status }) => method === 'getUpdates' && status === 409);
        bot.userSays(chat, '一');
        await Promise.any([inbox.until(({ kept }) => kept.length > 0), other.until(({ kept }) => kept.length > 0)]);
        await second.stop();
        bot.userSays(chat, '二');
        await inbox.until((recorder) => recorder.texts().includes('二'));
        expect([...inbox.texts(), ...other.texts()]).toContain('一');
      });

      it('tells Telegram at a stop what was kept while it stopped', async () => {
        await channel.start(inbox.handler);
        const release = inbox.hold();
        bot.userSays(chat, '一');
        await inbox.until(({ tried }) => tried.length === 1);
        const stopping = channel.stop();
        await new Promise((resolve) => setImmediate(resolve));
        release();
        await stopping;
        expect(inbox.texts()).toEqual(['一']);
        expect(bot.pending).toEqual([]);
      });

      it('has no webhook', () => {
        expect(channel.webhook).toBeUndefined();
      });
    }

    if (mode === 'webhook') {
      it('changes nothing for a call whose secret is forged or missing', async () => {
        await channel.start(inbox.handler);
        const update = { update_id: 5, message: { message_id: 1, chat: { id: chat, type: 'private' }, text: '假的' } };
        for (const forged of [undefined, '', 'wrong', `${secret}x`, secret.slice(1)]) {
          expect(await channel.webhook?.(forged, update)).toBe(401);
        }
        expect(inbox.tried).toEqual([]);
        expect(await channel.webhook?.(secret, update)).toBe(200);
        expect(inbox.texts()).toEqual(['假的']);
      });

      it('answers 503 where nothing was kept, and before the start and after the stop', async () => {
        const update = { update_id: 5, message: { message_id: 1, chat: { id: chat, type: 'private' }, text: '一' } };
        expect(await channel.webhook?.(secret, update)).toBe(503);
        await channel.start(inbox.handler);
        inbox.fail(1);
        expect(await channel.webhook?.(secret, update)).toBe(503);
        expect(await channel.webhook?.(secret, null)).toBe(200);
        await channel.stop();
        expect(await channel.webhook?.(secret, update)).toBe(503);
        expect(inbox.kept).toEqual([]);
      });
    }

    it('writes no text, number or token to the log', async () => {
      bot.failNext({ method: 'getMe', status: 'hang-up' });
      inbox.fail(1);
      await channel.start(inbox.handler);
      bot.userSays(chat, '我的号码13800138000');
      await inbox.until(({ kept }) => kept.length === 1);
      expect(setting.warnings.length).toBeGreaterThan(0);
      expect(setting.warnings.join()).not.toMatch(/138001|号码|AAHdq|4200000001|database/);
    });
  });
});
