import { format, resolveConfig } from 'prettier';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Generator } from './generators.ts';

export interface GeneratedFile {
  readonly file: string;
  readonly current: string;
  readonly rendered: string;
}

export interface Generated {
  readonly files: readonly GeneratedFile[];
  /** One line for each generator that could not do its work. */
  readonly failures: readonly string[];
}

/** Runs every generator; one that fails does not keep the others from their files. */
export async function renderAll(root: string, generators: readonly Generator[]): Promise<Generated> {
  const files: GeneratedFile[] = [];
  const failures: string[] = [];
  for (const generator of generators) {
    // Two generators may make two parts of the same file.
    const before = files.findLast(({ file }) => file === generator.file)?.rendered;
    try {
      files.push(await renderOne(root, generator, before));
    } catch (error) {
      failures.push((error as Error).message);
    }
  }
  return { files, failures };
}

/** In the project's own format, so that formatter and generator never argue. */
async function renderOne(
  root: string,
  { file, render }: Generator,
  before: string | undefined,
): Promise<GeneratedFile> {
  const path = join(root, file);
  const current = before ?? (await readIfThere(path));
  const style = await resolveConfig(path, { editorconfig: true });
  return { file, current, rendered: await format(await render(current), { ...style, filepath: path }) };
}

export async function writeAll(root: string, files: readonly GeneratedFile[]): Promise<void> {
  for (const { file, rendered } of files) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), rendered);
  }
}

/** What is out of date, with the first line that differs; empty when all is as generated. */
export function describeStale(files: readonly GeneratedFile[]): string[] {
  return files.filter(({ current, rendered }) => current !== rendered).map(describeDifference);
}

function describeDifference({ file, current, rendered }: GeneratedFile): string {
  if (current === '') return `${file} is missing`;
  const [old, fresh] = [current.split('\n'), rendered.split('\n')];
  const length = Math.max(old.length, fresh.length);
  const at = Array.from({ length }, (_, index) => index).find((index) => old[index] !== fresh[index]) ?? 0;
  return `${file}:${at + 1} differs\n- ${old[at] ?? '(end of file)'}\n+ ${fresh[at] ?? '(end of file)'}`;
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
