import { constants, PerformanceObserver } from 'node:perf_hooks';
import { keepHeapSmall } from '../../../../src/entry/app/start/keep-heap-small.ts';

/** Makes objects that live too long for the young generation, as a flood does. Prints how often all of the heap was looked through. */
let major = 0;
new PerformanceObserver((list) => {
  const seen = list.getEntries() as unknown as readonly { readonly detail: { readonly kind: number } }[];
  major += seen.filter(({ detail }) => detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR).length;
}).observe({ entryTypes: ['gc'] });

if (process.argv[2] === 'small') keepHeapSmall();
const alive: object[] = [];
for (let turn = 0; turn < 500; turn++) {
  for (let i = 0; i < 4000; i++) alive.push({ turn, i, text: `${turn} ${i}` });
  if (alive.length > 200_000) alive.splice(0, 4000);
  await new Promise((resolve) => setImmediate(resolve));
}
// What was observed is told a moment later.
await new Promise((resolve) => setTimeout(resolve, 50));
console.log(major);
