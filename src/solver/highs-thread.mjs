// The solver's thread begins here, in plain JavaScript: tsx does not follow into threads by itself. The package's types
// take its default export for a CommonJS one, so it is handed on from here.

import { parentPort } from 'node:worker_threads';
import loadHighs from 'highs';
import { register } from 'tsx/esm/api';

register();
const { serve } = await import('./highs-worker.ts');
serve(parentPort, loadHighs);
