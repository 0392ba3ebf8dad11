import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Change, FileChange, Side } from '../../../src/change/change.ts';
import { parseDiff } from '../../../src/change/parse-diff.ts';
import type { Anchor } from '../../../src/finding/finding.ts';
import { diffOptions } from '../../../src/git/diff-options.ts';
import { draftLineComment } from '../../../src/github/post/draft-comment.ts';
import { isLegalAnchor } from '../../../src/review/pull-request/is-legal-anchor.ts';
import { runGit, storeTrees } from '../../doubles/diff-oracle/git-batch.ts';
import { randomTrees } from '../../doubles/diff-oracle/random-trees.ts';
import { seededRandom, type Random } from '../../doubles/diff-oracle/seeded-random.ts';
import { compareCommits } from '../../doubles/github/git/compare-commits.ts';
import { openGit } from '../../doubles/github/git/open-git.ts';
import { readHunks } from '../../doubles/github/legal-lines.ts';
import { placeComment } from '../../doubles/github/place-comment.ts';
import { finding } from '../../unit/github/comment-format/findings.ts';

export interface PostedAnchorsRun {
  /** File pairs. */
  readonly cases: number;
  /** Comments that would be sent. */
  readonly sent: number;
  /** Those that the forge's rules refuse. */
  readonly refused: readonly string[];
}

const casesInBatch = 300;
const reviewed = { head: 'a'.repeat(40), prompt: '' };

/**
 * Holds comments on random lines of random changes, as far as our own parse of the diff lets them through, against the
 * rules of the forge's double, which reads its own diff with code of its own.
 */
export async function runPostedAnchors(seed: number, cases: number): Promise<PostedAnchorsRun> {
  const refused: string[] = [];
  let [done, sent] = [0, 0];
  for (let batch = seed; done < cases; batch++) {
    const random = seededRandom(batch);
    const { change, refuse } = await readBothWays(random);
    const anchors = change.files.flatMap((file) => randomAnchors(file, random));
    const legal = anchors.filter((anchor) => isLegalAnchor(anchor, change));
    done += change.files.length;
    sent += legal.length;
    refused.push(
      ...legal.flatMap((anchor) => {
        const fault = refuse(anchor);
        return fault === undefined ? [] : [`seed ${batch}: ${fault} ${JSON.stringify(anchor)}`];
      }),
    );
  }
  return { cases: done, sent, refused };
}

interface ReadChange {
  /** By our own parse. */
  readonly change: Change;
  /** What the forge has against a comment; undefined: nothing. */
  readonly refuse: (anchor: Anchor) => string | undefined;
}

async function readBothWays(random: Random): Promise<ReadChange> {
  const folder = mkdtempSync(join(tmpdir(), 'posted-anchors-'));
  try {
    const repository = join(folder, 'olga/proof.git');
    mkdirSync(repository, { recursive: true });
    runGit(repository, ['init', '-q', '--bare', '-b', 'main']);
    const { base, head } = randomTrees(random, casesInBatch);
    storeTrees(repository, base, head);
    const sha = (ref: string): string => runGit(repository, ['rev-parse', ref]).toString().trim();
    const merged = runGit(repository, [
      '-c',
      'user.name=T',
      '-c',
      'user.email=t@example.invalid',
      'commit-tree',
      'head^{tree}',
      '-p',
      'base',
    ]);
    const diff = runGit(repository, ['diff', ...diffOptions, 'base', 'head', '--']);
    const compared = await compareCommits(
      openGit(folder),
      'olga/proof',
      sha('base'),
      merged.toString().trim(),
    );
    const hunks = new Map(compared?.files.map(({ path, patch }) => [path, readHunks(patch)]));
    return {
      change: { files: parseDiff(diff.toString('latin1')), context: 'blobs' },
      refuse(anchor) {
        const {
          path,
          line,
          side,
          start_line: startLine,
          start_side: startSide,
        } = draftLineComment(finding({ anchor }), reviewed);
        const placed = placeComment({ path, line, side, startLine, startSide }, (wanted) =>
          hunks.get(wanted),
        );
        return typeof placed === 'string' ? placed : undefined;
      },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Near the lines that the diff shows, within one hunk and across, in order and not. */
function randomAnchors(file: FileChange, random: Random): Anchor[] {
  return file.hunks.slice(0, 3).flatMap(({ baseStart, headStart, lines }) =>
    (['base', 'head'] as const).map((side: Side) => {
      const start = side === 'base' ? baseStart : headStart;
      const startLine = Math.max(1, start - 1 + random.below(lines.length + 2));
      return {
        path: file.path,
        side,
        startLine,
        endLine: startLine + (random.once(2) ? 0 : random.below(6)),
      };
    }),
  );
}
