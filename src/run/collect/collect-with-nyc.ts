import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CollectOptions } from './collected.ts';
import { findWanted } from './loader/find-wanted.ts';
import type { LoaderSettings, NycConfig } from './loader/loader-settings.ts';
import { mergeSameText } from './merge-forms.ts';
import { findNyc, nycCommand } from './nyc-command.ts';
import { readRaw, type RawFile } from './read-raw.ts';
import { remapFiles, type Remapped } from './remap-files.ts';
import { runCommand, type CommandEnd } from './run-command.ts';

export interface NycRun {
  readonly end: CommandEnd;
  readonly report: Remapped['files'];
  readonly notes: readonly string[];
}

/** @param folder absolute path of an empty folder, which may be removed when this is done */
export async function collectWithNyc(options: CollectOptions, folder: string): Promise<NycRun> {
  const raw = join(folder, 'raw');
  await mkdir(raw);
  const nyc = findNyc(options.files.loader, options.cwd);
  const settings: LoaderSettings = { ...options.files, nyc, folder };
  const { cwd, signal, onOutput, timeoutMs } = options;
  const end = await runCommand({ ...nycCommand(options, settings, raw), cwd, signal, onOutput, timeoutMs });
  const config = await readConfig(folder);
  const forms = new Map<string, RawFile>();
  for await (const { files } of readRaw(raw)) for (const file of files) mergeSameText(forms, file);
  const { files, severalForms, unmapped } = await remapFiles(forms.values());
  const isWanted =
    config.excludeAfterRemap === false ? () => true : findWanted(nyc, config, config.cwd ?? cwd);
  const report = Object.fromEntries(Object.entries(files).filter(([path]) => isWanted(path)));
  return { end, report, notes: [...(await tellRun(folder, report)), ...tellForms(severalForms, unmapped)] };
}

/** Written by the first process of the command. */
async function readConfig(folder: string): Promise<NycConfig> {
  const file = join(folder, 'nyc-config.json');
  if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as NycConfig;
  return {};
}

async function tellRun(folder: string, report: Remapped['files']): Promise<string[]> {
  const notes: string[] = [];
  const failed = join(folder, 'not-instrumented');
  if (existsSync(failed)) {
    const files = new Set((await readFile(failed, 'utf8')).trim().split('\n'));
    notes.push(`${[...files].join(', ')}: does not parse, and is not counted.`);
  }
  if (Object.keys(report).length === 0) notes.push('No test loaded any source that coverage is wanted of.');
  return notes;
}

function tellForms(several: readonly string[], unmapped: readonly string[]): string[] {
  const notes: string[] = [];
  if (several.length > 0)
    notes.push(`Ran in several forms, of which only what is alike is added up: ${several.join(', ')}.`);
  if (unmapped.length > 0)
    notes.push(`Compiled without a source map, and not counted: ${unmapped.join(', ')}.`);
  return notes;
}
