import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { CaseChoice } from './choose-cases.ts';
import type { ConfigurationName } from './configurations.ts';
import { configurationNames } from './configurations.ts';

export interface RunArguments {
  readonly cases: CaseChoice;
  readonly configurations: readonly ConfigurationName[];
  readonly ablations: boolean;
  readonly model: string;
  /** Undefined: no server is asked. */
  readonly server: URL | undefined;
  /** Calibration files; empty: those of the source tree. */
  readonly tables: readonly string[];
  readonly replay: string | undefined;
  readonly record: string | undefined;
  readonly json: string | undefined;
  /** Day of the measurement, for the section; without it RESULTS.md is left alone. */
  readonly date: string | undefined;
  /** What the model ran on, in words; undefined: this machine. */
  readonly hardware: string | undefined;
  /** As typed, for the section. */
  readonly command: string;
}

export const usage = `usage: npm run bench:review -- [options]
  --model NAME --server URL   the model to ask; a server with the path /v1 is asked in OpenAI's way
  --replay FILE               answers from a file in place of a model
  --own | --commits           only our own cases, or only the reversed commits (which need --clones)
  --clones DIR                clones of the repositories in commits.yml
  --design | --aside          only the cases seen while designing, or only those kept aside
  --case ID                   only this case, again for more
  --only NAMES                of rules, probes, forms, agreed, all; separated by commas
  --ablations                 also the table of places: triggers, base difference, wordings, context, thresholds
  --table FILE                a calibration, again for more; default: all of src/probe/tables
  --record FILE               adds every reply used to a replay file
  --json FILE                 every finding of every case
  --date YYYY-MM-DD           writes the section into bench/review/RESULTS.md; --hardware TEXT names the machine`;

/** Throws an Error with one sentence for a mistake. */
export function readRunArguments(args: readonly string[]): RunArguments {
  const { values } = parseArgs({ args: [...args], options, allowPositionals: false });
  const { server, clones, replay } = values;
  if (values.own && values.commits) throw new Error('--own and --commits exclude each other');
  if (values.design && values.aside) throw new Error('--design and --aside exclude each other');
  if (values.commits && clones === undefined) throw new Error('--commits needs --clones DIR');
  if (replay !== undefined && server !== undefined) throw new Error('--replay asks no server');
  if (values.date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(values.date))
    throw new Error(`--date ${values.date} is not YYYY-MM-DD`);
  const canAsk = server !== undefined || replay !== undefined;
  const chosen = chooseConfigurations(values.only, canAsk);
  if (!canAsk && (values.ablations || chosen.some((name) => name !== 'rules')))
    throw new Error('--server URL or --replay FILE is missing: only rules need no model');
  return {
    cases: {
      own: !values.commits,
      clones: values.own || clones === undefined ? undefined : resolve(clones),
      design: !values.aside,
      aside: !values.design,
      ids: values.case ?? [],
    },
    configurations: chosen,
    ablations: values.ablations,
    model: values.model,
    server: server === undefined ? undefined : new URL(server),
    tables: values.table ?? [],
    replay,
    record: values.record,
    json: values.json,
    date: values.date,
    hardware: values.hardware,
    command: ['npm run bench:review --', ...args].join(' '),
  };
}

const options = {
  model: { type: 'string', default: 'qwen2.5-coder:1.5b' },
  server: { type: 'string' },
  own: { type: 'boolean', default: false },
  commits: { type: 'boolean', default: false },
  aside: { type: 'boolean', default: false },
  design: { type: 'boolean', default: false },
  only: { type: 'string' },
  ablations: { type: 'boolean', default: false },
  clones: { type: 'string' },
  replay: { type: 'string' },
  record: { type: 'string' },
  json: { type: 'string' },
  table: { type: 'string', multiple: true },
  case: { type: 'string', multiple: true },
  date: { type: 'string' },
  hardware: { type: 'string' },
} as const;

/** `all` is a configuration of its own: without `--only` every one of them is run. */
function chooseConfigurations(only: string | undefined, canAsk: boolean): ConfigurationName[] {
  if (only === undefined) return canAsk ? [...configurationNames] : ['rules'];
  const wanted = only.split(',');
  const unknown = wanted.filter((name) => !configurationNames.some((known) => known === name));
  if (unknown.length > 0)
    throw new Error(`--only ${unknown.join(',')}: there are ${configurationNames.join(', ')}`);
  return configurationNames.filter((name) => wanted.includes(name));
}
