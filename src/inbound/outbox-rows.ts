// A turn's answers as rows of the outbox.

import type { ChannelName, Inbound } from '../channels/channel.ts';
import type { Turn } from '../conversation/converse.ts';
import type { Text } from '../domain/message.ts';
import type { OutboxRow } from '../store/save-step.ts';
import { cleanText } from './text.ts';

export function outboxRows(channel: ChannelName, { content }: Inbound, { replies, replaces }: Turn): OutboxRow[] {
  const rows: OutboxRow[] = [];
  const [first] = replies;
  // A keyboard of the channel's own, or a picture, can't be put into a message that stands already.
  const mayReplace = replaces && first !== undefined && !first.contact && !first.picture;
  const tapped = mayReplace && content.kind === 'tap' ? content.messageId : undefined;
  const said = channel === 'web' && tapped === undefined ? wordsOf(content) : undefined;
  if (said !== undefined && (content.kind === 'text' || first)) rows.push({ kind: 'said', message: { text: said } });
  for (const [index, message] of replies.entries()) {
    rows.push(
      index === 0 && tapped !== undefined
        ? { kind: 'edit', message, edits_message_id: tapped }
        : { kind: 'send', message },
    );
  }
  return rows;
}

/** The web page has nobody else who remembers what the person typed or tapped. */
function wordsOf(content: Inbound['content']): Text | undefined {
  if (content.kind === 'tap') return content.label;
  if (content.kind === 'file') return `📎 ${cleanText(content.name).slice(0, 100)}`;
  if (content.kind !== 'text' || content.text.startsWith('/start')) return undefined;
  return cleanText(content.text).slice(0, 2000);
}
