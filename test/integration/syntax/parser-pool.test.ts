import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLog, type Log } from '../../../src/log.ts';
import { createParser } from '../../../src/syntax/create-parser.ts';
import { createSyntax } from '../../../src/syntax/create-syntax.ts';
import { startParserPool } from '../../../src/syntax/start-parser-pool.ts';
import { wasmFromNodeModules } from './wasm-from-node-modules.ts';

const root = join(import.meta.dirname, '../../..');
const setup = wasmFromNodeModules();
const threadSetup = { ...setup, reads: 'outlines' } as const;
const here = createParser(setup);
const names = ['cart.ts', 'app.jsx', 'cart.py', 'server.go', 'Cart.java', 'cart.rs', 'cart.cpp'];

let folder: string;
let entry: string;
/** No parser: answers with the name of the file, unless the name tells it to end or to hang. */
let faulty: string;
let texts: { readonly path: string; readonly text: string }[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'galley-pool-'));
  entry = join(folder, 'worker.mjs');
  faulty = join(folder, 'faulty.mjs');
  const [worker, syntax] = ['src/syntax/worker.ts', 'src/syntax/create-syntax.ts'];
  const banner = {
    js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
  };
  const shared = { absWorkingDir: root, bundle: true, format: 'esm', platform: 'node', banner } as const;
  await build({ ...shared, entryPoints: [worker], outfile: entry });
  await build({ ...shared, entryPoints: [syntax], outfile: join(folder, 'create-syntax.mjs') });
  writeFileSync(
    faulty,
    `import { parentPort } from 'node:worker_threads';
     parentPort.on('message', ({ path: language }) => {
       if (language === 'crash.js') process.exit(3);
       while (language === 'stuck.js');
       parentPort.postMessage({ type: 'answer', answer: { language, scopes: [], statementStarts: [] } });
     });
     parentPort.postMessage({ type: 'ready' });`,
  );
  texts = await Promise.all(
    Array.from({ length: 30 }, async (_, index) => {
      const path = names[index % names.length] ?? '';
      const text = await readFile(new URL(`../../fixtures/syntax/${path}.txt`, import.meta.url), 'utf8');
      return { path, text: '\n'.repeat(index) + text };
    }),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A Log that keeps the warnings. */
function listening(): { readonly log: Log; readonly warnings: string[] } {
  const warnings: string[] = [];
  return { warnings, log: { ...silentLog, warn: (message) => warnings.push(message) } };
}

describe('parser threads', () => {
  it('give the same Outlines as this thread, each to its own text', async () => {
    const syntax = createSyntax({ ...setup, workerEntry: entry, threads: 2, manyTexts: 2 });
    syntax.expect?.(texts.length);
    const outlines = await Promise.all(texts.map(({ path, text }) => syntax.outline(path, text)));
    const wanted = [];
    for (const { path, text } of texts) wanted.push(await here.outline(path, text));
    expect(outlines).toEqual(wanted);
    expect(wanted.every((outline) => outline !== undefined)).toBe(true);
    syntax.close?.();
    expect(await syntax.outline('a.js', 'f();\n')).toEqual(await here.outline('a.js', 'f();\n'));
  });

  it('come up for many texts only', async () => {
    const { log, warnings } = listening();
    const missing = join(folder, 'no-such-worker.mjs');
    const syntax = createSyntax({ ...setup, workerEntry: missing, threads: 2, manyTexts: 3, log });
    syntax.expect?.(2);
    expect(await syntax.outline('a.js', 'f();\n')).toBeDefined();
    expect(warnings).toEqual([]);
    syntax.expect?.(3);
    expect(await Promise.all(texts.map(({ path, text }) => syntax.outline(path, text)))).not.toContain(
      undefined,
    );
    expect(warnings).toEqual(['parser threads not usable']);
  });

  it('come up for a few large texts', async () => {
    const { log, warnings } = listening();
    const missing = join(folder, 'no-such-worker.mjs');
    const syntax = createSyntax({ ...setup, workerEntry: missing, threads: 2, log });
    await syntax.outline('a.js', 'f();\n'.repeat(60_000));
    expect(warnings).toEqual([]);
    await syntax.outline('a.js', 'f();\n'.repeat(60_000));
    expect(warnings).toEqual(['parser threads not usable']);
  });

  it.each(['crash.js', 'stuck.js'])('lose one text when one of them meets %s', async (bad) => {
    const { log, warnings } = listening();
    const pool = startParserPool({ entry: faulty, setup: threadSetup, threads: 2, lateMs: 1_500, log, here });
    const asked = [...texts.slice(0, 4), { path: bad, text: 'f();' }, ...texts.slice(4, 10)];
    const outlines = await Promise.all(asked.map(({ path, text }) => pool.outline(path, text)));
    expect(outlines.map((outline) => outline?.language)).toEqual(
      asked.map(({ path }) => (path === bad ? undefined : path)),
    );
    expect(warnings).toEqual(['parser failed']);
    pool.close();
  });

  it('give up when every text ends them', async () => {
    const { log, warnings } = listening();
    const pool = startParserPool({
      entry: faulty,
      setup: threadSetup,
      threads: 2,
      lateMs: 60_000,
      log,
      here,
    });
    const asked = Array.from({ length: 20 }, () => pool.outline('crash.js', ''));
    expect(new Set(await Promise.all(asked))).toEqual(new Set([undefined]));
    expect(warnings).toEqual(['parser failed']);
  });

  it('leave nobody waiting when they are closed', async () => {
    const pool = startParserPool({
      entry,
      setup: threadSetup,
      threads: 2,
      lateMs: 60_000,
      log: silentLog,
      here,
    });
    const asked = texts.map(({ path, text }) => pool.outline(path, text));
    pool.close();
    pool.close();
    expect(new Set(await Promise.all(asked))).toEqual(new Set([undefined]));
  });

  it('keep a process alive while they parse, and no longer', () => {
    const script = `
      import { createSyntax } from './create-syntax.mjs';
      const options = ${JSON.stringify({ ...setup, workerEntry: entry, threads: 2, manyTexts: 1 })};
      const syntax = createSyntax(options);
      syntax.expect(1);
      console.log((await syntax.outline('a.js', 'function f() {}')).scopes[0].name);`;
    const main = join(folder, 'main.mjs');
    writeFileSync(main, script);
    expect(execFileSync(process.execPath, [main], { encoding: 'utf8', timeout: 20_000 })).toBe('f\n');
  });
});
