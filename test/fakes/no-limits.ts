// For tests in which one chat does more in a moment than any person would.

import type { Limits } from '../../src/domain/limits.ts';

const most = { most: 1_000_000, seconds: 1 };
export const noLimits: Limits = {
  orders: most,
  applications: most,
  updates: most,
  requests: most,
  finds: most,
  invites: most,
};
