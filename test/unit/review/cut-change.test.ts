import { expect, it } from 'vitest';
import type { Syntax } from '../../../src/review/ports.ts';
import { reviewChange } from '../../../src/review/review-change.ts';
import { addedFile, reviewOptions, reviewPorts, type Given } from '../../ports/review-ports.ts';
import { scriptedModel } from '../../ports/scripted-model.ts';

const names = Array.from({ length: 40 }, (_, index) => `src/file-${String(index)}.ts`);
const many = names.map((name) => addedFile(name, `run("${name}");`)).join('');
const head = Object.fromEntries(names.map((name) => [name, `run("${name}");\n`]));

/** A Syntax that notes what happens to it, and takes its time: earlier files longer. */
function slowSyntax(events: string[]): Syntax {
  let started = 0;
  return {
    expect: (texts) => events.push(`expect ${String(texts)}`),
    outline: async (path) => {
      if (events.at(-1) !== 'outline') events.push('outline');
      await new Promise((resolve) => setTimeout(resolve, (100 - started++) % 7));
      return { language: path, scopes: [], statementStarts: [1] };
    },
    close: () => events.push('close'),
  };
}

async function review(given: Given): Promise<string[]> {
  const events: string[] = [];
  const model = given.ports && 'model' in given.ports ? given.ports.model : scriptedModel([]);
  const ports = { ...given.ports, model, syntax: slowSyntax(events) };
  const { review: done } = await reviewChange(reviewOptions, reviewPorts({ ...given, ports }));
  expect(done.ledger.files.map((file) => file.path)).toEqual(names);
  if (model !== undefined) expect(done.ledger.chunks.map((chunk) => chunk.path)).toEqual(names);
  return events;
}

it('keeps the order of the files, whichever is parsed first, and ends the helpers', async () => {
  expect(await review({ diff: many, head })).toEqual(['expect 40', 'outline', 'close']);
});

it('announces nothing where nothing will be parsed', async () => {
  expect(await review({ diff: many })).toEqual(['close']);
  expect(await review({ diff: many, head, ports: { model: undefined } })).toEqual(['close']);
});

it('does not count what is excluded by name', async () => {
  const events: string[] = [];
  const diff = many + addedFile('package-lock.json', '{}');
  const ports = { syntax: slowSyntax(events), model: scriptedModel([]) };
  await reviewChange(reviewOptions, reviewPorts({ diff, head, ports }));
  expect(events[0]).toBe('expect 40');
});

it('ends the helpers when a file cannot be read', async () => {
  const events: string[] = [];
  const given = reviewPorts({
    diff: many,
    head,
    ports: { syntax: slowSyntax(events), model: scriptedModel([]) },
  });
  const blobs = { ...given.blobs!, read: () => Promise.reject(new Error('gone')) };
  await expect(reviewChange(reviewOptions, { ...given, blobs })).rejects.toThrow('gone');
  expect(events).toEqual(['expect 40', 'close']);
});
