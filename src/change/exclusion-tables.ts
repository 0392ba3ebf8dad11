/**
 * What is not worth a model's time, as data. Every name here excludes files from review without being asked, so an
 * entry must be one that people do not write by hand. Matching is by whole names, never by part of one:
 * `src/vendor-list.ts` and `lib/generated.ts` are ordinary source.
 */

/** File names that a package manager writes to pin what it resolved. Compared in lower case. */
export const lockFiles: ReadonlySet<string> = new Set([
  // JavaScript
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'bun.lockb',
  'deno.lock',
  '.pnp.cjs',
  '.pnp.loader.mjs',
  // Python
  'poetry.lock',
  'pipfile.lock',
  'uv.lock',
  'pdm.lock',
  'pixi.lock',
  'pylock.toml',
  'conda-lock.yml',
  // others
  'cargo.lock',
  'gemfile.lock',
  'gems.locked',
  'composer.lock',
  'symfony.lock',
  'go.sum',
  'go.work.sum',
  'gopkg.lock',
  'glide.lock',
  'mix.lock',
  'rebar.lock',
  'pubspec.lock',
  'podfile.lock',
  'cartfile.resolved',
  'package.resolved',
  'packages.lock.json',
  'project.assets.json',
  'paket.lock',
  'gradle.lockfile',
  'buildscript-gradle.lockfile',
  'flake.lock',
  'chart.lock',
  '.terraform.lock.hcl',
  'conan.lock',
  'cabal.project.freeze',
  'stack.yaml.lock',
  'module.bazel.lock',
  'maven_install.json',
  'berksfile.lock',
  'puppetfile.lock',
  'shard.lock',
]);

/** Directories of other people's code. */
export const vendoredDirectories: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  'jspm_packages',
  'vendored',
  'third_party',
  'third-party',
  'thirdparty',
  'Godeps',
  'Pods',
  'Carthage',
  'site-packages',
  '.venv',
  '.yarn',
]);

/** Parents that mark a `vendor` inside them as other people's code; elsewhere below the root vendors may be a domain. */
export const assetDirectories: ReadonlySet<string> = new Set([
  'assets',
  'static',
  'public',
  'javascripts',
  'stylesheets',
  'js',
  'css',
]);

/** Directories of build output; as an outermost directory only: `src/out/` and `rules/target/` hold source. */
export const buildDirectories: ReadonlySet<string> = new Set(['out', 'target', '_build']);

/** Directories below which a `dist` is source: distances, distributions. */
export const sourceDirectories: ReadonlySet<string> = new Set([
  'src',
  'source',
  'lib',
  'cmd',
  'test',
  'tests',
]);

/** Directories of tool output, wherever they stand. */
export const outputDirectories: ReadonlySet<string> = new Set([
  '__generated__',
  '__snapshots__',
  '__pycache__',
  '.next',
  '.nuxt',
  '.svelte-kit',
  '.turbo',
  '.gradle',
  '.terraform',
]);

/** Ends of names that generators give their files. Compared in lower case, with at least one character before them. */
export const generatedEndings: readonly string[] = [
  '.pb.go',
  '.pb.gw.go',
  '.pb.cc',
  '.pb.h',
  '.pb.swift',
  '.pb.dart',
  '.pbjson.dart',
  '.pbenum.dart',
  '.pbserver.dart',
  '_pb2.py',
  '_pb2.pyi',
  '_pb2_grpc.py',
  '_pb.js',
  '_pb.ts',
  '_pb.d.ts',
  '_pb.rb',
  '_grpc_pb.js',
  '_grpc_pb.d.ts',
  '.g.dart',
  '.freezed.dart',
  '.mocks.dart',
  '.g.cs',
  '.g.i.cs',
  '.designer.cs',
  '.generated.cs',
  '.generated.ts',
  '.generated.tsx',
  '.generated.js',
  '.generated.go',
  '.gen.go',
  '.gen.ts',
  '_generated.go',
  '_generated.rs',
  '.snap',
  '.map',
  '.tsbuildinfo',
];

/** Ends of names of files squeezed for delivery. */
export const minifiedEndings: readonly string[] = ['.min.js', '.min.mjs', '.min.cjs', '.min.css'];

/** What files of data end in: rows, pictures, fonts, prose dumps. Source, manifests and YAML are not data. */
export const dataEndings: ReadonlySet<string> = new Set([
  'csv',
  'tsv',
  'psv',
  'jsonl',
  'ndjson',
  'geojson',
  'topojson',
  'parquet',
  'avro',
  'arrow',
  'feather',
  'xls',
  'xlsx',
  'ods',
  'ipynb',
  'svg',
  'eps',
  'ps',
  'pdf',
  'ttf',
  'otf',
  'woff',
  'woff2',
  'eot',
  'png',
  'jpg',
  'jpeg',
  'gif',
  'webp',
  'ico',
  'bmp',
  'xpm',
  'obj',
  'stl',
  'gltf',
  'log',
  'dump',
  'har',
  'lcov',
  'pot',
  'po',
  'xliff',
  'xlf',
  'drawio',
  'excalidraw',
]);

/** Formats that hold configuration when small and data when large. */
export const dataWhenLargeEndings: ReadonlySet<string> = new Set(['json', 'xml', 'txt']);

/** From this size on (UTF-16 code units) a file of those formats counts as data. */
export const largeDataSize = 64 * 1024;

/** Configuration that people write, however large. Compared in lower case. */
export const neverData: ReadonlySet<string> = new Set([
  'package.json',
  'tsconfig.json',
  'jsconfig.json',
  'composer.json',
  'pom.xml',
  'build.xml',
  'cmakelists.txt',
  'requirements.txt',
  'androidmanifest.xml',
  'web.config',
]);

/** Formats whose paragraphs are one long line each: no sign of minifying. */
export const proseEndings: ReadonlySet<string> = new Set([
  'md',
  'mdx',
  'txt',
  'rst',
  'adoc',
  'tex',
  'html',
  'htm',
]);
