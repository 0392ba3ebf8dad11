import { memoryJobStore } from '../../ports/memory-job-store.ts';
import { describeLosses } from './lost-workers.ts';
import type { OpenOptions } from './store-scene.ts';
import { describeStore } from './store-suite.ts';

const open = async ({ clock, tries, backoffSeconds }: OpenOptions) =>
  memoryJobStore({ clock, tries, backoffMs: backoffSeconds * 1000 });

describeStore('in memory', open, 300);
describeLosses(open);
