import { describe, expect, it } from 'vitest';
import { parseDiff } from '../../../src/change/parse-diff.ts';
import { maskChange, type MaskedChange } from '../../../src/review/mask-change.ts';

const oldBody = 'MIIEoldoldoldoldoldoldoldold';
const newBody = 'MIIEnewnewnewnewnewnewnewnew';
// Put together here, so that no scanner takes this file for a leak.
const begin = `-----BEGIN RSA ${'PRIVATE'} KEY-----`;
const end = `-----END RSA ${'PRIVATE'} KEY-----`;
const github = 'ghp_' + 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8';
const aws = 'AKIA' + 'Q3EGRWJ7TY6MZ2PL';

function maskedDiff(base: number, head: number, ...lines: string[]): MaskedChange {
  const text = [
    'diff --git a/key.pem b/key.pem',
    '--- a/key.pem',
    '+++ b/key.pem',
    `@@ -1,${base} +1,${head} @@`,
    ...lines,
    '',
  ].join('\n');
  return maskChange({ files: parseDiff(text), context: 'hunk' });
}

describe('maskChange', () => {
  it('masks each side by itself: the end of an old key does not end the new one', () => {
    const { change, added, masked } = maskedDiff(
      3,
      3,
      ` ${begin}`,
      `-${oldBody}`,
      `-${end}`,
      '\\ No newline at end of file',
      `+${newBody}`,
      `+${end}`,
    );
    const shown = JSON.stringify(change);
    expect(shown).not.toContain(oldBody);
    expect(shown).not.toContain(newBody);
    expect(masked).toBe(1);
    // The header stood there before: the finding stands on the first new line.
    expect(added).toMatchObject([{ line: 2, kind: 'private-key', quote: '[masked:private-key]' }]);
  });

  it('reports no key that only goes', () => {
    const { added, masked, change } = maskedDiff(4, 1, ' keep', `-${begin}`, `-${oldBody}`, `-${end}`);
    expect(JSON.stringify(change)).not.toContain(oldBody);
    expect(added).toEqual([]);
    expect(masked).toBe(1);
  });

  it('names all credentials of one line', () => {
    const { added } = maskedDiff(0, 1, `+keys = ["${aws}", "${github}"]`);
    expect(added).toHaveLength(1);
    expect(added[0]?.label).toBe('an AWS access key id and a GitHub token');
  });
});
