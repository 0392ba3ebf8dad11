import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { join } from 'node:path';
import type { CodeToInstrument, instrument } from './instrumenter.ts';
import type { LoaderSettings, NycConfig } from './loader-settings.ts';
import { parseSourceMap, readSourceMap } from './read-source-map.ts';

type Code = Omit<CodeToInstrument, 'sourceMap'>;

/**
 * Instruments code, or gives back what it was instrumented to before: kept beside what nyc keeps, by the hash of all
 * it depends on. The function throws a SyntaxError for code that does not parse.
 */
export function instrumentCached(
  settings: LoaderSettings,
  config: NycConfig,
  cwd: string,
): (code: Code) => string {
  const folder = config.cache === false ? undefined : makeCacheFolder(config, cwd);
  const salt = saltOf(settings, config);
  let load: typeof instrument | undefined;
  return (code) => {
    const map = config.sourceMap === false ? '' : readSourceMap(code.text, code.file);
    const parts = [salt, code.file, String(code.isTypeScript), map, code.text];
    const name = createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 40);
    const kept = folder === undefined ? undefined : join(folder, `${name}.js`);
    const known = kept === undefined ? undefined : readKept(kept);
    if (known !== undefined) return known;
    load ??= loadInstrumenter(settings.instrumenter);
    const text = load({ ...code, sourceMap: parseSourceMap(map) }, config);
    if (kept !== undefined) keep(kept, text);
    return text;
  };
}

function saltOf({ instrumenter }: LoaderSettings, config: NycConfig): string {
  const { compact, preserveComments, produceSourceMap, ignoreClassMethod, parserPlugins } = config;
  const options = [compact, preserveComments, produceSourceMap, ignoreClassMethod, parserPlugins];
  return JSON.stringify([statSync(instrumenter).mtimeMs, ...options]);
}

function makeCacheFolder(config: NycConfig, cwd: string): string | undefined {
  const modules = join(cwd, 'node_modules');
  if (!config.cacheDir && !existsSync(modules)) return undefined;
  const folder = join(config.cacheDir ?? join(modules, '.cache'), 'galley-coverage');
  try {
    mkdirSync(folder, { recursive: true });
    return folder;
  } catch {
    // A tree that cannot be written: made anew each time.
    return undefined;
  }
}

/** Past all hooks of `require`, which would instrument the instrumenter. */
function loadInstrumenter(file: string): typeof instrument {
  const module = new Module(file) as Module & { _compile(code: string, file: string): void };
  module.filename = file;
  module._compile(readFileSync(file, 'utf8'), file);
  return (module.exports as { instrument: typeof instrument }).instrument;
}

function readKept(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Whole or not at all: other processes read it at the same time. */
function keep(file: string, text: string): void {
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(unfinished, text);
    renameSync(unfinished, file);
  } catch {
    // Not kept: made anew the next time.
  }
}
