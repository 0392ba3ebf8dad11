import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { galleyAt } from './galley-process.ts';

const root = join(import.meta.dirname, '../..');
const megabyte = 1024 * 1024;

/** Measured models; a package may come before the first. */
const tables = /^dist\/calibration\/[\w.-]+\.json$/;

/** What may be in the package. Each pattern must also be met: a file that is missing breaks something. */
const expected = [
  /^package\.json$/,
  /^README\.md$/,
  /^LICENSE$/,
  /^THIRD_PARTY_LICENSES\.md$/,
  /^galley\.schema\.json$/,
  /^review\.schema\.json$/,
  /^galley\.openapi\.json$/,
  /^dist\/(galley|run-cli|run-pre-commit|index|in-process-child|syntax-worker|rule-engine|coverage-hooks|type-check-child)\.js$/,
  /^dist\/coverage-(loader|instrumenter)\.cjs$/,
  /^dist\/chunks\/[\w.-]+\.js$/,
  /^dist\/database\.br$/,
  /^dist\/chunks\/(pglite\.(wasm|data)|initdb\.wasm)$/,
  /^dist\/(rules|rules-measured|probes)\.json$/,
  /^dist\/wasm\/(ast-grep|web-tree-sitter|tree-sitter-[a-z-]+)\.wasm$/,
  /^dist\/native\/python-(linux|macos|windows)-(x64|arm64)\.so$/,
  /^dist\/runner-hooks\/[\w-]+\.(cjs|mjs|py)$/,
  /^dist\/types\/([\w-]+\/)*[\w-]+\.d\.ts$/,
];

function npm(args: readonly string[], cwd: string): string {
  // Without the variables with which `npm test` configures the npm below it.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  return execFileSync('npm', args, { cwd, env, stdio: ['ignore', 'pipe', 'ignore'] }).toString();
}

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

describe('the npm package', () => {
  let packed: Packed;
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'galley-package-'));
    const answer = JSON.parse(
      npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root),
    ) as Packed[];
    packed = answer[0]!;
    return () => rmSync(folder, { recursive: true, force: true });
  }, 120_000);

  test('holds exactly what is needed', () => {
    const paths = packed.files.map((file) => file.path);
    expect(paths.filter((path) => ![...expected, tables].some((pattern) => pattern.test(path)))).toEqual([]);
    expect(expected.filter((pattern) => !paths.some((path) => pattern.test(path)))).toEqual([]);
    for (const name of [
      'galley',
      'run-cli',
      'run-pre-commit',
      'index',
      'in-process-child',
      'syntax-worker',
      'rule-engine',
      'coverage-hooks',
      'type-check-child',
    ])
      expect(paths).toContain(`dist/${name}.js`);
    for (const name of ['rules', 'rules-measured', 'probes']) expect(paths).toContain(`dist/${name}.json`);
  });

  test('installs without a network or scripts, and runs', () => {
    npm(['init', '--yes'], folder);
    npm(
      [
        'install',
        '--offline',
        '--omit=optional',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        `./${packed.filename}`,
      ],
      folder,
    );
    const bin = join(folder, 'node_modules/.bin/galley');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(execFileSync(bin, ['--version']).toString()).toBe(`${version}\n`);
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'galley',
    ]);
    const bytes = sizeOf(join(folder, 'node_modules'));
    console.log(`installed size: ${(bytes / megabyte).toFixed(1)} MB`);
    expect(bytes).toBeLessThan(100 * megabyte);
  }, 120_000);

  test('serves the app with all that was installed: no other package, no network', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { stdout, code } = await galleyAt(folder)(['serve', '--check'], {
      cwd: folder,
      file: join(folder, 'node_modules/galley/dist/galley.js'),
      env: {
        APP_ID: '5',
        PRIVATE_KEY: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
        WEBHOOK_SECRET: '0123456789abcdef0123456789abcdef',
        GALLEY_MODEL: 'qwen2.5-coder:1.5b',
        GHE_HOST: '127.0.0.1:9',
        GHE_PROTOCOL: 'http',
      },
    });
    // Neither GitHub nor a model is here, and the database was made.
    expect([code, stdout]).toEqual([
      2,
      expect.stringMatching(/^ok +database +embedded, in\s+\S*\/galley\/store/m),
    ]);
  }, 240_000);

  test('names the authors of every compiled grammar', () => {
    const licences = readFileSync(join(root, 'THIRD_PARTY_LICENSES.md'), 'utf8');
    const wasm = packed.files.map(({ path }) => /tree-sitter-([a-z-]+)\.wasm$/.exec(path)?.[1]);
    const grammars = wasm.filter((name) => name !== undefined && name !== 'tsx');
    expect(grammars.length).toBeGreaterThanOrEqual(10);
    for (const name of grammars) {
      const section = licences.split(/^## /m).find((text) => text.startsWith(`tree-sitter-${name} `)) ?? '';
      expect(section, name).toMatch(/Copyright \(c\) \d{4}[\s\S]*Permission is hereby granted/);
    }
  });

  test('comes with a bill of materials of all that is bundled', () => {
    const sbom = JSON.parse(readFileSync(join(root, 'galley.cdx.json'), 'utf8')) as {
      readonly components: readonly { readonly name: string; readonly 'bom-ref': string }[];
    };
    const licences = readFileSync(join(root, 'THIRD_PARTY_LICENSES.md'), 'utf8');
    const sections = [...licences.matchAll(/^## (\S+) (\S+)/gm)].map((match) => match[1]);
    expect(sbom.components.map(({ name }) => name)).toEqual(sections);
    expect(sections).toEqual(expect.arrayContaining(['parse-diff', 'web-tree-sitter', 'tree-sitter-python']));
    expect(new Set(sbom.components.map((component) => component['bom-ref'])).size).toBe(sections.length);
  });

  test('--version loads next to nothing', () => {
    const main = readFileSync(join(root, 'dist/galley.js'), 'utf8');
    expect(main.startsWith('#!/usr/bin/env node\n')).toBe(true);
    expect(staticSize(join(root, 'dist/galley.js'))).toBeLessThan(8192);
  });

  test('no command loads what only another one needs', () => {
    expect(staticSize(join(root, 'dist/run-cli.js'))).toBeLessThan(260 * 1024);
  });
});

/** Bytes of a bundle and of everything it loads before its first line runs. */
function staticSize(file: string, seen = new Set<string>()): number {
  if (seen.has(file)) return 0;
  seen.add(file);
  const code = readFileSync(file, 'utf8');
  const imports = [...code.matchAll(/\b(?:import|from)\s*["'](\.[\w./-]+)["']/g)].map(
    (match) => match[1] ?? '',
  );
  return imports.reduce((sum, name) => sum + staticSize(join(file, '..', name), seen), code.length);
}

function sizeOf(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
