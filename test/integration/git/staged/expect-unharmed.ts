import { expect } from 'vitest';
import type { Case, Snapshot, Twins } from './twin-commit.ts';

/** What must hold of every commit, wherever the hook was stopped. */
export function expectUnharmed({ hooked, bare, report }: Twins, { stop }: Case): void {
  expect(report?.error).toBeUndefined();
  const isInterrupted = bare.code === null;
  if (!isInterrupted) expect([hooked.code, hooked.stderr]).toEqual([bare.code, bare.stderr]);
  // Without the docs everything is, byte for byte, what it would have been: names, modes, flags and links too.
  expect(hooked.head).toEqual(bare.head);
  expect(hooked.index).toEqual(bare.index);
  expect(hooked.tree).toEqual(bare.tree);
  expect(hooked.refs).toBe(bare.refs);
  const isLitter = (name: string) => stop === '' || name.endsWith('.lock');
  expect(hooked.litter.filter(isLitter)).toEqual(bare.litter.filter(isLitter));
  const isTorn = isInterrupted || /^\d+$/.test(stop);
  if (!isTorn) expect(stagedOf(hooked)).toEqual(stagedOf(bare));
  const leftAlone = (report?.outcomes ?? []).some(({ tree }) => tree === 'left-alone');
  if (stop === '' && !leftAlone) {
    expect(hooked.status).toBe(bare.status);
    expect(hooked.dirty).toBe(bare.dirty);
    expect(hooked.docs.tree).toBeGreaterThanOrEqual(hooked.docs.index);
  }
}

/** What the next commit would record: nothing may be taken back by it. */
function stagedOf({ status }: Snapshot): readonly string[] {
  return status
    .split('\0')
    .filter((record) => /^[^ ?]/.test(record))
    .map((record) => `${record[0] ?? ''}${record.slice(2)}`);
}
