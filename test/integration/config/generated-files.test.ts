import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generators } from '../../../scripts/generate/generators.ts';
import { describeStale, renderAll, writeAll } from '../../../scripts/generate/run-generators.ts';
import { settingKeys } from '../../../src/config/schema.ts';

const repository = join(import.meta.dirname, '../../..');
const ours = generators.filter(({ file }) => file === 'galley.schema.json' || file === 'README.md');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-generate-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('generate', () => {
  it.each(['galley.schema.json', 'docs/MEASURED.md'])('has written %s as it is committed', async (name) => {
    const own = generators.filter(({ file }) => file === name);
    expect(describeStale((await renderAll(repository, own)).files)).toEqual([]);
  });

  it('writes the settings between the markers and nothing else, and then has nothing to do', async () => {
    const readme = '# Title\n\n<!-- settings:start -->\n\nstale words\n\n<!-- settings:end -->\n\nEnd\n';
    await writeFile(join(folder, 'README.md'), readme);
    const first = await renderAll(folder, ours);
    expect(describeStale(first.files).join('\n')).toMatch(
      /galley\.schema\.json is missing\nREADME\.md:5 differs\n- stale words\n\+ /,
    );
    await writeAll(folder, first.files);

    const text = await readFile(join(folder, 'README.md'), 'utf8');
    expect(text.startsWith('# Title\n\n<!-- settings:start -->\n')).toBe(true);
    expect(text.endsWith('<!-- settings:end -->\n\nEnd\n')).toBe(true);
    expect(text).not.toContain('stale words');
    for (const key of settingKeys) expect(text).toContain(`\`${key}\``);
    expect(describeStale((await renderAll(folder, ours)).files)).toEqual([]);
  });

  it.each([
    ['no markers', '# Title\n', '<!-- settings:start --> exactly once; it is there 0 times'],
    [
      'one twice',
      '<!-- settings:start -->\n<!-- settings:end -->\n<!-- settings:end -->\n',
      'it is there 2 times',
    ],
    ['wrong order', '<!-- settings:end -->\n<!-- settings:start -->\n', 'before <!-- settings:start -->'],
  ])(
    'says what is wrong with a README with %s, and still makes the other files',
    async (_name, text, message) => {
      await writeFile(join(folder, 'README.md'), text);
      const { files, failures } = await renderAll(folder, ours);
      expect(failures.join('\n')).toContain(message);
      expect(files.map(({ file }) => file)).toEqual(['galley.schema.json']);
    },
  );
});
