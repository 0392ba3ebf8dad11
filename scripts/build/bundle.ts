import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { leaveOutBrowsers } from './leave-out-browsers.ts';

type Inputs = Metafile['inputs'];

/** What is bundled together. */
export interface Part {
  /** Files in dist/ by name, with where they come from. */
  readonly entries: Readonly<Record<string, string>>;
  /** Modules that each go, with all they import, into one file; what is in one before is not in it again. */
  readonly inOnePiece?: readonly string[];
  /** One file an entry, with the ending `.cjs`. */
  readonly isCommonJs?: boolean;
}

const ownProcesses: readonly Part[] = [
  { entries: { 'in-process-child': 'src/model/in-process/child.ts' } },
  { entries: { 'syntax-worker': 'src/syntax/worker.ts' } },
  { entries: { 'rule-engine': 'src/syntax/ast-grep/child.ts' } },
  { entries: { 'type-check-child': 'src/run/typecheck/child/main.ts' } },
];

/** The Action, which has no node_modules beside it. */
export const actionParts: readonly Part[] = [
  {
    entries: { index: 'src/entry/action/main.ts' },
    inOnePiece: ['src/entry/action/run-action.ts', 'src/entry/action/review-pull.ts'],
  },
  ...ownProcesses,
];

/**
 * What is started or imported from outside. Each part is a bundle of its own: `--version` is answered, the library
 * imported, the engines' processes and the parsers' threads started without the code of the others.
 */
export const packageParts: readonly Part[] = [
  { entries: { galley: 'src/entry/cli/main.ts' } },
  { entries: { 'run-cli': 'src/entry/cli/run-cli.ts' }, inOnePiece: ['src/entry/cli/hot.ts'] },
  {
    entries: { 'run-pre-commit': 'src/entry/hook/run-pre-commit.ts' },
    inOnePiece: ['src/entry/hook/run-pre-commit.ts', 'src/entry/hook/document-commit.ts'],
  },
  { entries: { index: 'src/index.ts' } },
  ...ownProcesses,
  // Loaded into processes that are not ours: first thing in each, past the loaders of modules.
  {
    entries: {
      'coverage-loader': 'src/run/collect/loader/main.ts',
      'coverage-instrumenter': 'src/run/collect/loader/instrumenter.ts',
    },
    isCommonJs: true,
  },
  { entries: { 'coverage-hooks': 'src/run/collect/loader/hooks.ts' } },
];

/** Libraries written as CommonJS call `require` for node's own modules. */
const requireForCommonJs =
  "import{createRequire as galleyRequire}from'node:module';const require=galleyRequire(import.meta.url);";

/** Writes the bundles; returns the folders, relative to `root`, of the packages that went into them. */
export async function bundle(
  parts: readonly Part[],
  root: string,
  dist: string,
  version: string,
): Promise<string[]> {
  const builds = await Promise.all(parts.map((part) => bundlePart(part, root, dist, version)));
  return packageFolders(
    builds.flatMap((inputs) => Object.keys(inputs)),
    root,
  );
}

async function bundlePart(part: Part, root: string, dist: string, version: string): Promise<Inputs> {
  const { entries, inOnePiece = [], isCommonJs = false } = part;
  const options: BuildOptions & { metafile: true } = {
    absWorkingDir: root,
    entryPoints: Object.entries(entries).map(([out, file]) => ({ out, in: file })),
    outdir: dist,
    bundle: true,
    splitting: !isCommonJs,
    chunkNames: 'chunks/[name]-[hash]',
    format: isCommonJs ? 'cjs' : 'esm',
    outExtension: { '.js': isCommonJs ? '.cjs' : '.js' },
    platform: 'node',
    target: 'node20.19',
    // Not identifiers: names in errors and logs stay readable. `keepNames` costs a call for each function at start-up.
    minifySyntax: true,
    minifyWhitespace: true,
    banner: { js: isCommonJs ? '' : requireForCommonJs },
    define: { __GALLEY_VERSION__: JSON.stringify(version) },
    // Installed by those who want it: its native parts cannot be bundled. Babel and pg only ask whether the last two are there.
    external: ['node-llama-cpp', '@ast-grep/napi', 'oxc-parser', '@babel/preset-typescript', 'pg-native'],
    legalComments: 'none',
    // The names of modules stand in the bundles: they must not say where this machine keeps its packages.
    preserveSymlinks: true,
    logLevel: 'warning',
    metafile: true,
  };
  const plugins = [loadPartsFromDist, leaveOutBrowsers];
  if (inOnePiece.length > 0) {
    const { metafile } = await build({ ...options, plugins, write: false });
    plugins.push(keepTogether(inOnePiece, metafile.inputs, root));
  }
  return (await build({ ...options, plugins })).metafile.inputs;
}

/** The dispatcher starts the rest by its name in dist/. */
const loadPartsFromDist: Plugin = {
  name: 'load-parts-from-dist',
  setup: (part) =>
    part.onResolve({ filter: /\/run-(?:cli|pre-commit)\.ts$/ }, ({ kind, path, importer }) =>
      kind === 'dynamic-import' && importer.endsWith('main.ts')
        ? { path: `./${basename(path, '.ts')}.js`, external: true }
        : undefined,
    ),
};

/**
 * esbuild writes a file for each set of entry points that share something, and every module that is loaded late is an
 * entry point: dozens of small files, which take longer to find and link than to read. So each late module first
 * imports all of `files`, as the entry point does, and each of those the ones before it: what they need is then one set each.
 */
function keepTogether(files: readonly string[], inputs: Inputs, root: string): Plugin {
  const early = new Set<string>();
  const visit = (path: string): void => {
    if (early.has(path)) return;
    early.add(path);
    for (const { path: next, kind } of inputs[path]?.imports ?? [])
      if (kind !== 'dynamic-import') visit(next);
  };
  files.forEach(visit);
  const imports = Object.values(inputs).flatMap((input) => input.imports);
  const late = imports.flatMap(({ path, kind }) =>
    kind === 'dynamic-import' && path.startsWith('src/') && !early.has(path) ? [path] : [],
  );
  const firstImports = new Map([
    ...late.map((path) => [join(root, path), files] as const),
    ...files.map((path, i) => [join(root, path), files.slice(0, i)] as const),
  ]);
  return {
    name: 'keep-together',
    setup: (part) =>
      part.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const first = firstImports.get(path);
        if (first === undefined) return undefined;
        const text = await readFile(path, 'utf8');
        const head = first.map((file) => `import ${JSON.stringify(join(root, file))};`).join('');
        return { contents: `${head}${text}`, loader: 'ts' };
      }),
  };
}

export function makeExecutable(file: string): void {
  const shebang = '#!/usr/bin/env node\n';
  const code = readFileSync(file, 'utf8');
  if (!code.startsWith('#!')) writeFileSync(file, shebang + code);
  chmodSync(file, 0o755);
}

/** Of a package that stands in several places in the same version, one. */
function packageFolders(inputs: readonly string[], root: string): string[] {
  const folders = inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []);
  const byPackage = new Map<string, string>();
  for (const folder of new Set(folders)) {
    const text = readFileSync(join(root, folder, 'package.json'), 'utf8');
    const { name, version } = JSON.parse(text) as { name: string; version: string };
    if (!byPackage.has(`${name}@${version}`)) byPackage.set(`${name}@${version}`, folder);
  }
  return [...byPackage.values()];
}
