import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDiff } from '../../../src/change/parse-diff.ts';
import type { Outline, Scope } from '../../../src/change/chunk.ts';
import type { BlobReader, CompletionRequest } from '../../../src/review/ports.ts';
import { reviewChange } from '../../../src/review/review-change.ts';
import type { Review } from '../../../src/review/review.ts';
import { runGit, storeTrees } from '../../doubles/diff-oracle/git-batch.ts';
import { legalLines, type LegalLines } from '../../doubles/diff-oracle/legal-anchors.ts';
import { randomTrees, type Tree } from '../../doubles/diff-oracle/random-trees.ts';
import { seededRandom, type Random } from '../../doubles/diff-oracle/seeded-random.ts';
import { reviewOptions, reviewPorts } from '../../ports/review-ports.ts';
import { scriptedModel } from '../../ports/scripted-model.ts';

export interface AnchorRun {
  /** File pairs reviewed. */
  readonly cases: number;
  readonly findings: number;
  /** Anchors that the diff does not hold. */
  readonly illegal: readonly string[];
}

const casesInBatch = 300;

/**
 * Reviews random trees with a model that quotes whatever it likes, and holds every anchor against lines that were read
 * from git's output by other code than ours.
 */
export async function runAnchorOracle(seed: number, cases: number): Promise<AnchorRun> {
  const illegal: string[] = [];
  let done = 0;
  let findings = 0;
  for (let batch = seed; done < cases; batch++) {
    const random = seededRandom(batch);
    const { base, head } = randomTrees(random, casesInBatch);
    const diff = diffOf(base, head, random);
    const review = await reviewWithLiar(diff, head, random);
    const legal = legalLines(diff);
    done += review.ledger.files.length;
    findings += review.findings.length;
    illegal.push(...illegalAnchors(review, legal).map((anchor) => `seed ${batch}: ${anchor}`));
  }
  return { cases: done, findings, illegal };
}

function diffOf(base: Tree, head: Tree, random: Random): Buffer {
  const directory = mkdtempSync(join(tmpdir(), 'anchor-oracle-'));
  try {
    runGit(directory, ['init', '-q', '--bare', '-b', 'main']);
    storeTrees(directory, base, head);
    const context = random.pick(['-U0', '-U1', '-U3', '-U3', '-U8']);
    return runGit(directory, ['diff', '--full-index', '-M', context, 'base', 'head', '--']);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function reviewWithLiar(diff: Buffer, head: Tree, random: Random): Promise<Review> {
  const model = scriptedModel([(request) => lie(request, random)]);
  const blobs: BlobReader = {
    read: async (file) => {
      const bytes = Buffer.from(file.path, file.encoding === 'utf8' ? 'utf8' : 'latin1').toString('latin1');
      const content = head.get(bytes)?.content;
      return content === undefined ? undefined : Buffer.from(content, 'latin1').toString(file.encoding);
    },
    attributes: async () => new Map(),
    close: async () => {},
  };
  const ports = reviewPorts({ diff: '', ports: { model } });
  const { review } = await reviewChange(
    { ...reviewOptions, maxFindings: 500 },
    {
      ...ports,
      source: {
        title: 'random',
        read: async () => ({ files: parseDiff(diff.toString('latin1')), context: 'blobs' }),
      },
      blobs: random.once(4) ? undefined : blobs,
      syntax: { outline: async (_, text) => randomOutline(text, random) },
    },
  );
  return review;
}

/** Nested scopes at random places: growing and splitting must never move an anchor. */
function randomOutline(text: string, random: Random): Outline | undefined {
  if (random.once(4)) return undefined;
  const lines = text.split('\n').length;
  const scopes: Scope[] = [];
  for (let start = 1; start < lines && scopes.length < 6; start += 1 + random.below(6)) {
    const outer = scopes.at(-1);
    const last = outer && outer.endLine >= start ? outer.endLine : lines;
    const endLine = Math.min(last, start + random.below(20));
    const kind = random.once(2) ? 'function' : 'class';
    scopes.push({ name: `scope${scopes.length}`, kind, startLine: start, endLine, headerEndLine: start });
  }
  return {
    language: 'typescript',
    scopes,
    statementStarts: Array.from({ length: lines }, (_, index) => index + 1),
  };
}

/** Quotes true lines, runs across hunk borders, parts, context, removed lines, and inventions. */
function lie(request: CompletionRequest, random: Random): string {
  const shown = (request.messages[1]?.content ?? '').split('\n');
  const quote = (): string => {
    const start = random.below(shown.length);
    const run = shown.slice(start, start + 1 + random.below(3)).join('\n');
    const stripped = random.once(2) ? run.replace(/^[ +-]/gm, '') : run;
    const text = random.once(3) ? stripped.slice(random.below(4)) : stripped;
    return random.once(8) ? `${text} // invented` : text;
  };
  const category = (): string => random.pick(['correctness', 'security', 'resources', 'api']);
  const findings = [1, 2, 3].map(() => ({
    quote: quote(),
    problem: 'This is wrong for an empty list.',
    severity: 'warning',
    category: category(),
  }));
  return JSON.stringify({ findings });
}

function illegalAnchors(review: Review, legal: ReadonlyMap<string, LegalLines>): string[] {
  return review.findings.flatMap(({ anchor }) => {
    if (anchor.side === 'file') return [];
    const { path, side, startLine, endLine } = anchor;
    const holds = (lines: ReadonlySet<number>): boolean => lines.has(startLine) && lines.has(endLine);
    const isLegal = startLine <= endLine && (legal.get(path)?.[side] ?? []).some(holds);
    return isLegal ? [] : [`${JSON.stringify(path)} ${side} ${startLine}-${endLine}`];
  });
}
