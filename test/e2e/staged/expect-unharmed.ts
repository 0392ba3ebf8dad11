import { expect } from 'vitest';
import type { Case, Trial, Twins } from './commit-twins.ts';
import type { Snapshot } from './look-at.ts';

/** What must hold of every commit, wherever the hook was stopped, and of the commit behind it. */
export function expectUnharmed({ hooked, bare }: Twins, { kind, stop, env }: Case): void {
  const isAsking = env?.['GALLEY_SERVER'] !== undefined;
  const [first, second] = [hooked.first, hooked.second];
  const isInterrupted = first.code === null;
  if (isInterrupted) expect(stop).toContain('SIGINT');
  else
    expect([first.code, linesOfGit(first.stderr)]).toEqual([bare.first.code, linesOfGit(bare.first.stderr)]);
  expectEqualApartFromDocs(first, bare.first);
  const isStopped = wasStopped(hooked, stop);
  if (!isStopped) expect(first.litter).toEqual(bare.first.litter);
  const line = expectOneLine(first.stderr, isStopped);
  // What it would write is known beforehand: without that nothing would be tried.
  if (!isAsking) expect(line).not.toMatch(/docs --write .*src\/beside/);
  // Git may set the entries while it commits already; and of two indexes the one that is committed comes last.
  if (!isInterrupted && !/^\d|^(?:staging|first index):/.test(stop))
    expect(stagedOf(first)).toEqual(stagedOf(bare.first));
  if (!isStopped && !/staged only|not touched/.test(line)) {
    expect([first.status, first.dirty]).toEqual([bare.first.status, bare.first.dirty]);
    expect(first.docs.tree).toEqual(expect.objectContaining(first.docs.index));
  }
  // Docs that are staged and not in the working tree harm nobody; the reverse is noise in no commit.
  for (const [path, docs] of Object.entries(isInterrupted ? {} : first.docs.tree)) {
    expect(first.docs.index[path] ?? 0, path).toBeGreaterThanOrEqual(docs);
  }
  if (kind.isUntouched) expect(first.docs).toEqual(bare.first.docs);
  expect([second.code, linesOfGit(second.stderr)]).toEqual([
    bare.second.code,
    linesOfGit(bare.second.stderr),
  ]);
  expectEqualApartFromDocs(second, bare.second);
  // A folder and a record, which the next run takes away.
  expect(second.litter.filter((name) => /scratch-[^/]*$/.test(name)).length).toBeLessThanOrEqual(2);
  // No doc that was committed is taken back.
  for (const [path, docs] of Object.entries(first.docs.head)) {
    expect(second.docs.head[path] ?? 0, path).toBeGreaterThanOrEqual(docs);
  }
}

/** Byte for byte, names, modes, owners, flags and links too. */
function expectEqualApartFromDocs(hooked: Snapshot, bare: Snapshot): void {
  expect(hooked.head).toEqual(bare.head);
  expect(hooked.index).toEqual(bare.index);
  expect(hooked.tree).toEqual(bare.tree);
  expect(hooked.refs).toBe(bare.refs);
  expect(hooked.docs.misfits).toEqual([]);
  const locks = ({ litter }: Snapshot) => litter.filter((name) => !/scratch/.test(name));
  expect(locks(hooked)).toEqual(locks(bare));
}

/** Whether the hook came to where it was to be stopped; by the clock it may have. */
export function wasStopped({ passed }: Trial, stop: string): boolean {
  const point = stop.split(':')[0] ?? '';
  return stop !== '' && (/^\d+$/.test(point) || passed.includes(point));
}

/** @returns Galley's own line; empty: it had nothing to say, or no time to */
function expectOneLine(stderr: string, isStopped: boolean): string {
  const lines = stderr.match(/^galley: .*$/gm) ?? [];
  expect(lines.length, stderr).toBeLessThanOrEqual(1);
  if (!isStopped) expect(stderr).not.toMatch(/^\s+at |internal error|TypeError|: Error: /m);
  return lines[0] ?? '';
}

/** Without Galley's line, and what the shell says of a process that was killed. */
function linesOfGit(stderr: string): string[] {
  // Which files git warns of depends on which it has looked at within the second in which they were written.
  const noise = /^galley: |\bKilled\b|\bTerminated\b|^warning: in the working copy of .* will be replaced by/;
  return stderr.split('\n').filter((line) => !noise.test(line));
}

/** What the next commit would record: nothing may be taken back by it. */
function stagedOf({ status }: Snapshot): readonly string[] {
  return status
    .split('\0')
    .filter((record) => /^[^ ?]/.test(record))
    .map((record) => `${record[0] ?? ''}${record.slice(2)}`);
}
