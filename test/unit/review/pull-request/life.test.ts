import fc from 'fast-check';
import { expect, it } from 'vitest';
import { indentOutline } from '../../../../src/change/indent-outline.ts';
import { silentLog } from '../../../../src/log.ts';
import type { Model } from '../../../../src/review/ports.ts';
import { reviewPullRequest } from '../../../../src/review/pull-request/review-pull-request.ts';
import type { PullRequestOutcome } from '../../../../src/review/pull-request/pull-request-outcome.ts';
import { diffOfRows, textOfRows, type Row } from '../../../ports/diff-of-rows.ts';
import { memoryForge, samplePull, type MemoryForge } from '../../../ports/memory-forge.ts';
import { reviewOptions, reviewPorts } from '../../../ports/review-ports.ts';
import { missingModel, scriptedModel } from '../../../ports/scripted-model.ts';

const path = 'src/parts.ts';
const parts = [0, 1, 2, 3];

/** One state of the branch: which parts hold a defect, how far all of it has moved, whether a model answers. */
interface Push {
  readonly broken: readonly number[];
  readonly above: number;
  readonly isModelGone: boolean;
}

const push: fc.Arbitrary<Push> = fc.record({
  broken: fc.subarray(parts),
  above: fc.integer({ min: 0, max: 12 }),
  isModelGone: fc.boolean(),
});

function rowsOf({ broken, above }: Push): Row[] {
  const same = (text: string): Row => ({ side: 'both', text });
  const filler = Array.from({ length: above }, (_, index) => same(`// note ${index}`));
  const functions = parts.flatMap((part) => [
    same(`export function part${part}() {`),
    same(`  begin(${part});`),
    { side: 'head' as const, text: broken.includes(part) ? `  lose(${part});` : `  keep(${part});` },
    same(`  end(${part});`),
    same('}'),
    ...Array.from({ length: 4 }, () => same('')),
  ]);
  return [...filler, ...functions];
}

/** Finds every defect that it is shown. */
function reader(): Model {
  return scriptedModel([
    ({ messages }) => {
      const shown = messages.at(-1)?.content.match(/lose\(\d\);/g) ?? [];
      const problem = 'The part is lost.';
      const findings = shown.map((quote) => ({ quote, problem, severity: 'error', category: 'correctness' }));
      return JSON.stringify({ findings });
    },
  ]);
}

function review(forge: MemoryForge, state: Push, index: number): Promise<PullRequestOutcome> {
  const rows = rowsOf(state);
  const sha = (index + 1).toString(16).padStart(40, '0');
  forge.state.pull = { ...samplePull, head: { ...samplePull.head, sha } };
  const given = { diff: diffOfRows(path, rows), head: { [path]: textOfRows(rows, 'head') } };
  const model = state.isModelGone ? missingModel('server-unreachable') : reader();
  const syntax = { outline: async (name: string, text: string) => indentOutline(name, text) };
  const signal = new AbortController().signal;
  return reviewPullRequest(
    { isPosting: true, showsProgress: true, mostComments: 25, listening: 'none' },
    {
      forge,
      log: silentLog,
      signal,
      openReview: async () => ({
        options: reviewOptions,
        ports: reviewPorts({ ...given, ports: { model, syntax } }),
        modelName: 'scripted',
        toolVersion: '1',
        close: async () => {},
      }),
    },
  );
}

it('tells each problem once, whatever is pushed, and says of each whether its code still stands', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(push, { minLength: 1, maxLength: 6 }), async (pushes) => {
      const forge = memoryForge();
      for (const [index, state] of pushes.entries()) {
        const outcome = await review(forge, state, index);
        if (outcome.kind !== 'posted') throw new Error(outcome.kind);
        const { comments } = forge.state.conversation;
        expect(new Set(comments.map(({ fingerprint }) => fingerprint)).size).toBe(comments.length);
        const open = comments.filter(({ status }) => status === 'open').length;
        const { review: seen, exitCode } = outcome;
        // What no model has seen cannot be told; what was told and still stands is never called fixed.
        expect(seen.findings.length).toBeLessThanOrEqual(state.broken.length);
        expect(open).toBe(seen.complete ? state.broken.length : seen.findings.length);
        if (seen.complete) expect(exitCode).toBe(state.broken.length > 0 ? 1 : 0);
        else expect([1, 3]).toContain(exitCode);
      }
    }),
    { numRuns: 40, seed: 77 },
  );
});
