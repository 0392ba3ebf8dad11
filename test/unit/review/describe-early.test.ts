import { describe, expect, it } from 'vitest';
import { GalleyError } from '../../../src/errors.ts';
import type { Model } from '../../../src/review/ports.ts';
import { reviewChange } from '../../../src/review/review-change.ts';
import { addedFile, reviewOptions, reviewPorts, type Given } from '../../ports/review-ports.ts';
import { missingModel, scriptedModel } from '../../ports/scripted-model.ts';

const code = addedFile('src/a.ts', 'export const answer = compute(41);');

/** A model that notes when it is asked to describe itself, among other `events`. */
function noting(events: string[], model: Model = scriptedModel([])): Model {
  return {
    ...model,
    describe: (signal) => {
      events.push('describe');
      signal.addEventListener('abort', () => events.push('abandoned'));
      return model.describe(signal);
    },
  };
}

function review(given: Given) {
  return reviewChange(reviewOptions, reviewPorts(given));
}

describe('the description of the model', () => {
  it('is asked for before files are read, and once', async () => {
    const events: string[] = [];
    const syntax = { outline: async () => void events.push('parse') };
    const ports = { syntax, model: noting(events) };
    await review({ diff: code, head: { 'src/a.ts': 'export const answer = compute(41);\n' }, ports });
    expect(events).toEqual(['describe', 'parse']);
  });

  it.each([
    ['an empty change', ''],
    ['a change that is excluded by name', addedFile('package-lock.json', '{}')],
    ['prose', addedFile('README.md', 'words')],
  ])('is not asked for by %s', async (_, diff) => {
    const events: string[] = [];
    await review({ diff, ports: { model: noting(events) } });
    expect(events).toEqual([]);
  });

  it('is given up when the text of the last file excludes it', async () => {
    const events: string[] = [];
    const head = { 'src/a.ts': '// @generated\nexport const answer = compute(41);\n' };
    const never: Model = { ...scriptedModel([]), describe: () => new Promise(() => {}) };
    const { review: done } = await review({ diff: code, head, ports: { model: noting(events, never) } });
    expect(events).toEqual(['describe', 'abandoned']);
    expect(done).toMatchObject({ verdict: 'clean', ledger: { model: null, modelFailure: null } });
  });

  it('loses against a change that cannot be read, and nobody misses its failure', async () => {
    const events: string[] = [];
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    const given = reviewPorts({ diff: code, head: {} });
    const gone = new GalleyError('git-failed', { what: 'git stopped' });
    const blobs = { ...given.blobs!, read: () => Promise.reject(gone) };
    const model = noting(events, missingModel('model-not-local'));
    await expect(reviewChange(reviewOptions, { ...given, blobs, model })).rejects.toBe(gone);
    await new Promise((resolve) => setTimeout(resolve, 5));
    process.off('unhandledRejection', note);
    expect(events).toEqual(['describe', 'abandoned']);
    expect(unhandled).toEqual([]);
  });

  it('ends with the review', async () => {
    const stop = new AbortController();
    const interrupted = new GalleyError('interrupted', { what: 'stopped' });
    const model: Model = {
      ...scriptedModel([]),
      describe: (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(interrupted));
          setTimeout(() => stop.abort(), 5);
        }),
    };
    const { exitCode, review: done } = await review({ diff: code, ports: { model, signal: stop.signal } });
    expect(exitCode).toBe(3);
    expect(done.ledger).toMatchObject({ interrupted: true, modelFailure: { code: 'interrupted' } });
  });
});
