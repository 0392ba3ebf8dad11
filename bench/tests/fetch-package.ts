import { execFileSync, type ExecFileSyncOptions } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join, relative } from 'node:path';
import { isTestPath } from '../../src/change/is-test-path.ts';

/** A package of npm at one version, whose archive has this hash. */
export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  /** As npm writes it: `sha512-...`. */
  readonly integrity: string;
}

/** Where a repository lies that tests are written for. */
export interface FetchedPackage {
  readonly root: string;
  /** What `main` points at, from `root`. */
  readonly main: string;
}

export const benchCache = join(
  process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
  'galley-bench/tests',
);

/** What packages depend on is installed as it was on that day. */
const installedAs = '2026-11-01';

/**
 * The package as a repository without any test: its files, and installed what it depends on. Scripts of packages are not run.
 *
 * @throws Error where the archive is another one than was pinned
 */
export function fetchPackage(wanted: PinnedPackage): FetchedPackage {
  const root = join(benchCache, 'packages', `${wanted.name}@${wanted.version}`);
  if (!existsSync(root)) unpack(wanted, root);
  const main = createRequire(join(root, 'package.json')).resolve(root);
  return { root, main: relative(root, main) };
}

function unpack({ name, version, integrity }: PinnedPackage, root: string): void {
  const partial = `${root}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const here: ExecFileSyncOptions = { cwd: partial, stdio: ['ignore', 'pipe', 'ignore'] };
  const said = execFileSync('npm', ['pack', '--json', `${name}@${version}`], here).toString();
  const [packed] = JSON.parse(said) as { filename: string; integrity: string }[];
  if (packed?.integrity !== integrity)
    throw new Error(`${name}@${version} has the hash ${packed?.integrity ?? 'none'}, not ${integrity}`);
  execFileSync('tar', ['-xzf', packed.filename], here);
  // Some archives call their folder otherwise, and lack the right to enter it.
  const folder = join(partial, 'package');
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (isTestPath(path)) rmSync(join(folder, path), { recursive: true, force: true });
  const manifest = bareManifest(join(folder, 'package.json'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  writeFileSync(join(folder, '.gitignore'), 'node_modules/\n');
  // What was built is what is measured.
  writeFileSync(join(folder, '.gitattributes'), '* -linguist-generated -linguist-vendored\n');
  if (Object.keys(manifest.dependencies ?? {}).length > 0) installDependencies(folder);
  commitAll(folder);
  renameSync(folder, root);
  rmSync(partial, { recursive: true });
}

const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--before', installedAs];

/** What the manifest of a folder asks for to run. */
function installDependencies(folder: string): void {
  execFileSync('npm', ['install', ...quiet, '--omit', 'dev'], { cwd: folder, stdio: 'ignore' });
}

/** These packages, each with its version, and nothing that the folder's own manifest asks for. */
export function installTools(packages: readonly string[], folder: string): void {
  const aside = `${folder}.tools`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true });
  writeFileSync(join(aside, 'package.json'), '{}\n');
  execFileSync('npm', ['install', ...quiet, ...packages], { cwd: aside, stdio: 'ignore' });
  renameSync(join(aside, 'node_modules'), join(folder, 'node_modules'));
  rmSync(aside, { recursive: true });
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

/** Without what its authors test and build with: of that an archive holds nothing. */
function bareManifest(file: string): Manifest {
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  const kept = ['name', 'version', 'type', 'main', 'exports', 'license', 'dependencies'];
  return Object.fromEntries(Object.entries(manifest).filter(([key]) => kept.includes(key)));
}

export function commitAll(folder: string): void {
  const names = [
    '-c',
    'user.name=Bench',
    '-c',
    'user.email=bench@example.invalid',
    '-c',
    'commit.gpgSign=false',
  ];
  const git = (...args: string[]): unknown =>
    execFileSync('git', [...names, ...args], { cwd: folder, stdio: 'ignore' });
  git('init', '--initial-branch=main');
  git('add', '--all', '--force', '--', '.', ':!node_modules');
  git('commit', '--no-verify', '--message', 'as published');
}
