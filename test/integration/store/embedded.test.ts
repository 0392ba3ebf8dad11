import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStore } from '../../../src/store/create-store.ts';
import { describeStore } from './store-suite.ts';

describeStore(
  'embedded in this process',
  (options) => createStore({ folder: mkdtempSync(join(tmpdir(), 'store-')), ...options }),
  10,
);
