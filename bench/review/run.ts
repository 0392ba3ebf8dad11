import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBuiltInRules } from '../../scripts/build/write-rules.ts';
import type { FoundTable, Model, ModelCard, ReplyCache } from '../../src/review/ports.ts';
import { openTools, type Tools } from '../probes/open-tools.ts';
import { readCatalogue } from '../probes/read-catalogue.ts';
import { ablationRows } from './ablation-rows.ts';
import type { BenchInput } from './bench-runs.ts';
import { runAblations, runConfigurations } from './bench-runs.ts';
import { createCaseRepository } from './case-repository.ts';
import { chooseCases } from './choose-cases.ts';
import { isKeptAside } from './kept-aside.ts';
import { noteReplies, type UsedReply } from './note-replies.ts';
import { readTables, tablesOf } from './read-tables.ts';
import { renderAblations } from './render-ablations.ts';
import type { ConfigurationRuns } from './render-results.ts';
import { renderResults } from './render-results.ts';
import { renderSection, thisMachine } from './render-section.ts';
import { addToReplay, readReplay, type Replay } from './replay-file.ts';
import { openReplay, withheldReason } from './replay-tools.ts';
import { readRunArguments, usage, type RunArguments } from './run-arguments.ts';
import { toJson } from './run-json.ts';
import { writeSection } from './write-section.ts';

/** `npm run bench:review`: runs the cases, prints the tables, and writes what the arguments ask for. */
const root = join(import.meta.dirname, '../..');
const resultsFile = join(import.meta.dirname, 'RESULTS.md');

try {
  await main(readRunArguments(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`);
  process.exitCode = 2;
}

async function main(args: RunArguments): Promise<void> {
  const replay = args.replay === undefined ? undefined : readReplay(args.replay);
  const cases = chooseCases(args.cases);
  // Without a server nothing is ever asked, so that any address will do.
  const opened = openTools(args.server ?? new URL('http://127.0.0.1:11434'), args.model);
  const repository = createCaseRepository(cases);
  try {
    const asked = whomToAsk(args, replay, opened);
    const card = asked === undefined ? null : await asked.model.describe(new AbortController().signal);
    const all = readTables(args.tables);
    const tables = card === null ? [] : await tablesOf(all).tablesFor(card);
    const used = collectReplies();
    const input = { ...inputOf(asked, opened, tables), cases, repository, onReplies: used.add };
    const results = await runConfigurations(args.configurations, input);
    const ablations = args.ablations && card ? [await ablationsOf(card, input, tables)] : [];
    const { kept, withheld } = leaveOutWithheld(results);
    const date = args.date ?? replay?.date ?? '';
    const hardware = args.hardware ?? (replay?.hardware || thisMachine());
    const names = tables.map(({ source }) => source);
    const facts = { card, date, hardware, command: args.command, tables: names, withheld };
    const section = renderSection(facts, [renderResults(kept), ...ablations]);
    process.stdout.write(`${section}\n`);
    if (args.json !== undefined) writeFileSync(args.json, toJson(facts, kept));
    if (args.date !== undefined) writeSection(resultsFile, `bench-${card?.name ?? 'rules'}`, section);
    if (args.record !== undefined && card !== null) {
      const written = addToReplay(args.record, { card, date, hardware }, used.own(), used.foreign());
      process.stderr.write(`recorded: ${written}\n`);
    }
  } finally {
    repository.remove();
    await opened.close();
  }
}

/** The replies of a whole run: to prompts over our own cases, and over other people's code. */
function collectReplies(): {
  readonly add: BenchInput['onReplies'];
  readonly own: () => UsedReply[];
  readonly foreign: () => UsedReply[];
} {
  const [own, foreign] = [new Map<string, UsedReply>(), new Map<string, UsedReply>()];
  return {
    add: (found, noted) => {
      const kept = found.source === undefined ? own : foreign;
      for (const reply of noted.replies()) kept.set(reply.key, reply);
    },
    own: () => [...own.values()],
    foreign: () => [...foreign.values()],
  };
}

function inputOf(
  asked: Asked | undefined,
  { syntax, engine }: Tools,
  tables: readonly FoundTable[],
): Pick<BenchInput, 'tools' | 'openAsking' | 'onProgress'> {
  const rules = readBuiltInRules(root);
  const probes = readCatalogue();
  return {
    tools: {
      syntax,
      engine,
      rules: { load: async () => ({ rules, problems: [], sources: [] }) },
      probes: { load: async () => probes },
      calibrations: { tablesFor: async () => tables },
    },
    openAsking: asked && ((paid) => noteReplies(asked.model, asked.cache, paid)),
    onProgress: (text) => process.stderr.write(`${text}\n`),
  };
}

interface Asked {
  readonly model: Model;
  readonly cache: ReplyCache;
}

function whomToAsk(args: RunArguments, replay: Replay | undefined, opened: Asked): Asked | undefined {
  if (replay !== undefined) return openReplay(replay);
  const wantsModel = args.ablations || args.configurations.some((name) => name !== 'rules');
  return args.server !== undefined && wantsModel ? opened : undefined;
}

async function ablationsOf(
  card: ModelCard,
  input: BenchInput,
  tables: readonly FoundTable[],
): Promise<string> {
  const rows = ablationRows(
    await input.tools.probes.load(),
    tables.map(({ table }) => table),
  );
  const design = input.cases.filter((found) => !isKeptAside(found));
  return renderAblations(await runAblations(rows, card, { ...input, cases: design }));
}

function leaveOutWithheld(all: readonly ConfigurationRuns[]): {
  kept: ConfigurationRuns[];
  withheld: number;
} {
  const kept = all.map(({ name, runs }) => ({
    name,
    runs: runs.filter(({ broken }) => !broken.includes(withheldReason)),
  }));
  const count = (list: readonly ConfigurationRuns[]): number =>
    list.reduce((sum, { runs }) => sum + runs.length, 0);
  return { kept, withheld: count(all) - count(kept) };
}
