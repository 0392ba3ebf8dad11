import { buildSync } from 'esbuild';
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { startModelServer } from '../../doubles/model-server/start-model-server.ts';
import { makeFolder, makeRepository, type TestRepository } from '../../integration/git/make-repository.ts';
import { bareEnvironment, deadServer, galleyFile } from '../galley-process.ts';

/** The built command, installed by its own `hook install`; what a model says is known beforehand. */
export interface InstalledHook {
  /** Folder that `galley hook install` wrote, for `core.hooksPath`. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Puts the replies of a model where the hook looks for them: no server is asked. */
  readonly teach: (repository: TestRepository) => void;
}

const model = 'stub:1b';

/** What the model says of everything. */
export const prose = {
  summary: 'Gives back what it was given.',
  params: { a: 'what to give back' },
  returns: 'what it was given',
  throws: [],
};

/**
 * @param seed files whose functions the model is asked about beforehand; a reply is kept by path and code
 */
export async function installHook(seed: Readonly<Record<string, string>>): Promise<InstalledHook> {
  const folder = makeFolder();
  const bin = writeCommand(folder);
  const bare = bareEnvironment(folder);
  const env = {
    ...bare,
    PATH: `${bin}:${bare['PATH'] ?? ''}`,
    GALLEY_BACKEND: 'ollama',
    // A model that was never measured is asked for prose and about nothing else.
    GALLEY_MODEL: model,
    // No clock decides what is written, however busy the machine is.
    GALLEY_DOCS_COMMIT_TIME: '60s',
  };
  const repository = makeRepository();
  execFileSync('galley', ['hook', 'install', '--hooks-path'], { cwd: repository.root, env, stdio: 'pipe' });
  for (const [path, text] of Object.entries(seed)) repository.write(path, text);
  repository.git('add', '-A');
  const server = await startModelServer({
    models: [{ name: model }],
    replies: [{ when: 'Document the', text: JSON.stringify(prose) }],
  });
  await promisify(execFile)('git', ['commit', '-qm', 'seed'], {
    cwd: repository.root,
    env: { ...env, GALLEY_SERVER: server.url },
  });
  await server.close();
  if (!repository.git('grep', '-h', 'Gives', 'HEAD').includes(prose.summary))
    throw new Error('the hook writes no docs');
  const replies = join(repository.root, '.git/galley/docs');
  return {
    folder: join(repository.root, '.githooks'),
    env: { ...env, GALLEY_SERVER: deadServer },
    teach: ({ root, git }) => {
      const common = resolve(root, git('rev-parse', '--git-common-dir').trim());
      cpSync(replies, join(common, 'galley/docs'), { recursive: true });
    },
  };
}

/** `galley` for the path: the built command, watched. `HOOK_AFTER` is a command of the shell that runs when it has ended. */
function writeCommand(folder: string): string {
  const watcher = join(folder, 'stop-hook.cjs');
  buildSync({
    entryPoints: [join(import.meta.dirname, 'stop-hook.ts')],
    outfile: watcher,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
  });
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const run = `"${process.execPath}" --require "${watcher}" "${galleyFile}" "$@"`;
  const script = `#!/bin/sh\nif [ -z "$HOOK_AFTER" ]; then exec ${run}; fi\n${run}\ncode=$?\nsh -c "$HOOK_AFTER"\nexit $code\n`;
  writeFileSync(join(bin, 'galley'), script, { mode: 0o755 });
  return bin;
}
