import { appendFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LoadFnOutput } from 'node:module';
import { findWanted } from './find-wanted.ts';
import { instrumentCached } from './instrument-cached.ts';
import { listOf, type LoaderSettings, type NycConfig } from './loader-settings.ts';

/** What the next loader gave for this address, with counters where they are wanted. */
export type InstrumentLoaded = (url: string, loaded: LoadFnOutput) => LoadFnOutput;

/**
 * For what Node loads as a module. CommonJS whose source Node reads later goes through `require`'s hooks, and nyc
 * has its own there; JSON, WebAssembly and addons hold nothing to count.
 */
export function instrumentLoaded(settings: LoaderSettings, config: NycConfig): InstrumentLoaded {
  const cwd = config.cwd ?? process.cwd();
  // What a pattern may take back is asked of the patterns, one by one, which is slow.
  const takesBack = listOf(config.exclude).some((pattern) => pattern.startsWith('!'));
  const skipsModules = config.excludeNodeModules !== false && !takesBack;
  let tools: ReturnType<typeof openTools> | undefined;
  const openTools = () => ({
    isWanted: findWanted(settings.nyc, config, cwd),
    instrument: instrumentCached(settings, config, cwd),
  });
  return (url, loaded) => {
    const isCode = codeFormats.test(loaded.format ?? '') && hasSource(loaded);
    if (!isCode || !url.startsWith('file:')) return loaded;
    const file = fileURLToPath(new URL(url));
    if (skipsModules && relative(cwd, file).includes('node_modules')) return loaded;
    const { isWanted, instrument } = (tools ??= openTools());
    if (!isWanted(file)) return loaded;
    const text = textOf(loaded.source);
    try {
      const isTypeScript = (loaded.format ?? '').endsWith('-typescript');
      return { ...loaded, source: instrument({ text, file, isTypeScript }) };
    } catch (error) {
      // It runs as it is, as with nyc: who reads the report is told that there is nothing to read.
      appendFileSync(join(settings.folder, 'not-instrumented'), `${file}\n`);
      if (!config.exitOnError) return loaded;
      throw error;
    }
  };
}

const codeFormats = /^(?:module|commonjs)(?:-typescript)?$/;

function hasSource({ source }: LoadFnOutput): boolean {
  return source !== undefined && source !== null;
}

function textOf(source: LoadFnOutput['source']): string {
  return typeof source === 'string' ? source : new TextDecoder().decode(source);
}
