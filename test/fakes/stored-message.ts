// A row of the outbox as what it is to say. The column holds what the product wrote there a moment ago.

import type { Message } from '../../src/domain/message.ts';

export const storedMessage = ({ message }: { readonly message: unknown }): Message => message as Message;
