import type { Chunk } from '../../src/change/chunk.ts';
import type { FileChange } from '../../src/change/change.ts';
import type { ModelCard } from '../../src/review/ports.ts';
import type { ScoredQuestion } from '../../src/review/ask-questions.ts';
import { askQuestions } from '../../src/review/ask-questions.ts';
import type { CutChange } from '../../src/review/cut-change.ts';
import { announceChange, cutChange } from '../../src/review/cut-change.ts';
import { findQuestions } from '../../src/review/find-questions.ts';
import { speaksUp } from '../../src/review/judge-scores.ts';
import { maskChange } from '../../src/review/mask-change.ts';
import type { AblationRow } from './ablation-rows.ts';
import type { ReviewCase } from './case.ts';
import type { NotedTools } from './note-replies.ts';
import type { CaseInput, RunTools } from './run-case.ts';
import { defaultOptions } from './run-case.ts';
import type { SaidFinding } from './score-case.ts';
import { judgeFindings } from './score-case.ts';
import type { CaseRun } from './tally-runs.ts';

/** A case cut as a review cuts it. */
export interface CutCase {
  readonly found: ReviewCase;
  /** As git shows them. */
  readonly files: readonly FileChange[];
  readonly cut: CutChange;
}

/** What one way to ask made of one case. */
export interface PlaceRun extends CaseRun {
  /** Places that were asked about. */
  readonly asked: number;
  /** The same findings as if each stood on all lines of its Chunk. */
  readonly byChunk: CaseRun['findings'];
}

export async function cutCase(
  { found, source, blobs }: CaseInput,
  { syntax }: Pick<RunTools, 'syntax'>,
): Promise<CutCase> {
  const { signal } = new AbortController();
  const unmasked = await source.read(signal);
  const marks = await announceChange(unmasked, { blobs, syntax, isCut: true });
  const cut = await cutChange(maskChange(unmasked).change, marks, {
    blobs,
    syntax,
    signal,
    options: defaultOptions,
    isCut: true,
    isParsed: () => true,
    findHits: async () => [],
    onEligible: () => {},
  });
  return { found, files: unmasked.files, cut };
}

/** Asks one case's places in one way. A call that fails makes the run broken. */
export async function runPlaces(
  { found, files, cut }: CutCase,
  row: AblationRow,
  tools: Pick<RunTools, 'engine'> & { readonly noted: NotedTools; readonly card: ModelCard },
): Promise<PlaceRun> {
  const { noted, card, engine } = tools;
  const { panel, reshape } = row;
  const usual = await findQuestions(cut.files, cut.chunks, panel, engine);
  const scored: ScoredQuestion[] = [];
  let broken = '';
  for (const { chunk, questions } of reshape?.(usual, panel) ?? usual) {
    const answered = await askQuestions(chunk, questions, {
      model: noted.model,
      cache: noted.cache,
      card,
      wordings: row.wordings,
      baseDifference: row.baseDifference,
      promptTokens: defaultOptions.promptTokens,
      signal: new AbortController().signal,
      stopReason: () => '',
    });
    scored.push(...answered.scored);
    broken ||= answered.failure;
  }
  const said = scored.filter(speaksUp).map(({ question }) => question.place);
  const judge = (linesOf: (place: Said) => Lines | undefined): CaseRun['findings'] =>
    judgeFindings(
      found,
      said.flatMap((place) => findingOf(place, linesOf(place)) ?? []),
      files,
    );
  return {
    found,
    broken,
    asked: scored.length,
    findings: judge(({ line }) => ({ startLine: line, endLine: line })),
    byChunk: judge(({ chunk }) => linesOfChunk(chunk)),
    cost: noted.cost(),
  };
}

type Said = ScoredQuestion['question']['place'];

interface Lines {
  readonly startLine: number;
  readonly endLine: number;
}

function findingOf({ chunk, probe }: Said, lines: Lines | undefined): SaidFinding | undefined {
  if (lines === undefined) return undefined;
  const { id, severity, title } = probe;
  return { anchor: { path: chunk.path, side: 'head', ...lines }, severity, rule: `probe/${id}`, title };
}

function linesOfChunk({ lines }: Chunk): Lines | undefined {
  const numbers = lines.flatMap(({ headLine }) => headLine ?? []);
  const [startLine, endLine] = [numbers[0], numbers.at(-1)];
  return startLine === undefined || endLine === undefined ? undefined : { startLine, endLine };
}
