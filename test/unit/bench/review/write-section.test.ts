import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeSection } from '../../../../bench/review/write-section.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'section-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('replaces its own section and leaves the others alone', () => {
  const file = join(folder, 'RESULTS.md');
  writeFileSync(file, '# Results\n\nBy hand.\n');
  writeSection(file, 'bench-a', 'first');
  writeSection(file, 'bench-b', 'second');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\nBelow, by hand.\n`);
  writeSection(file, 'bench-a', 'third');
  const text = readFileSync(file, 'utf8');
  expect(text).not.toContain('first');
  expect(text.replace(/<!--.*?-->/g, '').match(/\S.*/g)).toEqual(
    ['# Results', 'By hand.', 'third', 'second', 'Below, by hand.'], // prettier-ignore
  );
});

it('makes a missing file', () => {
  const file = join(folder, 'NEW.md');
  writeSection(file, 'bench-a', 'only');
  expect(readFileSync(file, 'utf8')).toContain('only');
});
