// A file that somebody sent, looked at before it is fetched.

import { mostFileBytes } from '../domain/files.ts';
import { type Text, text } from '../domain/message.ts';
import type { Input } from './dialogue.ts';

/** Why this file is not taken at all; undefined where it may be. */
export const tooLarge = (input: Input): Text | undefined =>
  input.kind === 'file' && (input.size ?? 0) > mostFileBytes ? text('file.too_large') : undefined;
