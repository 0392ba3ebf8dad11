import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** What is started or imported from outside, by its name in dist/. All share the chunks they have in common. */
const entries: Readonly<Record<string, string>> = {
  galley: 'src/entry/cli/main.ts',
  index: 'src/index.ts',
  'in-process-child': 'src/model/in-process/child.ts',
};

/** Libraries written as CommonJS call `require` for node's own modules. */
const requireForCommonJs =
  "import{createRequire as galleyRequire}from'node:module';const require=galleyRequire(import.meta.url);";

/** Writes the bundles; returns the folders, relative to `root`, of the packages that went into them. */
export async function bundle(root: string, dist: string, version: string): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: Object.entries(entries).map(([out, file]) => ({ out, in: file })),
    outdir: dist,
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minify: true,
    // Names in errors and logs stay readable.
    keepNames: true,
    banner: { js: requireForCommonJs },
    define: { __GALLEY_VERSION__: JSON.stringify(version) },
    // Installed by those who want it: its native parts cannot be bundled.
    external: ['node-llama-cpp'],
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  });
  makeExecutable(join(dist, 'galley.js'));
  return packageFolders(Object.keys(metafile.inputs));
}

function makeExecutable(file: string): void {
  const shebang = '#!/usr/bin/env node\n';
  const code = readFileSync(file, 'utf8');
  if (!code.startsWith('#!')) writeFileSync(file, shebang + code);
  chmodSync(file, 0o755);
}

function packageFolders(inputs: readonly string[]): string[] {
  const folders = inputs.map((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]);
  return [...new Set(folders.filter((folder) => folder !== undefined))];
}
