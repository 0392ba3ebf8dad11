import { join } from 'node:path';
import type { Subject } from './build-subject.ts';
import { atMost, plain, round, type Result } from './figure.ts';
import { generateChange, type GeneratedChange } from './generate-change.ts';
import { installedChange } from './installed-change.ts';
import { measurePaired } from './paired.ts';

const rounds = 3;
const lines = 20_000;
const modules = join(import.meta.dirname, '../node_modules');

/** What all built-in rules cost on a large change, on top of reading and cutting it. */
export function measureRules(subject: Subject): Result {
  const edited = costOf(subject, generateChange(300, lines));
  const real = costOf(subject, installedChange(modules, lines));
  return {
    title: 'Rules',
    method: `Whole processes, medians of ${rounds} rounds. Edited methods: ${edited.about}. New files: ${real.about}, of installed packages.`,
    figures: [
      atMost('edited methods: all rules, beyond reading and cutting', edited.native, 1.5, ' s'),
      atMost('new files: the same', real.native, 1.5, ' s'),
      plain('the same on the WebAssembly build', `${round(edited.wasm)}, ${round(real.wasm)} s`),
      plain('processor time of the new files: cut, rules, rules on WebAssembly', real.cpu),
    ],
  };
}

interface RuleCost {
  readonly about: string;
  /** Seconds beyond reading and cutting. */
  readonly native: number;
  readonly wasm: number;
  readonly cpu: string;
}

function costOf(subject: Subject, change: GeneratedChange): RuleCost {
  try {
    const command = (build: string) =>
      [process.execPath, subject.readAndCut, change.folder, subject.wasm, build] as const;
    const timings = measurePaired(
      [
        { name: 'cut', command: command('') },
        { name: 'native', command: command('native') },
        { name: 'wasm', command: command('wasm') },
      ],
      rounds,
    );
    const wall = (name: string): number => timings.get(name)?.wall ?? NaN;
    const more = (name: string): number => (wall(name) - wall('cut')) / 1000;
    const cpu = ['cut', 'native', 'wasm'].map((name) => round(timings.get(name)?.cpu ?? NaN));
    return {
      about: `${change.changedLines} changed lines in ${change.files} files, read and cut in ${round(wall('cut'))} ms`,
      native: more('native'),
      wasm: more('wasm'),
      cpu: `${cpu.join(', ')} ms`,
    };
  } finally {
    change.remove();
  }
}
