import type { Subject } from './build-subject.ts';
import { atMost, plain, round, type Result } from './figure.ts';
import { generateChange } from './generate-change.ts';
import { measurePaired } from './paired.ts';

const rounds = 3;

/** The change by itself holds nothing that rules look for; a real one of its size does. */
const everywhere = [
  'galley/identical-operands',
  'galley/self-assignment',
  'galley/unreachable-statement',
  'galley/callback-without-return',
  'galley/empty-catch',
];

/** What all built-in rules cost on a large change, on top of reading and cutting it. */
export function measureRules(subject: Subject): Result {
  const change = generateChange(300, 20_000);
  try {
    const command = (build: string, rules: readonly string[] = []) =>
      [process.execPath, subject.readAndCut, change.folder, subject.wasm, build, rules.join(',')] as const;
    const timings = measurePaired(
      [
        { name: 'cut', command: command('') },
        { name: 'hinted', command: command('native') },
        { name: 'native', command: command('native', everywhere) },
        { name: 'wasm', command: command('wasm', everywhere) },
      ],
      rounds,
    );
    const wall = (name: string): number => timings.get(name)?.wall ?? NaN;
    const cpu = (name: string): number => timings.get(name)?.cpu ?? NaN;
    const more = (name: string): number => (wall(name) - wall('cut')) / 1000;
    return {
      title: 'Rules',
      method: `${change.changedLines} changed lines in ${change.files} TypeScript files; whole processes, medians of ${rounds} rounds. Reading and cutting alone takes ${round(wall('cut'))} ms.`,
      figures: [
        atMost('all rules, beyond reading and cutting', more('hinted'), 1.5, ' s'),
        atMost(
          `the same with ${everywhere.length} rules tried on every file, whatever their hints say`,
          more('native'),
          1.5,
          ' s',
        ),
        plain('the same on the WebAssembly build', `${round(more('wasm'))} s`),
        plain(
          'processor time: cut, all rules, some on every file, on WebAssembly',
          `${['cut', 'hinted', 'native', 'wasm'].map((name) => round(cpu(name))).join(', ')} ms`,
        ),
      ],
    };
  } finally {
    change.remove();
  }
}
