import { execFileSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  realpathSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import libCoverage, { type FileCoverageData } from 'istanbul-lib-coverage';
import { createInstrumenter } from 'istanbul-lib-instrument';
import { writeCobertura } from './write-cobertura.ts';

export interface Project {
  readonly folder: string;
  readonly istanbul: string;
  readonly cobertura: string;
  /** Bytes of each report. */
  readonly bytes: { readonly istanbul: number; readonly cobertura: number };
  readonly files: number;
  readonly changedFiles: number;
  remove(): void;
}

const changedFiles = 40;
/** Functions of one file: as many as make a report of 10,000 files 200 MB large. */
const functions = 10;

/**
 * A repository of which 40 files changed, and reports about them and thousands of others: maps by istanbul's own
 * instrumenter, hits by a fixed rule, once as istanbul's JSON and once as Cobertura's XML of the same data.
 */
export function generateProject(files: number): Project {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'galley-coverage-')));
  const git = (...args: string[]): void => {
    execFileSync('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.invalid', ...args], {
      cwd: folder,
    });
  };
  git('init', '-q', '-b', 'main');
  for (let index = 0; index < changedFiles; index++)
    write(folder, pathOf(index), codeOf(index, functions - 2));
  write(folder, '.gitignore', '/reports/\n');
  git('add', '.');
  git('commit', '-q', '-m', 'base');
  for (let index = 0; index < changedFiles; index++) write(folder, pathOf(index), codeOf(index, functions));
  git('commit', '-qam', 'head');
  return {
    folder,
    ...writeReports(folder, files),
    files,
    changedFiles,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function writeReports(folder: string, files: number): Pick<Project, 'istanbul' | 'cobertura' | 'bytes'> {
  const [istanbul, cobertura] = [
    join(folder, 'reports/coverage-final.json'),
    join(folder, 'reports/cobertura.xml'),
  ];
  mkdirSync(dirname(istanbul));
  const json = openSync(istanbul, 'w');
  let bytes = writeSync(json, '{');
  const all: FileCoverageData[] = [];
  const template = measure(join(folder, pathOf(changedFiles)), codeOf(changedFiles, functions));
  for (let index = 0; index < files; index++) {
    const path = join(folder, pathOf(index));
    const data = index < changedFiles ? measure(path, codeOf(index, functions)) : { ...template, path };
    all.push(data);
    bytes += writeSync(json, `${index === 0 ? '' : ','}${JSON.stringify(path)}: ${JSON.stringify(data)}\n`);
  }
  bytes += writeSync(json, '}\n');
  closeSync(json);
  return {
    istanbul,
    cobertura,
    bytes: { istanbul: bytes, cobertura: writeCobertura(cobertura, folder, all) },
  };
}

function measure(path: string, code: string): FileCoverageData {
  const instrumenter = createInstrumenter({ esModules: true });
  instrumenter.instrumentSync(code, path);
  const { data } = libCoverage.createFileCoverage(instrumenter.lastFileCoverage());
  const hits = (id: string): number => (Number(id) % 5 === 0 ? 0 : 1 + (Number(id) % 3));
  return {
    ...data,
    s: Object.fromEntries(Object.keys(data.s).map((id) => [id, hits(id)])),
    f: Object.fromEntries(Object.keys(data.f).map((id) => [id, hits(id)])),
    b: Object.fromEntries(
      Object.entries(data.b).map(([id, arms]) => [id, arms.map((_, arm) => hits(String(Number(id) + arm)))]),
    ),
  };
}

function pathOf(index: number): string {
  return `packages/p${index % 50}/src/part${index % 200}/file${index}.js`;
}

function codeOf(file: number, count: number): string {
  return Array.from({ length: count }, (_, index) => functionOf(`step${file}x${index}`, index)).join('\n');
}

function functionOf(name: string, index: number): string {
  return `/** Adds up what is above ${index}. */
export function ${name}(list, { limit = ${index}, scale } = {}) {
  if (list.length === 0) return 0;
  let total = 0;
  for (const one of list) {
    if (one > limit && scale) {
      total += one * scale;
    }
    total += one > 10 ? 1 : 2;
  }
  return total;
}
`;
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
