// Files to begin with, for whoever is to fill one in.

import type { Context } from 'hono';
import { caseExample } from '../services/import/case-lines.ts';

export const casesExample = (c: Context): Response => {
  c.header('Content-Type', 'text/csv; charset=utf-8');
  c.header('Content-Disposition', 'attachment; filename="cases.csv"');
  return c.body(caseExample);
};
