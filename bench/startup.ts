import { generateChange } from './generate-change.ts';
import type { Subject } from './build-subject.ts';
import { atMost, plain, round, type Figure, type Result } from './figure.ts';
import { measurePaired } from './paired.ts';

const rounds = 21;

/** How long `galley` takes to say its version and to find nothing staged, against Node doing nothing. */
export function measureStartup({ galley }: Subject): Result {
  const node = process.execPath;
  const repository = generateChange(1, 0);
  try {
    const cwd = repository.folder;
    const timings = measurePaired(
      [
        { name: 'node -e 0', command: [node, '-e', '0'], cwd },
        { name: 'galley --version', command: [node, galley, '--version'], cwd },
        { name: 'galley review --staged', command: [node, galley, 'review', '--staged'], cwd },
      ],
      rounds,
    );
    const floor = timings.get('node -e 0');
    const compare = (name: string, limit: number): Figure[] => {
      const { wall = NaN, cpu = NaN } = timings.get(name) ?? {};
      const ratio = wall / (floor?.wall ?? NaN);
      const processor = plain(
        `${name}, processor time`,
        `${round(cpu / (floor?.cpu ?? NaN))} x (${round(cpu)} ms)`,
      );
      return [atMost(name, ratio, limit, ' x', `${round(wall)} ms`), processor];
    };
    return {
      title: 'Start-up',
      method: `A clean tree with nothing staged; medians of ${rounds} rounds against \`node -e 0\` (${round(floor?.wall ?? NaN)} ms wall, ${round(floor?.cpu ?? NaN)} ms processor).`,
      figures: [...compare('galley --version', 1.6), ...compare('galley review --staged', 2.2)],
    };
  } finally {
    repository.remove();
  }
}
