import { describe, expect, it } from 'vitest';
import { parseDiff } from '../../../src/change/parse-diff.ts';
import type { Anchor } from '../../../src/finding/finding.ts';
import { excerptCode } from '../../../src/review/excerpt-code.ts';

const diff = `diff --git a/a.ts b/a.ts
--- a/a.ts
+++ b/a.ts
@@ -7,3 +7,3 @@
 seven
-eight
+EIGHT
 nine
`;
const headText = `${['1', '2', '3', '4', '5', '6', 'seven', 'EIGHT', 'nine', '10', '11', '12', '13', '14'].join('\n')}\n`;

describe('the excerpt of a finding', () => {
  it('shows both sides of the hunk, numbered and marked, and the head file around it', () => {
    expect(show(at('head', 8, 8), headText)).toEqual([
      ' 5 5',
      ' 6 6',
      ' 7 seven',
      '-8 eight',
      '+8 EIGHT <',
      ' 9 nine',
      ' 10 10',
      ' 11 11',
      ' 12 12',
    ]);
  });

  it('stays in the hunk where the file is not known', () => {
    expect(show(at('head', 8, 8))).toEqual([' 7 seven', '-8 eight', '+8 EIGHT <', ' 9 nine']);
  });

  it('marks removed lines by their number in the base file', () => {
    expect(show(at('base', 8, 8))).toContain('-8 eight <');
    expect(show(at('base', 8, 8))).toContain('+8 EIGHT');
  });

  it('is empty for a whole file and for lines that no hunk holds', () => {
    expect(show({ path: 'a.ts', side: 'file' }, headText)).toEqual([]);
    expect(show(at('head', 2, 2), headText)).toEqual([]);
    expect(show({ ...at('head', 8, 8), path: 'b.ts' }, headText)).toEqual([]);
  });

  it('cuts lines and excerpts that nobody reads to their end', () => {
    const long = diff.replace('+EIGHT', `+${'x'.repeat(5000)}`);
    expect(show(at('head', 8, 8), undefined, long).join('').length).toBeLessThan(600);
    const many = Array.from({ length: 500 }, (_, index) => `+line ${index}\n`).join('');
    const added = `diff --git a/a.ts b/a.ts\nnew file mode 100644\n--- /dev/null\n+++ b/a.ts\n@@ -0,0 +1,500 @@\n${many}`;
    expect(show(at('head', 1, 500), undefined, added)).toHaveLength(60);
  });
});

function at(side: 'base' | 'head', startLine: number, endLine: number): Anchor {
  return { path: 'a.ts', side, startLine, endLine };
}

/** `+8 EIGHT <`: sign, number, text, mark. */
function show(anchor: Anchor, head?: string, text = diff): string[] {
  const [file] = parseDiff(text);
  const [excerpt = []] = excerptCode([{ anchor }], [{ file: file!, headText: head }]);
  const signs = { base: '-', head: '+', both: ' ' };
  return excerpt.map((line) => `${signs[line.side]}${line.line} ${line.text}${line.isMarked ? ' <' : ''}`);
}
