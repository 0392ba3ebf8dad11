import { expect, it } from 'vitest';
import { joinBlocks } from '../../../src/report/join-blocks.ts';

it('leaves a blank line between blocks', () => {
  expect(joinBlocks(['a', 'b'], ['end'])).toBe('a\n\nb\n\nend\n');
});

it('leaves out the last blocks, says so, and keeps the end', () => {
  const blocks = Array.from({ length: 50 }, (_, index) => `${index}`.padEnd(100, '.'));
  const text = joinBlocks(blocks, ['end'], 2000);
  expect(text.length).toBeLessThanOrEqual(2000);
  expect(text.startsWith(blocks[0] ?? '')).toBe(true);
  const shown = text.split('\n\n').length - 2;
  expect(text).toContain(`_Shortened: ${50 - shown} of 50 parts left out, see the other outputs._\n\nend\n`);
  expect(shown).toBeGreaterThan(10);
});

it('is never longer than that, not even where the end alone is', () => {
  const end = Array.from({ length: 400 }, (_, index) => `- file ${index}`).join('\n');
  const text = joinBlocks(['a'.repeat(3000)], [end, 'account'], 1500);
  expect(text.length).toBeLessThanOrEqual(1500);
  expect(text).toContain('- file 0\n');
  expect(text).toContain('account');
});
