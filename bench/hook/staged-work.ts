import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileCount, git, pathOf } from './large-repository.ts';

/** Something that is staged before a commit. */
export interface StagedWork {
  /** Changes files, without staging them; their paths. */
  readonly edit: (folder: string) => readonly string[];
  /** Docs that the commit gets from Galley. */
  readonly docs: number;
}

/** A page of prose: nothing that Galley or a linter of code looks at. */
export const prosePage: StagedWork = {
  edit: (folder) => append(folder, filesOf('md', 1), () => '\nOne line more.\n'),
  docs: 0,
};

/** Ten files that are all there is to a change, each with a new function that wants a doc. */
export const tenFiles: StagedWork = {
  edit: (folder) => append(folder, filesOf('ts', 10), newFunction.ts),
  docs: 10,
};

/** The same in four languages: the parsers that are not native are loaded too. */
export const tenMixedFiles: StagedWork = {
  edit: (folder) => [
    ...append(folder, filesOf('ts', 3), newFunction.ts),
    ...append(folder, filesOf('tsx', 1), newFunction.ts),
    ...append(folder, filesOf('py', 3), newFunction.py),
    ...append(folder, filesOf('go', 3), newFunction.go),
  ],
  docs: 10,
};

/** One file that no model was asked about. */
export const unknownFile: StagedWork = {
  edit: (folder) => append(folder, filesOf('ts', 1), (file) => newFunction.ts(file + 1)),
  docs: 0,
};

/** What a model says of each of the new functions. */
export const prose = {
  summary: 'Adds up what is still open, up to a limit.',
  params: { items: 'what is owed', limit: 'most items that count' },
  returns: 'the sum that is left',
  throws: [],
};

const newFunction = {
  ts: (file: number) => `
export function openTotal${file}(items: readonly { total: number; paid: number }[], limit = ${file}): number {
  let sum = 0;
  for (const item of items.slice(0, limit)) sum += item.total - item.paid;
  return sum;
}
`,
  py: (file: number) => `

def open_total_${file}(items, limit=${file}):
    total = 0
    for item in items[:limit]:
        total += item.total - item.paid
    return total
`,
  go: (file: number) => `
func OpenTotal${file}(items []int, limit int) int {
	sum := ${file}
	for i := 0; i < limit; i++ {
		sum += items[i]
	}
	return sum
}
`,
};

/** Makes the change and stages it. */
export function stage(folder: string, { edit }: StagedWork): void {
  git(folder, 'add', '--', ...edit(folder));
}

/** Files of a kind, far apart. */
function filesOf(kind: string, count: number): number[] {
  const step = Math.floor(fileCount / 11);
  return Array.from({ length: count }, (_, i) => {
    let file = i * step;
    while (!pathOf(file).endsWith(`.${kind}`)) file++;
    return file;
  });
}

function append(folder: string, files: readonly number[], text: (file: number) => string): string[] {
  return files.map((file) => {
    appendFileSync(join(folder, pathOf(file)), text(file));
    return pathOf(file);
  });
}
