// The Bot API methods of one fake bot, for its token alone.

import { type FakeChat, Refusal } from './bot-api-chat.ts';
import { type Params, structured } from './bot-api-request.ts';
import type { UpdateQueue } from './bot-api-updates.ts';

export interface BotState {
  readonly token: string;
  readonly username: string;
  readonly updates: UpdateQueue;
  readonly chats: Map<number, FakeChat>;
  readonly commands: Map<string, unknown>;
  /** Taps that are not answered yet: the query's id → the chat. */
  readonly spinners: Map<string, number>;
  readonly files: Map<string, Uint8Array>;
}

export function perform(state: BotState, method: string, params: Params, gone: AbortSignal): unknown {
  const { values } = params;
  switch (method) {
    case 'getMe':
      return {
        id: Number(state.token.split(':')[0]),
        is_bot: true,
        first_name: state.username,
        username: state.username,
      };
    case 'getUpdates': {
      const limit = Number(values['limit'] ?? 100);
      return state.updates.getUpdates(
        { offset: Number(values['offset'] ?? 0), limit },
        Number(values['timeout'] ?? 0),
        gone,
      );
    }
    case 'setWebhook': {
      const secret = values['secret_token'];
      if (typeof secret === 'string' && !/^[\w-]{1,256}$/.test(secret))
        throw new Refusal(400, 'Bad Request: secret token contains unallowed characters');
      state.updates.setWebhook({ url: String(values['url']), secret: typeof secret === 'string' ? secret : undefined });
      return true;
    }
    case 'getWebhookInfo': {
      const { webhook, waiting, lastError } = state.updates;
      return {
        url: webhook?.url ?? '',
        has_custom_certificate: false,
        pending_update_count: waiting.length,
        ...(webhook && lastError && { last_error_date: lastError.at, last_error_message: lastError.message }),
      };
    }
    case 'deleteWebhook':
      state.updates.setWebhook(undefined);
      return true;
    case 'setMyCommands':
      state.commands.set(String(values['language_code'] ?? ''), structured(values['commands']));
      return true;
    case 'sendMessage':
      return known(state, values).send(params, false);
    case 'sendPhoto':
      return known(state, values).send(params, true);
    case 'editMessageText':
      return known(state, values).edit(params, 'text');
    case 'editMessageCaption':
      return known(state, values).edit(params, 'caption');
    case 'editMessageReplyMarkup':
      return known(state, values).edit(params, 'buttons');
    case 'deleteMessage':
      return known(state, values).delete(params);
    case 'answerCallbackQuery':
      if (state.spinners.delete(String(values['callback_query_id']))) return true;
      throw new Refusal(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid');
    case 'getFile': {
      const id = String(values['file_id']);
      const bytes = state.files.get(id);
      if (!bytes) throw new Refusal(400, 'Bad Request: wrong file_id or the file is temporarily unavailable');
      return { file_id: id, file_unique_id: id, file_size: bytes.length, file_path: `photos/${id}.jpg` };
    }
    default:
      throw new Refusal(404, 'Not Found: method not found');
  }
}

/** A bot cannot write to somebody who never opened the chat. */
function known(state: BotState, values: Readonly<Record<string, unknown>>): FakeChat {
  const chat = state.chats.get(Number(values['chat_id']));
  if (!chat) throw new Refusal(400, 'Bad Request: chat not found');
  return chat;
}
