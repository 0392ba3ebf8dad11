import { describe, expect, it } from 'vitest';
import { chooseDeclarations, type Choice } from '../../../src/docstring/choose-declarations.ts';
import type { Declaration, DocFile } from '../../../src/docstring/declaration.ts';
import { docTables } from '../../../src/docstring/languages/table-of.ts';
import { makeDeclaration, parameter } from './make-declaration.ts';

const text = `class A {
  one;
  f() {
    return 1;
  }
}
function g() {}
`;

function at(head: string, end: string, given: Partial<Declaration>): Declaration {
  const start = text.indexOf(head);
  const stop = text.indexOf(end, start) + end.length;
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  return makeDeclaration({
    name: head.replace(/\W.*/, ''),
    span: { start, end: stop },
    signature: { start, end: start + head.length },
    lines: { first: lineOf(start), last: lineOf(stop) },
    ...given,
  });
}

const a = at('class A', '\n}', { kind: 'class', name: 'A' });
const f = at('f()', '\n  }', { kind: 'method', name: 'f' });
const g = at('function g', '{}', { name: 'g' });

function choose(
  declarations: readonly Declaration[],
  options: Partial<Parameters<typeof chooseDeclarations>[2]> = {},
): string[] {
  const file: DocFile = { declarations, comments: [], docstrings: [], shape: '', errors: 0 };
  const choice: Choice = chooseDeclarations(
    text,
    file,
    { scope: 'public', added: undefined, runtimeDocs: false, ...options },
    docTables.typescript,
  );
  return [
    ...choice.chosen.map(({ declaration, place }) => `${declaration.name}@${place.at}`),
    ...choice.skipped.map(({ declaration, reason }) => `${declaration.name}: ${reason}`),
  ];
}

describe('chooseDeclarations', () => {
  it('takes all with a place, in their order', () => {
    expect(choose([a, f, g])).toEqual(['A@0', 'f@17', `g@${text.indexOf('function')}`]);
  });

  it.each<[string, Partial<Declaration>]>([
    ['private', { isPublic: false }],
    ['overrides', { traits: ['overrides'] }],
    ['trivial', { traits: ['trivial'] }],
    ['runtime-doc', { traits: ['runtime-doc'] }],
    ['stub', { traits: ['stub'] }],
    ['shared-line', { traits: ['shared-line'] }],
    ['takes-nothing', { kind: 'constructor' }],
  ])('%s', (reason, given) => {
    expect(choose([{ ...g, ...given }])).toEqual([`g: ${reason}`]);
  });

  it('takes what is asked for', () => {
    expect(choose([{ ...g, isPublic: false }], { scope: 'all' })).toHaveLength(1);
    expect(choose([{ ...g, traits: ['runtime-doc'] }], { runtimeDocs: true })[0]).toMatch(/^g@/);
    expect(choose([{ ...g, kind: 'constructor', parameters: [parameter('a')] }])[0]).toMatch(/^g@/);
  });

  it('takes what a change touches: a class not by its members', () => {
    const added = (first: number, last = first): string[] =>
      choose([a, f, g], { added: [{ first, last }] }).filter((line) => line.includes('@'));
    expect(added(4)).toEqual(['f@17']);
    expect(added(2)).toEqual(['A@0']);
    expect(added(2, 3)).toEqual(['A@0', 'f@17']);
    expect(added(7)).toHaveLength(1);
    expect(added(20)).toEqual([]);
  });

  it('puts one doc above two declarations of a statement', () => {
    expect(choose([g, { ...g, name: 'h' }])[1]).toBe('h: same-place');
  });
});
