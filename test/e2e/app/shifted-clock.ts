import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const preload = join(import.meta.dirname, 'shift-clock.mjs');

/** Environment of a process for which time passes `factor` times as fast. */
export function fasterClock(factor: number): Record<string, string> {
  return { NODE_OPTIONS: `--import ${preload}`, CLOCK_FACTOR: String(factor) };
}

/** A clock on the wall that can be set while a process runs; time itself passes as ever. */
export function jumpingClock(folder: string): {
  readonly env: Record<string, string>;
  /** Milliseconds that the clock is ahead; negative: behind. */
  readonly jump: (ms: number) => void;
} {
  const file = join(folder, 'clock');
  return {
    env: { NODE_OPTIONS: `--import ${preload}`, CLOCK_FILE: file },
    jump: (ms) => writeFileSync(file, String(ms)),
  };
}
