// The contract of a part of the profile that can be changed, and what the parts share.

import type { Command } from '../../../domain/commands.ts';
import type { ProfileEdit, ProfileView } from '../../../domain/commands-roster.ts';
import type { Text } from '../../../domain/message.ts';
import type { Facts, Input, Reply } from '../../dialogue.ts';
import type { TickPicker } from '../../pickers/tick-picker.ts';

export const sectionNames = ['topics', 'formats', 'languages', 'hours', 'areas', 'weekly', 'daily', 'share'] as const;
export type SectionName = (typeof sectionNames)[number];

export interface Showing {
  readonly profile: ProfileView;
  readonly at: 'home' | SectionName;
  readonly picker?: TickPicker;
  /** The days whose hours are asked for. */
  readonly days?: readonly number[];
  /** The topic that is to be given up. */
  readonly topicId?: number;
  /** Whether to pause somebody who serves schools is asked. */
  readonly pausing?: true;
}

export type Taken =
  | { readonly kind: 'edit'; readonly edit: ProfileEdit }
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'stay'; readonly showing: Showing }
  | { readonly kind: 'problem'; readonly text: Text };

export interface Section {
  /** The question, without navigation. */
  ask(showing: Showing, facts: Facts): Reply;
  take(showing: Showing, input: Input, facts: Facts): Taken;
}

export const problem = (words: Text): Taken => ({ kind: 'problem', text: words });
export const edited = (edit: ProfileEdit): Taken => ({ kind: 'edit', edit });
