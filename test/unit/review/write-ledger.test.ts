import { describe, expect, it } from 'vitest';
import type { FileChange } from '../../../src/change/change.ts';
import type { ChunkAnswer } from '../../../src/review/ask-chunk.ts';
import { noAnswers } from '../../../src/review/ask-model.ts';
import { fileEntries, usage } from '../../../src/review/write-ledger.ts';
import { completion, modelCard } from '../../ports/scripted-model.ts';

const chunk = { path: 'a.ts', fileIndex: 0, language: '', symbol: '', header: [], lines: [], tokens: 1 };

/** One answer with a reply for each entry: from the cache or paid for. */
function answer(...cached: boolean[]): ChunkAnswer {
  const replies = cached.map((isCached) => ({ key: 'k', completion: completion('{}'), cached: isCached }));
  return {
    chunk,
    scored: [],
    unasked: 0,
    claims: [],
    malformed: 0,
    failure: '',
    failureCode: undefined,
    todo: '',
    lostPrompts: [],
    replies,
  };
}

describe('usage', () => {
  const answers = [answer(false, false), answer(true)];
  const asked = { calls: 2, cacheHits: 1, tokens: { prompt: 200, evaluated: 80, reply: 20 } };

  it('counts what was asked, and the cache as hits', () => {
    expect(usage({ ...noAnswers, answers, card: modelCard })).toEqual(asked);
    expect(usage({ ...noAnswers, answers })).toEqual(asked);
  });

  it('counts the capability check of this run as a call, and its tokens', () => {
    const card = { ...modelCard, check: { prompt: 38, evaluated: 30, reply: 12 } };
    expect(usage({ ...noAnswers, answers, card })).toEqual({
      calls: 3,
      cacheHits: 1,
      tokens: { prompt: 238, evaluated: 110, reply: 32 },
    });
  });

  it('takes every token as evaluated where the server does not tell', () => {
    const card = { ...modelCard, check: { prompt: 38, evaluated: undefined, reply: 12 } };
    expect(usage({ ...noAnswers, card }).tokens).toEqual({ prompt: 38, evaluated: 38, reply: 12 });
  });
});

describe('fileEntries', () => {
  const file: FileChange = {
    path: 'a.ts',
    basePath: undefined,
    status: 'added',
    baseMode: undefined,
    headMode: '100644',
    baseBlob: undefined,
    headBlob: undefined,
    binary: false,
    unread: { reason: 'its content could not be read' },
    submodule: false,
    encoding: 'utf8',
    hunks: [],
  };

  it.each([
    [undefined, 'not-reviewed', 'its content could not be read'],
    ['prose, by rules only', 'not-reviewed', 'its content could not be read'],
    ['lock file', 'excluded', 'lock file'],
  ])('a file whose lines nobody knows, excluded as %j', (exclusion, outcome, reason) => {
    const prepared = { file, fileIndex: 0, exclusion, headText: undefined, outline: undefined, hits: [] };
    expect(fileEntries([prepared], [], noAnswers)).toEqual([
      { path: 'a.ts', changedLines: 0, outcome, reason },
    ]);
  });
});
