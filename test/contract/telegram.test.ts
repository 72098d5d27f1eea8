// The channel contract on both Telegram libraries, in both modes, against the fake Bot API.

import type { Update } from '../fakes/bot-api.ts';
import { describeChannel } from './channel.ts';
import type { ChannelDriver } from './channel-driver.ts';
import { chat, onEveryTelegram, openSetting } from './telegram-setting.ts';

onEveryTelegram((name, create, mode) => {
  describeChannel(name, async () => {
    const setting = await openSetting(create, mode);
    const { bot } = setting;
    let last: Update | undefined;
    const driver: ChannelDriver = {
      channel: setting.another(),
      address: String(chat),
      say(text) {
        last = bot.userSays(chat, text);
      },
      tap: (label) => void bot.userTaps(chat, label),
      seen: () =>
        bot
          .chat(chat)
          .filter(({ from }) => from === 'bot')
          .map(({ text, buttons, photo }) => ({
            text,
            buttons: buttons.flat().map(({ label }) => label),
            ...(photo ? { picture: photo } : {}),
          })),
      close: setting.close,
      shareContact: (phone, own) => void bot.userShares(chat, phone, { own }),
      sendPhoto: (bytes) => void bot.userSendsPhoto(chat, bytes, 'a caption'),
      sendFile: (name, bytes) => void bot.userSendsDocument(chat, { name, bytes }),
      sendVoice: () => void bot.userSendsVoice(chat),
      sendOther: () => void bot.userSendsSticker(chat),
      repeatLast: () => void (last && bot.pushRaw(last, chat)),
      redelivers: true,
      leave: () => bot.block(chat),
      slowDown: (seconds) => bot.failNext({ method: 'sendMessage', status: 429, retryAfter: seconds }),
    };
    return driver;
  });
});
