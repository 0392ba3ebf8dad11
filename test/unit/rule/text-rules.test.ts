import { describe, expect, it } from 'vitest';
import type { FileChange } from '../../../src/change/change.ts';
import { checkTextRules } from '../../../src/rule/text-rule.ts';
import { textRules } from '../../../src/rule/text-rules.ts';

function added(...texts: string[]): FileChange {
  const lines = texts.map((text, index) => ({
    side: 'head' as const,
    text,
    baseLine: undefined,
    headLine: index + 1,
    newline: true,
  }));
  const hunk = { baseStart: 0, baseCount: 0, headStart: 1, headCount: texts.length, section: '', lines };
  return {
    path: 'a.md',
    basePath: undefined,
    status: 'added',
    baseMode: undefined,
    headMode: '100644',
    baseBlob: undefined,
    headBlob: undefined,
    binary: false,
    submodule: false,
    encoding: 'utf8',
    hunks: [hunk],
  };
}

function hits(...texts: string[]): string[] {
  return checkTextRules(added(...texts), textRules).map((hit) => `${hit.line} ${hit.rule.id}`);
}

describe('text rules', () => {
  it('finds both ends of a conflict and no heading underline', () => {
    expect(hits('<<<<<<< HEAD', 'a', '=======', 'b', '>>>>>>> topic')).toEqual([
      '1 galley/merge-marker',
      '5 galley/merge-marker',
    ]);
    expect(hits('Title', '=======', '<<<<<<<', '>>>>>>>>> quoted')).toEqual([]);
  });

  it('finds characters that reorder a line, once a run', () => {
    expect(hits('if (admin\u202e) {', 'x\u2066y', 'plain', 'z\u202d')).toEqual([
      '1 galley/bidi-control',
      '4 galley/bidi-control',
    ]);
    expect(hits('const greeting = "שלום עולם";')).toEqual([]);
  });
});
