import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
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
 *
 * @param raw absolute path of the folder for nyc's data
 */
export function nycCommand(
  options: CollectOptions,
  settings: LoaderSettings,
  raw: string,
): { argv: string[]; env: Environment } {
  const env = withLocalPrograms(options.cwd, withoutOuterNyc(options.env));
  const [name = '', ...args] = options.command;
  const program = findProgram(name, options.cwd, env);
  const flags = [`--temp-dir=${raw}`, '--silent=true', '--check-coverage=false', '--clean=false'];
  const argv = [
    process.execPath,
    createRequire(settings.nyc).resolve('nyc/bin/nyc.js'),
    ...flags,
    '--',
    program,
    ...args,
  ];
  // A command that runs nyc itself counts for us as well.
  const override = JSON.stringify({ tempDir: raw, tempDirectory: raw });
  const nodeOptions = [env['NODE_OPTIONS'], preloadOption(settings.loader)].filter(Boolean).join(' ');
  // This compiler may keep its maps to itself.
  const compilers = { SWC_NODE_SOURCE_MAP_MODE: 'inline' };
  const own = { [settingsVariable]: JSON.stringify(settings), NODE_OPTIONS: nodeOptions };
  return { argv, env: { ...compilers, ...env, ...own, NYC_CONFIG_OVERRIDE: override } };
}

/** Galley may itself run below an nyc. */
function withoutOuterNyc(env: Readonly<Environment>): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^NYC_|^NODE_PRELOAD_/.test(name)));
}
