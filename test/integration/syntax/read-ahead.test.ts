import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeFacts } from '../../../src/coverage/code-facts.ts';
import { silentLog, type Log } from '../../../src/log.ts';
import type { CodeReader, CodeText } from '../../../src/review/coverage-ports.ts';
import { createCodeReader } from '../../../src/syntax/code-facts/create-code-reader.ts';
import { readAhead } from '../../../src/syntax/code-facts/read-ahead.ts';
import { wasmFromNodeModules } from './wasm-from-node-modules.ts';

const wasm = wasmFromNodeModules();
const setup = { ...wasm, reads: 'facts' } as const;
const texts: readonly CodeText[] = Array.from({ length: 14 }, (_, index) => ({
  path: `file${index}.ts`,
  text: `export function f${index}(n: number) {\n  return n > ${index} ? 'more' : 'less';\n}\n`,
  lines: [{ first: 1, last: 3 }],
}));

let folder: string;
let entry: string;
/** No parser: answers with nothing but marked facts, ends at `crash.ts` and never answers `stuck.ts`. */
let faulty: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'galley-ahead-'));
  [entry, faulty] = [join(folder, 'worker.mjs'), join(folder, 'faulty.mjs')];
  await build({
    absWorkingDir: join(import.meta.dirname, '../../..'),
    ...{ bundle: true, format: 'esm', platform: 'node', outfile: entry },
    entryPoints: ['src/syntax/worker.ts'],
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  });
  writeFileSync(
    faulty,
    `import { parentPort } from 'node:worker_threads';
     parentPort.on('message', ({ path }) => {
       if (path === 'crash.ts') process.exit(3);
       while (path === 'stuck.ts');
       parentPort.postMessage({ type: 'answer', answer: { from: 'thread' } });
     });
     parentPort.postMessage({ type: 'ready' });`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Counts what this thread had to read. */
function countingReader(): { readonly here: CodeReader; readonly paths: string[] } {
  const reader = createCodeReader(wasm);
  const paths: string[] = [];
  return {
    paths,
    here: {
      read(path, text, lines) {
        paths.push(path);
        return reader.read(path, text, lines);
      },
    },
  };
}

function listening(): { readonly log: Log; readonly warnings: string[] } {
  const warnings: string[] = [];
  return { warnings, log: { ...silentLog, warn: (message) => warnings.push(message) } };
}

async function readAll(reader: CodeReader, asked: readonly CodeText[]): Promise<(CodeFacts | undefined)[]> {
  const facts = [];
  for (const { path, text, lines } of asked) facts.push(await reader.read(path, text, lines));
  return facts;
}

describe('code that is read ahead', () => {
  it('gives the same facts, some of them from its thread', async () => {
    const { here, paths } = countingReader();
    const reader = readAhead({ entry, setup, lateMs: 60_000, log: silentLog, here });
    reader.expect?.(texts);
    const facts = await readAll(reader, texts);
    expect(facts).toEqual(await readAll(createCodeReader(wasm), texts));
    expect(facts.every((one) => one?.decisions.length === 1)).toBe(true);
    expect(paths).not.toContain('file0.ts');
    reader.close?.();
  });

  it('is no matter for a few texts', async () => {
    const { log, warnings } = listening();
    const { here, paths } = countingReader();
    const reader = readAhead({ entry: join(folder, 'none.mjs'), setup, lateMs: 60_000, log, here });
    reader.expect?.(texts.slice(0, 11));
    await readAll(reader, texts.slice(0, 11));
    expect(paths).toHaveLength(11);
    expect(warnings).toEqual([]);
  });

  it('is read here where no thread comes up', async () => {
    const { log, warnings } = listening();
    const { here, paths } = countingReader();
    const reader = readAhead({ entry: join(folder, 'none.mjs'), setup, lateMs: 60_000, log, here });
    reader.expect?.(texts);
    expect(await readAll(reader, texts)).not.toContain(undefined);
    expect(paths.toSorted()).toEqual(texts.map(({ path }) => path).toSorted());
    expect(warnings).toEqual(['parser threads not usable']);
  });

  it.each(['crash.ts', 'stuck.ts'])('lacks the facts of %s alone, which ends the thread', async (bad) => {
    const { log, warnings } = listening();
    const { here } = countingReader();
    const asked = [{ path: bad, text: 'f();', lines: undefined }, ...texts];
    const reader = readAhead({ entry: faulty, setup, lateMs: 1_500, log, here });
    reader.expect?.(asked);
    const facts = await readAll(reader, asked);
    expect(facts.flatMap((one, index) => (one === undefined ? [asked[index]?.path] : []))).toEqual([bad]);
    expect(warnings).toEqual(['parser failed']);
  });

  it('leaves nobody waiting when it is closed', async () => {
    const { here } = countingReader();
    const reader = readAhead({ entry: faulty, setup, lateMs: 60_000, log: silentLog, here });
    reader.expect?.([{ path: 'stuck.ts', text: '', lines: undefined }, ...texts]);
    const asked = reader.read('stuck.ts', '', undefined);
    reader.close?.();
    reader.close?.();
    expect(await asked).toBeUndefined();
  });
});
