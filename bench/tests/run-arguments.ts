import { parseArgs } from 'node:util';

export interface RunArguments {
  readonly model: string;
  /** Undefined: answers come from the replay file. */
  readonly server: URL | undefined;
  /** Answers are what a person wrote. */
  readonly floor: boolean;
  /** What is measured: tests from nothing for packages, or tests of what commits add. */
  readonly part: 'packages' | 'commits';
  /** Names of packages or commits; empty: all. */
  readonly only: readonly string[];
  readonly count: number;
  readonly samples: number;
  readonly record: boolean;
  /** Measures anew what a run with a server already measured. */
  readonly fresh: boolean;
  /** Day of the measurement; without it RESULTS.md is left alone. */
  readonly date: string | undefined;
  readonly hardware: string | undefined;
  /** Folder of clones; undefined: they are made. */
  readonly clones: string | undefined;
}

export const usage = `usage: npm run bench:tests -- [options]
  --model NAME --server URL   the model to ask; a server with the path /v1 is asked in OpenAI's way
                              without a server the kept replies of that model are used
  --floor                     asks no model: plays the tests that were written by hand
  --commits                   tests of what commits add, instead of tests from nothing for packages
  --clones FOLDER             where clones of their repositories lie; without it they are made
  --only NAME                 one package or commit; may be repeated
  --count N --samples N       functions drawn of each package, questions about one function at most
  --fresh                     measures anew what was measured with this server; kept replies stay
  --record                    keeps every reply used in bench/tests/replay
  --date YYYY-MM-DD           writes the section into bench/tests/RESULTS.md; --hardware TEXT names the machine`;

const options = {
  model: { type: 'string', default: 'qwen2.5-coder:1.5b' },
  server: { type: 'string' },
  floor: { type: 'boolean', default: false },
  commits: { type: 'boolean', default: false },
  clones: { type: 'string' },
  only: { type: 'string', multiple: true, default: [] as string[] },
  count: { type: 'string', default: '10' },
  samples: { type: 'string' },
  record: { type: 'boolean', default: false },
  fresh: { type: 'boolean', default: false },
  date: { type: 'string' },
  hardware: { type: 'string' },
} as const;

/** Throws an Error with one sentence for a mistake. */
export function readRunArguments(args: readonly string[]): RunArguments {
  const { values } = parseArgs({ args: [...args], options, allowPositionals: false });
  const { server, date, model, floor, record, hardware, clones } = values;
  if (date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(date))
    throw new Error(`--date ${date} is not YYYY-MM-DD`);
  if (record && server === undefined) throw new Error('--record needs --server URL');
  return {
    model,
    server: server === undefined ? undefined : new URL(server),
    floor,
    part: values.commits ? 'commits' : 'packages',
    only: values.only,
    count: readCount('--count', values.count),
    samples: readCount('--samples', values.samples ?? (floor ? '12' : '4')),
    record,
    fresh: values.fresh,
    date,
    hardware,
    clones,
  };
}

function readCount(flag: string, value: string): number {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1) throw new Error(`${flag} ${value} is no count`);
  return count;
}
