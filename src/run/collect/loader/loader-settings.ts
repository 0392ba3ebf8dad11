/** What the process that runs the tests is told by the one that asked for their coverage. */
export interface LoaderSettings {
  /** Absolute path of the preload itself. */
  readonly loader: string;
  /** Absolute path of the module that runs beside the tests where hooks have a thread of their own. */
  readonly hooks: string;
  /** Absolute path of what instruments: large, and only loaded where something is to be instrumented. */
  readonly instrumenter: string;
  /** Absolute path of nyc's main module: what nyc depends on is taken from where nyc finds it. */
  readonly nyc: string;
  /** Absolute path of the folder in which each process leaves its counters, as nyc does. */
  readonly raw: string;
  /** Absolute path of a folder for what nyc does not write, such as who loads what. */
  readonly folder: string;
}

/** The variable that holds {@link LoaderSettings} as JSON. */
export const settingsVariable = 'GALLEY_COVERAGE';

/** For NODE_OPTIONS, which every child process and thread of a test command inherits. */
export function preloadOption(loader: string): string {
  return `--require "${loader.replace(/[\\"]/g, '\\$&')}"`;
}

/** What is used here of the configuration that nyc gives to each process, after `.nycrc` and flags. */
export interface NycConfig {
  readonly cwd?: string;
  readonly include?: string | readonly string[];
  readonly exclude?: string | readonly string[];
  readonly extension?: string | readonly string[];
  readonly excludeNodeModules?: boolean;
  readonly excludeAfterRemap?: boolean;
  readonly instrument?: boolean;
  readonly hookRequire?: boolean;
  readonly exitOnError?: boolean;
  readonly sourceMap?: boolean;
  readonly cache?: boolean;
  readonly cacheDir?: string;
  readonly compact?: boolean;
  readonly preserveComments?: boolean;
  readonly produceSourceMap?: boolean;
  readonly ignoreClassMethod?: string | readonly string[];
  readonly parserPlugins?: readonly string[];
}

export function listOf(value: string | readonly string[] | undefined): string[] {
  return [value ?? []].flat().filter((text) => text !== '');
}
