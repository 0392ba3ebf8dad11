import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ReviewCase } from './case.ts';

export interface ChangedLines {
  /** Trimmed, of all files of the case. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** The lines that git shows as added and removed, by case id: one run of git for all cases. */
export function diffCases(cases: readonly ReviewCase[]): ReadonlyMap<string, ChangedLines> {
  const scratch = mkdtempSync(join(tmpdir(), 'review-cases-'));
  try {
    for (const side of ['before', 'after'] as const) {
      mkdirSync(join(scratch, side));
      for (const { id, files } of cases) {
        for (const file of files) writeSide(join(scratch, side, id, file.path), file[side]);
      }
    }
    return readLines(runDiff(scratch));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** An empty side is a file that doesn't exist. */
function writeSide(path: string, text: string): void {
  if (text === '') return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function runDiff(scratch: string): string {
  const options = ['--no-index', '--no-color', '--no-ext-diff', '--no-renames', '--unified=0'];
  const git = spawnSync('git', ['-c', 'core.quotePath=false', 'diff', ...options, '--', 'before', 'after'], {
    cwd: scratch,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  // 1 stands for "there are differences".
  if (git.status !== 0 && git.status !== 1) throw new Error(`git diff failed: ${git.stderr}`);
  return git.stdout;
}

function readLines(diff: string): Map<string, { added: string[]; removed: string[] }> {
  const byId = new Map<string, { added: string[]; removed: string[] }>();
  let current = { added: [] as string[], removed: [] as string[] };
  let inHunk = false;
  for (const line of diff.split('\n')) {
    const header = /^diff --git a\/(?:before|after)\/([^/]+)\//.exec(line);
    if (header?.[1] !== undefined) {
      current = byId.get(header[1]) ?? { added: [], removed: [] };
      byId.set(header[1], current);
      inHunk = false;
    } else if (line.startsWith('@@')) inHunk = true;
    else if (inHunk && line.startsWith('+')) current.added.push(line.slice(1).trim());
    else if (inHunk && line.startsWith('-')) current.removed.push(line.slice(1).trim());
  }
  return byId;
}
