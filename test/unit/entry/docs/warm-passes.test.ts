import { describe, expect, it } from 'vitest';
import { warmPasses } from '../../../../src/entry/docs/warm-passes.ts';
import type { DeclarationCode } from '../../../../src/prompt/document/show-declaration.ts';
import { makeDeclaration, makeProse } from '../../docstring/make-declaration.ts';

const options = { scope: 'public', runtimeDocs: false, style: {}, isFiltered: true } as const;

/** Each line of a text is a declaration. */
const syntax = {
  read: async (_: string, text: string) => {
    let start = 0;
    const declarations = text.split('\n').flatMap((line, index) => {
      const span = { start, end: start + line.length };
      start += line.length + 1;
      const lines = { first: index + 1, last: index + 1 };
      return line === '' ? [] : [makeDeclaration({ name: line, span, signature: span, lines })];
    });
    return { declarations, comments: [], docstrings: [], shape: '', errors: 0 };
  },
};

function warm(passes: readonly string[], stopAfter = 100) {
  const asked: string[] = [];
  const stop = new AbortController();
  let pass = 0;
  const readFiles = async () => [
    { path: 'a.ts', text: passes[Math.min(pass++, passes.length - 1)] ?? '', added: undefined },
  ];
  const describe = async ({ declaration }: DeclarationCode) => {
    asked.push(declaration.name);
    if (asked.length >= stopAfter) stop.abort();
    return { failure: 'nothing to say' };
  };
  return warmPasses(readFiles, options, { syntax, describe, signal: stop.signal }).then((count) => ({
    count,
    asked,
    passes: pass,
  }));
}

describe('warmPasses', () => {
  it('asks about each declaration once, though nothing is said, and looks again', async () => {
    expect(await warm(['one\ntwo\n'])).toEqual({ count: 2, asked: ['one', 'two'], passes: 2 });
  });

  it('goes on with what was added meanwhile', async () => {
    expect(await warm(['one\n', 'one\ntwo\n'])).toEqual({ count: 2, asked: ['one', 'two'], passes: 3 });
  });

  it('has statements asked about too, as the hook will', async () => {
    const confirmed: string[] = [];
    const readFiles = async () => [{ path: 'a.ts', text: 'one\n', added: undefined }];
    await warmPasses(readFiles, options, {
      syntax,
      describe: async () => ({ prose: makeProse({ summary: 'Limits a rate to an upper bound.' }) }),
      confirm: async ({ declaration }) => {
        confirmed.push(declaration.name);
        return { failure: 'no time' };
      },
      signal: new AbortController().signal,
    });
    expect(confirmed).toEqual(['one']);
  });

  it('asks nothing more once it is stopped', async () => {
    expect(await warm(['one\ntwo\nthree\n'], 1)).toMatchObject({ count: 1, asked: ['one'] });
  });
});
