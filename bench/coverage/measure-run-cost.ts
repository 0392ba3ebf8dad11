import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Subject } from '../build-subject.ts';
import { atMost, plain, round, type Result } from '../figure.ts';
import { measurePaired, type Contender } from '../paired.ts';

const runners = join(import.meta.dirname, '../../.peers/runners/node_modules');
const nyc = createRequire(import.meta.url).resolve('nyc/bin/nyc.js');
const sources = 200;

/** What `galley coverage run` adds to a suite in CommonJS beside plain nyc, and that both count the same; then a suite of modules. */
export function measureRunCost({ galley }: Subject, rounds = 7): Result {
  const older = writeProject('commonjs');
  const newer = writeProject('module');
  try {
    const contenders = (cwd: string): [Contender, Contender] => [
      {
        name: 'galley',
        cwd,
        command: [process.execPath, galley, 'coverage', 'run', '--out', 'by-galley', '--', 'mocha'],
      },
      {
        name: 'nyc',
        cwd,
        command: [
          process.execPath,
          nyc,
          '--reporter=json',
          '--report-dir=by-nyc',
          join(runners, '.bin/mocha'),
        ],
      },
    ];
    const timings = measurePaired(contenders(older), rounds);
    const [ours, theirs] = ['galley', 'nyc'].map((name) => timings.get(name)!);
    measurePaired(contenders(newer), 1);
    const counted = [older, newer].map((root) =>
      ['by-galley', 'by-nyc'].map((by) => countIn(join(root, by))),
    );
    return {
      title: 'Cost of `coverage run`',
      method: `A suite of mocha over ${sources} sources, as whole processes with warm caches, medians of ${rounds} rounds in turn with plain nyc 18, which writes the same kind of report. What Galley prints of the change is part of its time.`,
      figures: [
        atMost(
          'CommonJS: time beside plain nyc',
          ours!.wall / theirs!.wall,
          1.15,
          ' x',
          `${round(ours!.wall)} ms and ${round(theirs!.wall)} ms`,
        ),
        plain('processor time beside plain nyc', `${round(ours!.cpu / theirs!.cpu)} x`),
        plain('CommonJS: statements reached, by Galley and by nyc', counted[0]!.join(' and ')),
        plain('modules: statements reached, by Galley and by nyc', counted[1]!.join(' and ')),
      ],
    };
  } finally {
    for (const root of [older, newer]) rmSync(root, { recursive: true, force: true });
  }
}

function writeProject(type: 'commonjs' | 'module'): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'galley-run-cost-')));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('package.json', JSON.stringify({ type }));
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
  for (const name of ['mocha', '.bin/mocha'])
    symlinkSync(join(runners, name), join(root, 'node_modules', name));
  symlinkSync(join(nyc, '../..'), join(root, 'node_modules/nyc'));
  for (let index = 0; index < sources; index++) {
    write(`src/part${index}.js`, sourceOf(index, type));
    write(`test/part${index}.test.js`, testOf(index, type));
  }
  return root;
}

function sourceOf(index: number, type: string): string {
  const functions = Array.from(
    { length: 12 },
    (_, at) => `
function step${at}(values, limit = ${index}) {
  let sum = 0;
  for (const value of values) {
    if (value > limit) sum += value;
    else if (value === ${at}) sum -= 1;
    sum += value % 2 === 0 ? 1 : 2;
  }
  return sum || limit;
}`,
  );
  const names = functions.map((_, at) => `step${at}`).join(', ');
  return `${functions.join('\n')}\n${type === 'module' ? `export { ${names} };` : `module.exports = { ${names} };`}\n`;
}

function testOf(index: number, type: string): string {
  const path = `../src/part${index}.js`;
  const load = type === 'module' ? `import * as part from '${path}';` : `const part = require('${path}');`;
  return `${load}
const values = Array.from({ length: 300 }, (_, at) => at % 300);
describe('part ${index}', () => {
  for (const name of Object.keys(part).slice(0, 8)) it(name, () => void part[name](values));
});
`;
}

function countIn(folder: string): number {
  const report = JSON.parse(readFileSync(join(folder, 'coverage-final.json'), 'utf8')) as Record<
    string,
    { s: Record<string, number> }
  >;
  return Object.values(report).reduce(
    (sum, { s }) => sum + Object.values(s).filter((hits) => hits > 0).length,
    0,
  );
}
