import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { join } from 'node:path';
import * as threads from 'node:worker_threads';
import { flushWorkers } from './flush-workers.ts';
import { installAsyncHooks } from './install-async-hooks.ts';
import { installSyncHooks } from './install-sync-hooks.ts';
import { instrumentLoaded } from './instrument-loaded.ts';
import { leaveModulesToImport, requiredModules } from './leave-modules-to-import.ts';
import { preloadOption, settingsVariable, type LoaderSettings, type NycConfig } from './loader-settings.ts';
import { commonJsEdges, writeGraph, type Edge } from './module-graph.ts';

/**
 * Entry of what is loaded before anything else in each process and thread of a test command: `require`d, so that
 * programs in CommonJS start as they do without it. Does nothing outside of nyc.
 */

const hasSyncHooks = 'registerHooks' in Module;
const settings = process.env[settingsVariable];
const config = process.env['NYC_CONFIG'];
if (isLoaderThread()) keepOutNyc();
else if (settings && config && !isCourier())
  start(JSON.parse(settings) as LoaderSettings, JSON.parse(config) as NycConfig);

/** The thread in which Node runs loaders: it, too, loads what every thread loads first. */
function isLoaderThread(): boolean {
  const { isInternalThread } = threads as { isInternalThread?: boolean };
  return isInternalThread ?? (!threads.isMainThread && threads.parentPort === null);
}

/** nyc would be loaded there as well, while the program waits, and count nothing. The variables are this thread's own. */
function keepOutNyc(): void {
  for (const name of Object.keys(process.env)) if (name.startsWith('NODE_PRELOAD_')) process.env[name] = '';
}

/** Programs that only start others, and nyc's own watchdog: they hold nothing to count. */
function isCourier(): boolean {
  const main = process.argv[1] ?? '';
  const isManager = /[\\/](?:npm|pnpm|yarn|corepack)[\\/](?:.*[\\/])?(?:bin|lib|dist)[\\/]/.test(main);
  return isManager || process.execArgv.some((arg) => arg.includes('foreground-child watchdog'));
}

function start(settings: LoaderSettings, config: NycConfig): void {
  const load = createRequire(settings.nyc);
  // Before nyc's own preload, which comes later, gives this process a name.
  const parent = process.env['NYC_PROCESS_ID'] ?? '';
  keepConfig(settings.folder, config);
  keepInChildren(load('process-on-spawn') as ProcessOnSpawn, settings.loader);
  const edges = installHooks(settings, config);
  const onExit = load('signal-exit') as (callback: () => void) => void;
  const askWorkers = flushWorkers(settings.raw);
  onExit(() => {
    askWorkers();
    if (!hasSyncHooks) tell(settings.folder, 'required-modules', requiredModules());
    const name = process.env['NYC_PROCESS_ID'] ?? `${process.pid}-${threads.threadId}`;
    writeGraph(settings.folder, name, { parent, edges: [...commonJsEdges(), ...edges()] });
  });
}

/** What nyc made of its files and flags is known to its processes only. */
function keepConfig(folder: string, config: NycConfig): void {
  const file = join(folder, 'nyc-config.json');
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(config));
}

function tell(folder: string, name: string, files: readonly string[]): void {
  if (files.length > 0) appendFileSync(join(folder, name), files.map((file) => `${file}\n`).join(''));
}

interface ProcessOnSpawn {
  addListener(listener: (child: { env: Record<string, string | undefined> }) => void): void;
}

/** Also in those that are started with an environment of their own. */
function keepInChildren(spawn: ProcessOnSpawn, loader: string): void {
  const option = preloadOption(loader);
  spawn.addListener(({ env }) => {
    env[settingsVariable] ??= process.env[settingsVariable];
    const options = env['NODE_OPTIONS'] ?? '';
    if (!options.includes(option)) env['NODE_OPTIONS'] = `${options} ${option}`;
  });
}

function installHooks(settings: LoaderSettings, config: NycConfig): () => readonly Edge[] {
  if (config.hookRequire === false || config.instrument === false) return () => [];
  const installAsync = () => installAsyncHooks(settings, config);
  if (!hasSyncHooks) leaveModulesToImport();
  if (!hasSyncHooks || hasLoaderFlag()) return installAsync();
  let later: () => readonly Edge[] = () => [];
  const first = installSyncHooks(instrumentLoaded(settings, config), () => (later = installAsync()));
  return () => [...first(), ...later()];
}

function hasLoaderFlag(): boolean {
  const flags = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].join(' ');
  return /(?:^| )--(?:experimental-)?loader[ =]/.test(flags);
}
