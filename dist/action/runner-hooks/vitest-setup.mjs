import { afterAll, chai } from 'vitest';
import clocks from './clock.cjs';
import counting from './hits.cjs';
import results from './results.cjs';
import values from './values.cjs';

/** Runs in each worker before the test file and before the repository's own set-up files. */
const { clock, counters } = results.readSettings();
if (clock !== undefined) clocks.setClock(globalThis, clock.kind, clock.time);

if (counters !== undefined) {
  const hits = (globalThis[counters] ??= {});
  afterAll(() => counting.writeHits(hits));
}

// Only texts leave the worker, in which the number 5 and the string '5' are the same: they are written down here.
const { prototype } = chai.Assertion;
const { assert } = prototype;
if (!assert.isGalley) {
  prototype.assert = function (...args) {
    try {
      return Reflect.apply(assert, this, args);
    } catch (error) {
      keepValues(error);
      throw error;
    }
  };
  prototype.assert.isGalley = true;
}

function keepValues(error) {
  if (typeof error !== 'object' || error === null || !('expected' in error) || !('actual' in error)) return;
  const { expected, actual } = error;
  error.galleyValues = { expected: values.toSource(expected), actual: values.toSource(actual) };
}
