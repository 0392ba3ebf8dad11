import { expect, test } from 'vitest';
import { dropTouched } from '../../../src/git/diff-options.ts';

const full = 'diff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n';
const touched = 'diff --git a/t b/t\n';

test('takes out headers without anything behind them', () => {
  expect(dropTouched(touched + touched + full + touched + full + touched)).toBe(full + full);
  expect(dropTouched(touched)).toBe('');
  expect(dropTouched('')).toBe('');
});

test('keeps code that looks like a header', () => {
  const code = full.replace('+b\n', '+diff --git a/y b/y\n+b\rdiff --git a/z b/z\n');
  expect(dropTouched(code + full)).toBe(code + full);
});
