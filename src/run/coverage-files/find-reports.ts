import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Where test tools leave reports when nobody tells them otherwise, one list for each kind of project, the report that
 * says most first: nyc's raw data still holds the else arms that its report has lost.
 */
const places: readonly (readonly string[])[] = [
  [
    '.nyc_output',
    'coverage/coverage-final.json',
    'coverage/lcov.info',
    'coverage/cobertura-coverage.xml',
    'lcov.info',
  ],
  ['coverage.json', 'coverage.xml', 'coverage.lcov'],
  ['cover.out', 'coverage.out', 'c.out', 'cover.txt'],
  [
    'target/site/jacoco/jacoco.xml',
    'build/reports/jacoco/test/jacocoTestReport.xml',
    'target/site/jacoco-aggregate/jacoco.xml',
  ],
  ['target/llvm-cov/lcov.info', 'target/coverage/lcov.info'],
];

/** A report is of an older run when another one is newer by this. Reports of one run follow raw data within seconds. */
const sameRunMs = 10 * 60 * 1000;

/** Absolute paths of the reports of a repository, at most one for each kind of project. Empty: there are none. */
export async function findReports(root: string): Promise<string[]> {
  const found = await Promise.all(places.map((names) => findOne(root, names)));
  return found.filter((path) => path !== undefined);
}

async function findOne(root: string, names: readonly string[]): Promise<string | undefined> {
  const dated = await Promise.all(
    names.map(async (name) => ({ path: join(root, name), writtenAt: await writtenAt(join(root, name)) })),
  );
  const newest = Math.max(...dated.map((one) => one.writtenAt ?? -Infinity));
  return dated.find((one) => one.writtenAt !== undefined && one.writtenAt >= newest - sameRunMs)?.path;
}

/** When a report was written, of a folder its newest one; undefined where there is none. Milliseconds since 1970. */
async function writtenAt(path: string): Promise<number | undefined> {
  try {
    const found = await stat(path);
    if (found.isFile()) return found.mtimeMs;
    if (!found.isDirectory()) return undefined;
    const names = (await readdir(path)).filter((name) => name.endsWith('.json'));
    const times = await Promise.all(names.map(async (name) => (await stat(join(path, name))).mtimeMs));
    return times.length === 0 ? undefined : Math.max(...times);
  } catch {
    // Not there, or gone meanwhile: nothing was found.
    return undefined;
  }
}
