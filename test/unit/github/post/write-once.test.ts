import { describe, expect, it } from 'vitest';
import type { GalleyError } from '../../../../src/errors.ts';
import { explainFailure } from '../../../../src/github/explain-failure.ts';
import { writeOnce } from '../../../../src/github/post/write-once.ts';

/** What the client throws for an answer with a status; without one, for none. */
function failure(status?: number): GalleyError {
  const error = Object.assign(new Error('failed'), status && { response: { status, headers: {}, data: {} } });
  return explainFailure(error, { method: 'POST', url: '/repos/o/r/pulls/1/reviews' });
}

/** Answers or throws one after the other, and remembers what was called. */
function script(
  sends: readonly unknown[],
  finds: readonly (string | undefined)[],
): Parameters<typeof run>[0] {
  const calls: string[] = [];
  const next = async (name: string, list: readonly unknown[]): Promise<string | undefined> => {
    calls.push(name);
    const step = list[calls.filter((call) => call === name).length - 1];
    if (step instanceof Error) throw step;
    return step as string | undefined;
  };
  return { calls, send: () => next('send', sends), find: () => next('find', finds) };
}

async function run({
  calls,
  send,
  find,
}: {
  readonly calls: string[];
  readonly send: () => Promise<string | undefined>;
  readonly find: () => Promise<string | undefined>;
}): Promise<{ readonly outcome: unknown; readonly calls: readonly string[] }> {
  const time = {
    now: () => 0,
    sleep: async (ms: number) => {
      calls.push(`wait ${ms}`);
    },
  };
  const signal = new AbortController().signal;
  const outcome = await writeOnce(send, find, { time, signal }).catch((error: unknown) => error);
  return { outcome, calls };
}

const stored = (answer: string) => ({ kind: 'stored', answer });

describe('writeOnce', () => {
  it('sends once what is stored, and looks for nothing', async () => {
    expect(await run(script(['done'], []))).toEqual({ outcome: stored('done'), calls: ['send'] });
  });

  it.each([502, undefined])('looks before it sends again: %s', async (status) => {
    expect(await run(script([failure(status)], ['found']))).toEqual({
      outcome: stored('found'),
      calls: ['send', 'wait 2000', 'find'],
    });
    expect(await run(script([failure(status), 'done'], [undefined]))).toEqual({
      outcome: stored('done'),
      calls: ['send', 'wait 2000', 'find', 'send'],
    });
  });

  it('looks for what was answered with nothing', async () => {
    expect((await run(script([undefined], ['found']))).outcome).toEqual(stored('found'));
  });

  it('throws after the third try', async () => {
    const { outcome, calls } = await run(script([502, 502, 502].map(failure), []));
    expect(outcome).toMatchObject({ code: 'forge-unreachable' });
    expect(calls.filter((call) => call === 'send')).toHaveLength(3);
    expect(calls.at(-1)).toBe('find');
  });

  it('tells what was refused or is gone, and sends it no more', async () => {
    expect(await run(script([failure(422)], []))).toMatchObject({
      outcome: { kind: 'refused' },
      calls: ['send'],
    });
    expect(await run(script([failure(404)], []))).toMatchObject({
      outcome: { kind: 'missing' },
      calls: ['send'],
    });
  });

  it.each([
    [401, 'forge-unauthorised'],
    [403, 'forge-forbidden'],
    [400, 'forge-refused'],
  ])('throws what no second try mends: %i', async (status, code) => {
    expect(await run(script([failure(status)], []))).toMatchObject({ outcome: { code }, calls: ['send'] });
  });
});
