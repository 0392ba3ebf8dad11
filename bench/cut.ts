import type { Subject } from './build-subject.ts';
import { atMost, plain, round, type Result } from './figure.ts';
import { generateChange } from './generate-change.ts';
import { measurePaired } from './paired.ts';
import { runReadAndCut } from './run-read-and-cut.ts';

const rounds = 5;

/** Reading and cutting a large change, against `git diff` printing it. */
export function measureCut(subject: Subject): Result {
  const change = generateChange(300, 20_000);
  try {
    const cwd = change.folder;
    const node = process.execPath;
    const timings = measurePaired(
      [
        { name: 'git', command: ['git', 'diff', '--cached', '--full-index', '-M'], cwd },
        { name: 'cut', command: [node, subject.readAndCut, cwd, subject.wasm], cwd },
        { name: 'rules', command: [node, subject.galley, 'review', '--no-model', '--staged'], cwd },
      ],
      rounds,
    );
    const wall = (name: string): number => timings.get(name)?.wall ?? NaN;
    const limit = 3 * wall('git') + 1500;
    const facts = runReadAndCut(subject, cwd);
    const { read, cut } = facts.ms;
    return {
      title: 'Read and cut',
      method: `${change.changedLines} changed lines in ${change.files} TypeScript files, ${facts.chunks} chunks; whole processes, medians of ${rounds} rounds. The limit is 3 x \`git diff\` (${round(wall('git'))} ms) + 1.5 s.`,
      figures: [
        atMost('read and cut, part of the limit', wall('cut') / limit, 1, ' x', `${round(wall('cut'))} ms`),
        plain('read, then cut (blobs and parsers too)', `${round(read)}, ${round(cut)} ms`),
        atMost(
          'galley review --no-model, part of the limit',
          wall('rules') / limit,
          1,
          ' x',
          `${round(wall('rules'))} ms`,
        ),
      ],
    };
  } finally {
    change.remove();
  }
}
