import { memoryJobStore } from '../../ports/memory-job-store.ts';
import { describeStore } from './store-suite.ts';

describeStore(
  'in memory',
  async ({ clock, tries, backoffSeconds }) =>
    memoryJobStore({ clock, tries, backoffMs: backoffSeconds * 1000 }),
  300,
);
