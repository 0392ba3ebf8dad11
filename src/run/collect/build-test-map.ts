import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Edge, ProcessGraph } from './loader/module-graph.ts';
import type { TestLoads, TestMap } from './test-map.ts';

export interface MapSources {
  /** Absolute path of the folder in which processes left who loads what. */
  readonly folder: string;
  /** Absolute path of nyc's folder. */
  readonly raw: string;
  /** Absolute paths of the sources that a process counted something in, by nyc's name for the process. */
  readonly counted: ReadonlyMap<string, readonly string[]>;
  /** Absolute paths of the sources in the report. */
  readonly sources: ReadonlySet<string>;
  readonly cwd: string;
}

/**
 * Which test loads what, from what the processes left. A file is a test when nothing of the project asked for it and no
 * coverage of it is wanted, or by its name.
 */
export async function buildTestMap(from: MapSources): Promise<TestMap> {
  const processes = await readProcesses(from);
  const loads = new Map<string, Set<string>>();
  const shared = new Set<string>();
  let lost = 0;
  for (const process of processes.values()) {
    const tests = testsOf(process, from);
    for (const test of tests) addAll(loads, test, reach(process.edges, test, from.sources));
    if (tests.length > 1) tests.forEach((test) => shared.add(test));
    if (tests.length > 0) continue;
    // Started by a test: what it loads is that test's, where there is only one that it can be.
    const counted = (from.counted.get(process.name) ?? []).filter((path) => from.sources.has(path));
    const starters = startersOf(process, processes, from);
    if (starters.length === 1) addAll(loads, starters[0]!, counted);
    else if (counted.length > 0) lost += 1;
  }
  const tests = [...loads].map(([test, sources]): TestLoads => {
    const basis = shared.has(test) ? 'imports' : 'process';
    return {
      test: tidy(test, from.cwd),
      loads: [...sources].map((path) => tidy(path, from.cwd)).sort(),
      basis,
    };
  });
  const note = `What ${lost} processes loaded is nobody's: they were started where several tests ran.`;
  return {
    version: 1,
    tests: tests.sort((a, b) => (a.test < b.test ? -1 : 1)),
    notes: lost > 0 ? [note] : [],
  };
}

interface Process extends ProcessGraph {
  readonly name: string;
  /** What `NYC_PROCESSINFO_EXTERNAL_ID` called it; empty without. */
  readonly externalId: string;
}

async function readProcesses({ folder, raw }: MapSources): Promise<Map<string, Process>> {
  const processes = new Map<string, Process>();
  const graphs = join(folder, 'graphs');
  for (const file of existsSync(graphs) ? await readdir(graphs) : []) {
    const name = file.replace(/\.json$/, '');
    const graph = JSON.parse(await readFile(join(graphs, file), 'utf8')) as ProcessGraph;
    const info = join(raw, 'processinfo', file);
    const { externalId = '' } = existsSync(info)
      ? (JSON.parse(await readFile(info, 'utf8')) as { externalId?: string })
      : {};
    processes.set(name, { ...graph, name, externalId });
  }
  return processes;
}

const testName = /(?:^|[/.\-_])(?:test|tests|spec|specs|__tests__)(?:[/.\-_]|$)/i;

function testsOf({ edges, externalId }: Process, { sources, cwd }: MapSources): string[] {
  if (externalId !== '') return [externalId];
  const asked = new Set(edges.filter(([from]) => from !== '').map(([, to]) => to));
  const roots = edges.flatMap(([from, to]) => (from === '' && !asked.has(to) ? [to] : []));
  const own = [...new Set(roots)].filter((path) => !tidy(path, cwd).startsWith('../'));
  const named = own.filter((path) => testName.test(tidy(path, cwd)));
  return named.length > 0 ? named : own.filter((path) => !sources.has(path));
}

/** Tests of the nearest process above that has any. */
function startersOf(process: Process, processes: ReadonlyMap<string, Process>, from: MapSources): string[] {
  const above = processes.get(process.parent);
  if (above === undefined || above === process) return [];
  const tests = testsOf(above, from);
  return tests.length > 0 ? tests : startersOf(above, processes, from);
}

function reach(edges: readonly Edge[], test: string, sources: ReadonlySet<string>): string[] {
  const next = new Map<string, string[]>();
  for (const [from, to] of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const seen = new Set([test]);
  for (const path of seen) next.get(path)?.forEach((to) => seen.add(to));
  return [...seen].filter((path) => path !== test && sources.has(path));
}

function addAll(map: Map<string, Set<string>>, key: string, values: readonly string[]): void {
  const known = map.get(key) ?? new Set();
  values.forEach((value) => known.add(value));
  map.set(key, known);
}

function tidy(path: string, cwd: string): string {
  return relative(cwd, path).split(sep).join('/');
}
