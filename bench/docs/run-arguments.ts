import { parseArgs } from 'node:util';

export interface RunArguments {
  readonly model: string;
  /** Undefined: answers come from the replay file. */
  readonly server: URL | undefined;
  readonly count: number;
  readonly record: boolean;
  readonly thresholds: boolean;
  /** Day of the measurement; without it RESULTS.md is left alone. */
  readonly date: string | undefined;
  readonly hardware: string | undefined;
  /** What brings the same table. */
  readonly command: string;
}

export const usage = `usage: npm run bench:docs -- [options]
  --model NAME --server URL   the model to ask; a server with the path /v1 is asked in OpenAI's way
                              without a server the kept replies of that model are used
  --count N                   only the first N functions drawn
  --record                    keeps every reply used in bench/docs/replay
  --thresholds                writes what the questions scored into src/probe
  --date YYYY-MM-DD           writes the section into bench/docs/RESULTS.md; --hardware TEXT names the machine`;

const options = {
  model: { type: 'string', default: 'qwen2.5-coder:1.5b' },
  server: { type: 'string' },
  count: { type: 'string', default: '100000' },
  record: { type: 'boolean', default: false },
  thresholds: { type: 'boolean', default: false },
  date: { type: 'string' },
  hardware: { type: 'string' },
} as const;

/** Throws an Error with one sentence for a mistake. */
export function readRunArguments(args: readonly string[]): RunArguments {
  const { values } = parseArgs({ args: [...args], options, allowPositionals: false });
  const { server, date } = values;
  if (date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(date))
    throw new Error(`--date ${date} is not YYYY-MM-DD`);
  const count = Number(values.count);
  if (!Number.isInteger(count) || count < 1)
    throw new Error(`--count ${values.count} is no number of functions`);
  if (values.record && server === undefined) throw new Error('--record needs --server URL');
  return {
    model: values.model,
    server: server === undefined ? undefined : new URL(server),
    count,
    record: values.record,
    thresholds: values.thresholds,
    date,
    hardware: values.hardware,
    command: [
      'npm run bench:docs --',
      ...(server === undefined ? [] : ['--server', server]),
      '--count',
      values.count,
    ].join(' '),
  };
}
