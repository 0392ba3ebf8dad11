import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { changeOfTexts } from '../../../src/change/change-of-texts.ts';
import { silentLog } from '../../../src/log.ts';
import { measurePatch, type MeasuredPatch } from '../../../src/review/measure-patch.ts';
import { createCoverageSource } from '../../../src/run/coverage-files/create-coverage-source.ts';
import { createFileInstrumenter } from '../../../src/run/instrument/create-instrumenter.ts';
import { codeReader } from './measure-code.ts';

const fixtures = fileURLToPath(new URL('../../fixtures/coverage/', import.meta.url));

/**
 * Measures source files of a fixture with a report that a real tool wrote for them.
 *
 * @param bases texts before the change, by path; a file that is absent is new
 */
export async function measureFixture(
  name: string,
  report: string,
  paths: readonly string[],
  bases: Readonly<Record<string, string>> = {},
): Promise<MeasuredPatch> {
  const root = join(fixtures, name, 'source');
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const files = paths.map((path) => ({
    file: changeOfTexts(path, bases[path], read(path)),
    text: read(path),
  }));
  const hits = createCoverageSource({
    root,
    files: [join(fixtures, name, 'report', report)],
    readHead: async (path) => (existsSync(join(root, path)) ? read(path) : undefined),
    tree: readdirSync(root, { recursive: true, encoding: 'utf8' }),
    log: silentLog,
  });
  const ports = { hits, baseHits: undefined, instrumenter: createFileInstrumenter(), code: codeReader };
  return measurePatch(files, ports, new AbortController().signal);
}
