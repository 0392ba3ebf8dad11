import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

// Bundlers give a CommonJS library other exports when it is loaded lazily: only the bundle can show it.
it('reads a configuration file when bundled, and loads the YAML parser only then', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'galley-bundled-'));
  try {
    const { metafile } = await build({
      entryPoints: { load: join(import.meta.dirname, '../../../src/config/load-settings.ts') },
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      metafile: true,
      banner: {
        js: "import { createRequire as r } from 'node:module'; const require = r(import.meta.url);",
      },
    });
    const script = `
      const { loadSettings } = await import(${JSON.stringify(`file://${join(folder, 'load.mjs')}`)});
      const none = { path: 'none', text: undefined };
      const { settings } = await loadSettings({ flags: {}, environment: {}, otherVariables: [], operator: none,
        repository: { path: '.galley.yml', text: 'budget: { promptTokens: 900 }' } });
      console.log(settings.budget.promptTokens);`;
    expect(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })).toBe(
      '900\n',
    );

    const outputs = Object.entries(metafile.outputs);
    const [, entry] = outputs.find(([path]) => path.endsWith('load.mjs')) ?? [];
    const eager = new Set(
      entry?.imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) => path),
    );
    const atStart = outputs.filter(([path]) => path.endsWith('load.mjs') || eager.has(path));
    const inputs = atStart.flatMap(([, { inputs: from }]) => Object.keys(from));
    expect(inputs.some((path) => path.includes('node_modules/zod/'))).toBe(true);
    expect(inputs.filter((path) => path.includes('node_modules/yaml/'))).toEqual([]);
    expect(
      inputs.filter((path) => path.includes('zod/v4/classic') || path.includes('zod/v4/locales')),
    ).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
