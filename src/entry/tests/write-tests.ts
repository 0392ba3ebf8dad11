import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TestSuggestion } from '../../testgen/test-suggestion.ts';
import { replaceFile } from '../cli/replace-file.ts';

/**
 * Writes the files of suggestions into the working tree, each in one step. Of several suggestions for one file the last holds all.
 *
 * @returns paths from the root, in order
 * @throws GalleyError `unsafe-path` for one behind a link that leads out, and what the disk throws
 */
export async function writeTests(
  suggestions: readonly TestSuggestion[],
  root: string,
): Promise<readonly string[]> {
  const texts = new Map(suggestions.map(({ path, text }) => [path, text]));
  for (const [path, text] of texts) {
    const file = join(root, path);
    await mkdir(dirname(file), { recursive: true });
    await replaceFile(file, text, root);
  }
  return [...texts.keys()];
}
