import type { StatementPart } from '../../src/docstring/statements.ts';
import { statementParts } from '../../src/docstring/statements.ts';
import type { StatementScores } from '../../src/probe/measured-statements.ts';
import { separation } from '../../src/probe/separation.ts';
import type { Completion, ModelCard } from '../../src/review/ports.ts';
import { thresholdOf } from '../../src/review/statement-thresholds.ts';
import { outOf, table } from '../review/render-table.ts';
import type { BareFunction } from './collect-functions.ts';
import type { ReadTally } from './read-sample.ts';
import type { MannerRun } from './run-functions.ts';

export interface DocsFacts {
  readonly card: ModelCard;
  readonly date: string;
  readonly hardware: string;
  readonly command: string;
  readonly functions: readonly BareFunction[];
  readonly failed: ReadonlyMap<string, string>;
  readonly runs: readonly MannerRun[];
  readonly tallies: readonly ReadTally[];
  readonly measured: Readonly<Record<string, Record<StatementPart, StatementScores>>>;
  readonly replies: readonly Completion[];
}

/** Markdown: what was asked on what, then the tables. */
export function renderDocsSection(facts: DocsFacts): string {
  const { card, date, hardware, command, functions } = facts;
  const packages = new Set(functions.map(({ id }) => id.slice(0, id.indexOf(':', 1))));
  const typed = functions.filter(({ path }) => /\.tsx?$/.test(path)).length;
  return [
    `## ${card.name}`,
    `Model \`${card.name}\` (${[card.family, card.parameters, card.quantisation].filter(Boolean).join(', ')}; digest ${card.digest.slice(0, 12)}) on ${[card.server.product, card.server.version].filter(Boolean).join(' ')}. ${date}, ${hardware}. Repeat: \`${command}\``,
    `${functions.length} functions of ${packages.size} packages (${typed} in TypeScript, ${functions.length - typed} in JavaScript).`,
    runTable(facts),
    reasonTable(facts.runs),
    readTable(facts.tallies),
    questionTable(facts.measured),
    costLine(facts),
  ].join('\n\n');
}

function runTable({ functions, failed, runs }: DocsFacts): string {
  const rows = runs.map(({ manner, outcomes, complaints }) => {
    const written = outcomes.filter(({ prose }) => prose !== undefined).length;
    const linted = complaints === undefined ? [] : [...complaints.values()];
    const clean = linted.filter((one) => one.length === 0).length;
    const unproved = outcomes.filter(({ isUnproved }) => isUnproved).length;
    return [
      manner,
      written,
      outcomes.length - written - failed.size,
      failed.size,
      unproved,
      outOf(clean, linted.length),
      outOf(written, functions.length),
    ];
  });
  const head = [
    '',
    'written',
    'abstained',
    'no answer',
    'proofs failed',
    'lint-clean',
    'documented after (before: 0)',
  ];
  return table(head, rows);
}

function reasonTable(runs: readonly MannerRun[]): string {
  const last = runs.find(({ manner }) => manner === 'filter and question')?.outcomes ?? [];
  const counts = new Map<string, number>();
  for (const { reason } of last) {
    const kind = reason.replace(/\b(there is no|it has no) .*$/, '$1 …');
    if (reason !== '') counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const rows = [...counts].sort(([, a], [, b]) => b - a).map(([reason, count]) => [reason, count]);
  return `Why it abstained:\n\n${table(['reason', 'functions'], rows)}`;
}

function readTable(tallies: readonly ReadTally[]): string {
  const rows = tallies.map(({ half, manner, read, written, wrong, unread }) => [
    `${half}: ${manner}`,
    read,
    unread,
    written,
    outOf(wrong, written),
  ]);
  const head = ['read by hand', 'functions', 'not read (said anew)', 'written', 'with a wrong statement'];
  return table(head, rows);
}

function questionTable(measured: DocsFacts['measured']): string {
  const rows = Object.entries(measured).flatMap(([half, parts]) =>
    statementParts.map((part) => {
      const { right, wrong } = parts[part];
      const apart =
        right.length * wrong.length === 0 ? '–' : `${Math.round(100 * separation(right, wrong))} %`;
      return [`${half}: ${part}`, right.length, wrong.length, apart, thresholdOf(parts[part]) ?? '–'];
    }),
  );
  const head = [
    '"Is that true of this code?"',
    'true',
    'wrong',
    'pairs ranked rightly',
    'threshold it gives',
  ];
  return table(head, rows);
}

function costLine({ functions, replies }: DocsFacts): string {
  const prose = replies.filter(({ tokens }) => tokens.reply > 4);
  const questions = replies.filter(({ tokens }) => tokens.reply <= 4);
  const sum = (some: readonly Completion[], of: (one: Completion) => number): number =>
    some.reduce((total, one) => total + of(one), 0);
  const seconds = (some: readonly Completion[]): string =>
    (sum(some, ({ ms }) => ms.total) / 1000 / functions.length).toFixed(1);
  const evaluated = Math.round(
    sum(replies, ({ tokens }) => tokens.evaluated ?? tokens.prompt) / functions.length,
  );
  const said = Math.round(sum(prose, ({ tokens }) => tokens.reply) / functions.length);
  return `A function took ${seconds(prose)} s to describe and ${seconds(questions)} s to question (${(questions.length / functions.length).toFixed(1)} questions), ${evaluated} tokens read and ${said} written.`;
}
