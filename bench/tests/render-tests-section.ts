import type { Tally } from '../../src/coverage/gap.ts';
import { gates } from '../../src/testgen/test-suggestion.ts';
import type { ModelCard } from '../../src/review/ports.ts';
import { median } from '../paired.ts';
import { outOf, table } from '../review/render-table.ts';
import type { Outcome, Share } from './bench-result.ts';
import type { CommitRun } from './run-commit.ts';
import type { PackageRun } from './run-package.ts';

export interface TestsFacts {
  readonly card: ModelCard;
  readonly date: string;
  readonly hardware: string;
  readonly command: string;
  readonly samples: number;
}

/** Tests from nothing: what they reach of each package, and what became of the candidates. */
export function renderPackages(facts: TestsFacts, count: number, runs: readonly PackageRun[]): string {
  const medianOf = (of: (run: PackageRun) => number): string => percent(median(runs.map(of)));
  const row = (run: PackageRun): (string | number)[] => [
    run.name,
    `${run.functions} of ${run.drawnFrom}`,
    percent(shareOf(run.loading.statements)),
    percent(shareOf(run.reached.statements)),
    percent(shareOf(run.loading.branches)),
    percent(shareOf(run.reached.branches)),
    closed(run.arms),
    closed(run.gaps),
    run.tests,
    `${run.mutants.killed} of ${run.mutants.tried}`,
    ...costs(run),
  ];
  const all = sumOf(runs);
  const total = [
    '**all, or the median**',
    `${all.functions} of ${runs.reduce((sum, { drawnFrom }) => sum + drawnFrom, 0)}`,
    medianOf(({ loading }) => shareOf(loading.statements)),
    medianOf(({ reached }) => shareOf(reached.statements)),
    medianOf(({ loading }) => shareOf(loading.branches)),
    medianOf(({ reached }) => shareOf(reached.branches)),
    closed(all.arms),
    closed(all.gaps),
    all.tests,
    `${all.mutants.killed} of ${all.mutants.tried}`,
    ...costs(all),
  ];
  const head = [
    'package',
    'functions drawn',
    'statements by loading',
    'with tests',
    'arms by loading',
    'with tests',
    'targeted arms closed',
    'all gaps closed',
    'tests',
    'mutants killed',
    ...costHead,
  ];
  return [
    `### Packages, tests from nothing (at most ${count} functions each)`,
    aboutRun(facts),
    table(head, [...runs.map(row), total]),
    funnelTable(runs),
    missing(runs),
  ].join('\n\n');
}

/** Tests for what commits add, where their own tests are missing. */
export function renderCommits(facts: TestsFacts, runs: readonly CommitRun[]): string {
  const row = (run: CommitRun): (string | number)[] => [
    run.name,
    run.framework,
    run.before.arms,
    run.after.arms,
    run.before.gaps,
    run.after.gaps,
    run.tests,
    `${run.mutants.killed} of ${run.mutants.tried}`,
    ...costs(run),
  ];
  const all = sumOf(runs);
  const sum = (of: (run: CommitRun) => number): number => runs.reduce((total, run) => total + of(run), 0);
  const total = [
    '**all**',
    '',
    sum(({ before }) => before.arms),
    sum(({ after }) => after.arms),
    sum(({ before }) => before.gaps),
    sum(({ after }) => after.gaps),
    all.tests,
    `${all.mutants.killed} of ${all.mutants.tried}`,
    ...costs(all),
  ];
  const head = [
    'commit',
    'runner',
    'uncovered arms before',
    'after',
    'gaps before',
    'after',
    'tests',
    'mutants killed',
    ...costHead,
  ];
  return [
    '### Commits, their own tests removed',
    aboutRun(facts),
    table(head, [...runs.map(row), total]),
    funnelTable(runs),
    missing(runs),
  ].join('\n\n');
}

function aboutRun({ card, date, hardware, command, samples }: TestsFacts): string {
  const about = [card.family, card.parameters, card.quantisation].filter(Boolean).join(', ');
  const server = [card.server.product, card.server.version].filter(Boolean).join(' ');
  const who =
    card.digest === 'by-hand'
      ? 'Bodies that a person wrote, played as the replies of a model.'
      : `Model \`${card.name}\` (${about}; digest ${card.digest.slice(0, 12)}) on ${server}, at most ${samples} questions about one function.`;
  return `${who} ${date === '' ? 'Undated' : date}, ${hardware}. Repeat: \`${command}\``;
}

const costHead = ['s of the model', 's of runs', 's an arm', 'tokens an arm'];

/** Of an arm that was closed: all that was spent, also on what came to nothing. */
function costs({ model, runSeconds, arms, gaps }: Omit<Outcome, 'funnel'>): (string | number)[] {
  const closedHere = Math.max(arms.closed, arms.of === 0 ? gaps.closed : 0);
  const each = (spent: number): string => (closedHere === 0 ? '–' : String(Math.round(spent / closedHere)));
  const running = Math.max(0, runSeconds);
  return [
    Math.round(model.seconds),
    Math.round(running),
    each(model.seconds + running),
    each(model.prompt + model.reply),
  ];
}

function funnelTable(runs: readonly Outcome[]): string {
  const rows = gates.map((gate) => {
    const tried = runs.reduce((sum, { funnel }) => sum + funnel[gate].tried, 0);
    const passed = runs.reduce((sum, { funnel }) => sum + funnel[gate].passed, 0);
    return [`\`${gate}\``, tried, outOf(passed, tried)];
  });
  return table(['gate', 'candidates', 'passed, or not applicable'], rows);
}

function missing(runs: readonly Outcome[]): string {
  const { model, unanswered, characterisations, tests } = sumOf(runs);
  const lost =
    unanswered === 0
      ? ''
      : ` In ${unanswered} of these runs the model, or the file, gave no answer to some question.`;
  return `${model.questions} questions, ${model.prompt} tokens read and ${model.reply} written. Of the ${tests} tests ${characterisations} hold a value that was taken from their run.${lost}`;
}

function sumOf(runs: readonly Outcome[]): Omit<Outcome, 'funnel'> {
  const sum = (of: (run: Outcome) => number): number => runs.reduce((total, run) => total + of(run), 0);
  const share = (of: (run: Outcome) => Share): Share => ({
    closed: sum((run) => of(run).closed),
    of: sum((run) => of(run).of),
  });
  return {
    functions: sum(({ functions }) => functions),
    gaps: share(({ gaps }) => gaps),
    arms: share(({ arms }) => arms),
    tests: sum(({ tests }) => tests),
    characterisations: sum(({ characterisations }) => characterisations),
    mutants: { killed: sum(({ mutants }) => mutants.killed), tried: sum(({ mutants }) => mutants.tried) },
    model: {
      questions: sum(({ model }) => model.questions),
      seconds: sum(({ model }) => model.seconds),
      prompt: sum(({ model }) => model.prompt),
      reply: sum(({ model }) => model.reply),
    },
    unanswered: sum(({ unanswered }) => unanswered),
    runSeconds: sum(({ runSeconds }) => runSeconds),
  };
}

function closed({ closed: count, of }: Share): string {
  return outOf(count, of);
}

function shareOf({ covered, total }: Tally): number {
  return total === 0 ? 1 : covered / total;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
