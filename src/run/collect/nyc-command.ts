import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { GalleyError } from '../../errors.ts';
import type { CollectOptions } from './collected.ts';
import { findProgram, withLocalPrograms } from './find-program.ts';
import { preloadOption, settingsVariable, type LoaderSettings } from './loader/loader-settings.ts';

type Environment = Record<string, string | undefined>;

/**
 * nyc's main module: Galley's own optional dependency, else what the project has.
 *
 * @throws GalleyError `runner-missing`
 */
export function findNyc(loader: string, cwd: string): string {
  for (const from of [loader, join(cwd, 'package.json')]) {
    try {
      const nyc = createRequire(from).resolve('nyc');
      if (existsSync(nyc)) return nyc;
    } catch {
      // The next place.
    }
  }
  throw new GalleyError('runner-missing', {
    what: 'nyc, which measures coverage, is not installed',
    why: 'It is an optional part of Galley, and this project has none of its own.',
    todo: 'npm i -D nyc@18',
  });
}

/**
 * The user's command inside nyc. nyc reads its configuration itself; only where its data goes is ours, and that it
 * neither reports nor judges.
 */
export function nycCommand(
  options: CollectOptions,
  settings: LoaderSettings,
): { argv: string[]; env: Environment } {
  const env = withLocalPrograms(options.cwd, withoutOuterNyc(options.env));
  const [name = '', ...args] = options.command;
  const program = findProgram(name, options.cwd, env);
  const flags = [`--temp-dir=${settings.raw}`, '--silent=true', '--check-coverage=false', '--clean=false'];
  const argv = [
    process.execPath,
    createRequire(settings.nyc).resolve('nyc/bin/nyc.js'),
    ...flags,
    '--',
    program,
    ...args,
  ];
  const path = writeNodeInPath(settings, env, options.cwd);
  // A command that runs nyc itself counts for us as well.
  const override = JSON.stringify({ tempDir: settings.raw, tempDirectory: settings.raw });
  const nodeOptions = [env['NODE_OPTIONS'], preloadOption(settings.loader)].filter(Boolean).join(' ');
  // This compiler may keep its maps to itself.
  const compilers = { SWC_NODE_SOURCE_MAP_MODE: 'inline' };
  const own = { [settingsVariable]: JSON.stringify(settings), NODE_OPTIONS: nodeOptions, ...path };
  return { argv, env: { ...compilers, ...env, ...own, NYC_CONFIG_OVERRIDE: override } };
}

/**
 * A script that sets NODE_OPTIONS itself (`NODE_OPTIONS=--loader=... mocha`) takes away what nyc and Galley have put
 * there. So the `node` that comes first in the PATH puts it back. Returns that PATH.
 */
function writeNodeInPath(settings: LoaderSettings, env: Environment, cwd: string): Environment {
  if (process.platform === 'win32') return {};
  const node = findProgram('node', cwd, env);
  const nyc = createRequire(settings.nyc).resolve('node-preload/preload-path/node-preload.js');
  const options = `${preloadOption(settings.loader)} ${preloadOption(nyc)}`;
  const folder = join(settings.folder, 'bin');
  mkdirSync(folder);
  const script = [
    '#!/bin/sh',
    `case "$NODE_OPTIONS" in *coverage-loader.cjs*) ;; *) export NODE_OPTIONS="$NODE_OPTIONS $GALLEY_NODE_OPTIONS" ;; esac`,
    `exec '${node.replaceAll("'", `'\\''`)}' "$@"`,
  ];
  writeFileSync(join(folder, 'node'), `${script.join('\n')}\n`, { mode: 0o755 });
  return { PATH: [folder, env['PATH']].join(delimiter), GALLEY_NODE_OPTIONS: options };
}

/** Galley may itself run below an nyc. */
function withoutOuterNyc(env: Readonly<Environment>): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^NYC_|^NODE_PRELOAD_/.test(name)));
}
