// What stands behind the commands about deputies: from outside, so anything but what is expected is refused.

import type { AppointmentId } from '../../../domain/ids.ts';
import { idFrom } from '../../arguments.ts';

/** An appointment as a button names it: the version tells whether the button is still true. */
export interface AppointmentTarget {
  readonly appointmentId: AppointmentId;
  readonly version: number;
}

export function appointmentFrom([id, word]: readonly string[]): AppointmentTarget | undefined {
  const appointmentId = idFrom(id);
  const version = versionFrom(word);
  return appointmentId === undefined || version === undefined ? undefined : { appointmentId, version };
}

export function requestFrom([id, word]: readonly string[]) {
  const requestId = idFrom(id);
  const version = versionFrom(word);
  return requestId === undefined || version === undefined ? undefined : { requestId, version };
}

export const versionFrom = (word: string | undefined): number | undefined =>
  word !== undefined && /^\d{1,9}$/.test(word) ? Number(word) : undefined;

/** The year in which a counting year begins. */
export const yearFrom = (word: string | undefined): number | undefined =>
  word !== undefined && /^20\d{2}$/.test(word) ? Number(word) : undefined;
