import { readFile } from 'node:fs/promises';
import { GalleyError } from '../../errors.ts';

/** Which test loads which source. Paths from the folder the command ran in, with `/`. */
export interface TestMap {
  readonly version: 1;
  readonly tests: readonly TestLoads[];
  /** What nobody could tell, one sentence each. */
  readonly notes: readonly string[];
}

export interface TestLoads {
  /** The file of the test; the name that `NYC_PROCESSINFO_EXTERNAL_ID` gave, where there is one. */
  readonly test: string;
  /** Sources that it loads, itself or through others, in order. It need not run what it loads. */
  readonly loads: readonly string[];
  /** `process`: a process of its own loaded nothing else. `imports`: by following who asked for what. */
  readonly basis: 'process' | 'imports';
}

/** @throws GalleyError `unreadable-report`, `broken-report` */
export async function readTestMap(file: string): Promise<TestMap> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new GalleyError('unreadable-report', { what: `${file} cannot be read`, cause: error });
  });
  const map = parse(text);
  if (map !== undefined) return map;
  throw new GalleyError('broken-report', {
    what: `${file} is no map of tests`,
    todo: 'galley coverage run -- <test command>',
  });
}

/** Tests that load a source, those that load least first: they are most likely about it. */
export function testsLoading(map: TestMap, source: string): string[] {
  const tests = map.tests.filter(({ loads }) => loads.includes(source));
  return tests.sort((a, b) => a.loads.length - b.loads.length).map(({ test }) => test);
}

function parse(text: string): TestMap | undefined {
  try {
    const map = JSON.parse(text) as Partial<TestMap> | null;
    const isMap = map?.version === 1 && Array.isArray(map.notes) && Array.isArray(map.tests);
    return isMap && (map.tests as readonly unknown[]).every(isTestLoads) ? (map as TestMap) : undefined;
  } catch {
    return undefined;
  }
}

function isTestLoads(value: unknown): boolean {
  const { test, loads } = (value ?? {}) as Partial<TestLoads>;
  return typeof test === 'string' && Array.isArray(loads) && loads.every((path) => typeof path === 'string');
}
