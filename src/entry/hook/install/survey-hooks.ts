import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, posix, relative, sep } from 'node:path';
import { runGit, tryGit, type GitOptions } from '../../../git/run-git.ts';
import type { HookFacts } from './hook-facts.ts';

/** Larger files are no hooks. */
const mostBytes = 256 * 1024;

/** As manifests and the configurations of hooks name them: runners over staged files, and formatters that pre-commit runs. */
const rewritingTools = [
  'lint-staged',
  'pretty-quick',
  'git-format-staged',
  'nano-staged',
  'stage_fixed',
  'mirrors-prettier',
  'ruff-format',
  'psf/black',
  'pycqa/isort',
  'end-of-file-fixer',
  'trailing-whitespace',
];

/**
 * Finds out how hooks are run in the repository.
 *
 * @param root top folder of the working tree
 * @throws GalleyError `git-failed`
 */
export async function surveyHooks(root: string, git: Omit<GitOptions, 'cwd'>): Promise<HookFacts> {
  const here = { ...git, cwd: root };
  const [hooksPath, configHook, configWarm, versionText, gitFolders] = await Promise.all([
    configured('core.hooksPath', here),
    configured('hook.galley.command', here),
    configured('hook.galley-warm.command', here),
    runGit(['version'], here),
    runGit(['rev-parse', '--path-format=absolute', '--git-common-dir', '--git-dir'], here),
  ]);
  const [common = '', own = ''] = gitFolders.toString().trimEnd().split('\n');
  const [, major = '2', minor = '0'] = /(\d+)\.(\d+)/.exec(versionText.toString()) ?? [];
  const read = (path: string): string | undefined => readSmall(isAbsolute(path) ? path : join(root, path));
  const named = hooksPath === undefined ? undefined : fromRoot(root, hooksPath);
  const ownHooks = fromRoot(root, join(common, 'hooks'));
  const lefthookFile = ['lefthook.yml', '.lefthook.yml', 'lefthook.yaml'].find((path) => read(path));
  const preCommitFile = ['.pre-commit-config.yaml', '.pre-commit-config.yml'].find((path) => read(path));
  const manifest = read('package.json') ?? '';
  const folder = named?.replace(/\/_\/?$/, '');
  const folders = [...(folder === undefined ? ['.husky', '.githooks'] : [folder]), ownHooks];
  const paths = [
    ...folders.flatMap((one) => [`${one}/pre-commit`, `${one}/post-commit`]),
    lefthookFile,
    preCommitFile,
  ];
  const texts = new Map(
    paths.flatMap((path) => {
      const text = path === undefined ? undefined : read(path);
      return path === undefined || text === undefined ? [] : [[path, text] as const];
    }),
  );
  const everything = [manifest, ...texts.values()].join('\n');
  return {
    gitVersion: [Number(major), Number(minor)],
    hooksPath: named,
    ownHooks,
    husky: {
      isNamed: /"husky"\s*:/.test(manifest),
      hasStubs: existsSync(join(root, named?.endsWith('/_') ? named : '.husky/_', 'pre-commit')),
    },
    lefthookFile,
    preCommitFile,
    texts,
    rewriters: rewritingTools.filter((tool) => everything.includes(tool)),
    usesLfs: /filter=lfs/.test(read('.gitattributes') ?? ''),
    isLinked: common !== own,
    configHook,
    configWarm,
  };
}

/** As a file of git's own says it; what Galley itself puts on git's command line does not count. */
async function configured(key: string, git: GitOptions): Promise<string | undefined> {
  const { code, stdout } = await tryGit(['config', '--show-scope', '-z', '--get-all', key], git);
  if (code !== 0) return undefined;
  const fields = stdout.toString().split('\0');
  const values = fields.flatMap((scope, index) =>
    index % 2 === 0 && scope !== 'command' ? (fields[index + 1] ?? []) : [],
  );
  return values.at(-1) || undefined;
}

function fromRoot(root: string, path: string): string {
  const inside = isAbsolute(path) ? relative(root, path) : path;
  return inside.startsWith('..') ? path : posix.normalize(inside.split(sep).join('/')).replace(/\/$/, '');
}

function readSmall(path: string): string | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    return text.length > mostBytes ? undefined : text;
  } catch {
    return undefined;
  }
}
