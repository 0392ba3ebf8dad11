/** Modules of Node that tests may use as they like. */
const harmless = new Set(
  (
    'assert assert/strict async_hooks buffer console constants crypto diagnostics_channel events path path/posix ' +
    'path/win32 perf_hooks punycode querystring stream stream/consumers stream/promises stream/web string_decoder ' +
    'test timers timers/promises url util util/types zlib os fs fs/promises readline readline/promises'
  ).split(' '),
);

/** And those that they may not, with what these do. */
const denied: Readonly<Record<string, string>> = {
  child_process: 'starts programs',
  cluster: 'starts programs',
  worker_threads: 'starts threads',
  net: 'opens connections',
  http: 'opens connections',
  https: 'opens connections',
  http2: 'opens connections',
  dgram: 'opens connections',
  tls: 'opens connections',
  dns: 'opens connections',
  'dns/promises': 'opens connections',
  vm: 'runs text as code',
  repl: 'runs text as code',
  module: 'loads modules by other ways',
  process: 'reaches the process',
  v8: 'reaches the engine',
  inspector: 'reaches the engine',
  'inspector/promises': 'reaches the engine',
  wasi: 'runs binary code',
  sqlite: 'opens databases',
  sea: 'reaches the process',
  sys: 'reaches the process',
  trace_events: 'reaches the engine',
};

/** What a test may import: names of packages, beside its own files and Node. */
export interface AllowedImports {
  /** Of the manifests that the test's folder sees, test frameworks included; the repository's own names too. */
  readonly packages: ReadonlySet<string>;
}

/**
 * Why a module may not be loaded; empty: it may. Files by relative paths may, and whatever a repository's own shorthands
 * (`@/cart`, `~/cart`, `#cart`) stand for.
 */
export function judgeModule(specifier: string, { packages }: AllowedImports): string {
  const name = specifier.replace(/^node:/, '');
  const reason = Object.hasOwn(denied, name) ? denied[name] : undefined;
  if (reason !== undefined) return `${reason} (${name})`;
  if (harmless.has(name)) return '';
  if (specifier.startsWith('node:') && name === 'sqlite') return 'opens databases (sqlite)';
  if (/^\.{1,2}(\/|$)|^(@|~)\/|^#/.test(specifier)) return '';
  if (/^[\w+.-]+:|^[/\\]/.test(specifier))
    return `loads something that is neither file nor package (${specifier})`;
  return packages.has(packageOf(specifier))
    ? ''
    : `imports a package that is not in package.json (${packageOf(specifier)})`;
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
