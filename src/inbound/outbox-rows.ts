// A turn's answers as rows of the outbox.

import type { ChannelName, Inbound } from '../channels/channel.ts';
import type { Turn } from '../conversation/converse.ts';
import type { OutboxRow } from '../store/save-step.ts';
import { cleanText } from './text.ts';

export function outboxRows(channel: ChannelName, { content }: Inbound, { replies, replaces }: Turn): OutboxRow[] {
  const rows: OutboxRow[] = [];
  // The web page has nobody else who remembers what the person typed.
  if (channel === 'web' && content.kind === 'text' && !content.text.startsWith('/start'))
    rows.push({ kind: 'said', message: { text: cleanText(content.text).slice(0, 2000) } });
  const tapped = replaces && content.kind === 'tap' ? content.messageId : undefined;
  for (const [index, message] of replies.entries()) {
    // A keyboard of the channel's own, or a picture, can't be put into a message that stands already.
    const edits = index === 0 && tapped !== undefined && !message.contact && !message.picture;
    rows.push(edits ? { kind: 'edit', message, edits_message_id: tapped } : { kind: 'send', message });
  }
  return rows;
}
