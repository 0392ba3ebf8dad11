import type { Manner, MannerRun } from './run-functions.ts';
import { proseHash, readVerdicts, wrongStatements, type Verdict } from './verdicts.ts';
import type { DocProse } from '../../src/docstring/prose.ts';

/** How the docs of one half of the read sample came out. */
export interface ReadTally {
  readonly half: 'design' | 'aside';
  readonly manner: Manner;
  readonly read: number;
  readonly written: number;
  /** Docs with at least one statement that was found wrong. */
  readonly wrong: number;
  /** Functions whose reply is another one than was read. */
  readonly unread: number;
}

/** Counts what was found wrong when reading, among what each manner wrote. */
export function tallySample(
  runs: readonly MannerRun[],
  said: ReadonlyMap<string, DocProse>,
): readonly ReadTally[] {
  return (['design', 'aside'] as const).flatMap((half) => {
    const verdicts = readVerdicts(half);
    const known = verdicts.filter(({ id, said: hash }) => {
      const prose = said.get(id);
      return prose !== undefined && proseHash(prose) === hash;
    });
    return runs.map((run) => tallyRun(run, known, half, verdicts.length - known.length));
  });
}

function tallyRun(
  { manner, outcomes }: MannerRun,
  verdicts: readonly Verdict[],
  half: ReadTally['half'],
  unread: number,
): ReadTally {
  const docs = verdicts.flatMap((verdict) => {
    const prose = outcomes.find(({ id }) => id === verdict.id)?.prose;
    return prose === undefined ? [] : [{ prose, verdict }];
  });
  const wrong = docs.filter(({ prose, verdict }) => wrongStatements(prose, verdict).length > 0).length;
  return { half, manner, read: verdicts.length, written: docs.length, wrong, unread };
}
