import { setFlagsFromString } from 'node:v8';

/**
 * V8 lets what a flood has left behind lie until its heap is several times as large as what is alive in it; beside a model
 * there is no memory to spare. It looks through all of it each time that it has grown by so many per cent instead: for the
 * heap of `galley serve`, about 25 MB, a few dozen milliseconds, most of them on other threads.
 */
const growthPercent = 30;

/** For this process, from now on. */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${growthPercent}`);
}
