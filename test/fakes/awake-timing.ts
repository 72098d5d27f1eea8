// The times of a product that nobody has to wait for until morning: what is written is due at once, at whatever hour.

import { defaultTiming, type Timing } from '../../src/domain/timers.ts';

const { quietHours: _, ...rest } = defaultTiming;

export const awakeTiming: Timing = rest;
