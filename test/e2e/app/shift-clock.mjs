// Loaded before a program (`node --import`): its time runs CLOCK_FACTOR times as fast, and its clock on the wall is off by
// the milliseconds that the file CLOCK_FILE holds at the moment. Timers of Node's own HTTP server are left alone.
import { readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import promises from 'node:timers/promises';

const factor = Number(process.env['CLOCK_FACTOR'] ?? 1);
const file = process.env['CLOCK_FILE'];
const RealDate = Date;
const beganAt = RealDate.now();
const began = performance.now();
const realNow = performance.now.bind(performance);
const realInterval = setInterval;
let offset = 0;

const look = () => {
  try {
    offset = Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    // Not there yet.
  }
};
if (file !== undefined) {
  look();
  realInterval(look, 20).unref();
}

const monotonic = () => began + (realNow() - began) * factor;
const wall = () => Math.round(beganAt + (monotonic() - began) + offset);
performance.now = monotonic;
globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(wall());
    else super(...args);
  }
  static now() {
    return wall();
  }
};

const shorter = (ms) => (typeof ms === 'number' ? ms / factor : ms);
for (const name of ['setTimeout', 'setInterval']) {
  const real = globalThis[name];
  const fast = (callback, ms, ...rest) => real(callback, shorter(ms), ...rest);
  const { promisify } = await import('node:util');
  fast[promisify.custom] = (ms, ...rest) => real[promisify.custom](shorter(ms), ...rest);
  globalThis[name] = timers[name] = fast;
}
const realSleep = promises.setTimeout;
promises.setTimeout = (ms, ...rest) => realSleep(shorter(ms), ...rest);
const realTimeout = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = (ms) => realTimeout(Math.max(1, Math.round(ms / factor)));
syncBuiltinESMExports();
