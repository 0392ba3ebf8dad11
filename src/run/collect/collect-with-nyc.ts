import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildTestMap } from './build-test-map.ts';
import type { CollectOptions } from './collected.ts';
import type { CollectorRun } from './collector-run.ts';
import { findWanted } from './loader/find-wanted.ts';
import type { LoaderSettings, NycConfig } from './loader/loader-settings.ts';
import { mergeSameText } from './merge-forms.ts';
import { findNyc, nycCommand } from './nyc-command.ts';
import { readRaw, type RawFile } from './read-raw.ts';
import { remapFiles, type Remapped } from './remap-files.ts';
import { runCommand } from './run-command.ts';

/** @param folder absolute path of an empty folder, which may be removed when this is done */
export async function collectWithNyc(options: CollectOptions, folder: string): Promise<CollectorRun> {
  const raw = join(folder, 'raw');
  await mkdir(raw);
  const nyc = findNyc(options.files.loader, options.cwd);
  const settings: LoaderSettings = { ...options.files, nyc, raw, folder };
  const { cwd, signal, onOutput, timeoutMs } = options;
  const end = await runCommand({ ...nycCommand(options, settings), cwd, signal, onOutput, timeoutMs });
  const config = await readConfig(folder);
  const forms = new Map<string, RawFile>();
  const counted = new Map<string, string[]>();
  for await (const { name, files } of readRaw(raw)) {
    for (const file of files) mergeSameText(forms, file);
    counted.set(
      name,
      files.map(({ path }) => path),
    );
  }
  const { files, severalForms, unmapped } = await remapFiles(forms.values());
  const isWanted =
    config.excludeAfterRemap === false ? () => true : findWanted(nyc, config, config.cwd ?? cwd);
  const report = Object.fromEntries(Object.entries(files).filter(([path]) => isWanted(path)));
  const notes = [...(await tellRun(folder, report)), ...tellForms(severalForms, unmapped)];
  const sources = new Set(Object.keys(report));
  const tests = await buildTestMap({ folder, raw, counted, sources, cwd });
  const common = { format: 'istanbul', certainty: 'high', tests } as const;
  return { ...common, end, report: JSON.stringify(report), notes };
}

/** Written by the first process of the command. */
async function readConfig(folder: string): Promise<NycConfig> {
  const file = join(folder, 'nyc-config.json');
  if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as NycConfig;
  return {};
}

async function tellRun(folder: string, report: Remapped['files']): Promise<string[]> {
  const notes: string[] = [];
  const broken = await readNames(join(folder, 'not-instrumented'));
  if (broken !== '') notes.push(`Does not parse, and is not counted: ${broken}.`);
  const required = await readNames(join(folder, 'required-modules'));
  if (required !== '')
    notes.push(
      `Loaded by require, so that this Node tells nobody what it imports (22.15 does): ${required}.`,
    );
  if (Object.keys(report).length === 0) notes.push('No test loaded any source that coverage is wanted of.');
  return notes;
}

/** Paths that processes have written down, a line each, once each. */
async function readNames(file: string): Promise<string> {
  if (!existsSync(file)) return '';
  return [...new Set((await readFile(file, 'utf8')).trim().split('\n'))].join(', ');
}

function tellForms(several: readonly string[], unmapped: readonly string[]): string[] {
  const notes: string[] = [];
  if (several.length > 0)
    notes.push(`Ran in several forms, of which only what is alike is added up: ${several.join(', ')}.`);
  if (unmapped.length > 0)
    notes.push(`Compiled without a source map, and not counted: ${unmapped.join(', ')}.`);
  return notes;
}
