import { spawn } from 'node:child_process';

/**
 * `galley hook post-commit`: has the replies for the next commit fetched by a process of its own, and waits for nothing. It
 * belongs to no terminal or runner of hooks: none of them ends it.
 *
 * @returns 0 whatever happens
 */
export function runPostCommit(): number {
  const { env, execPath, argv } = process;
  if (env['GALLEY'] === '0') return 0;
  const [, galley = ''] = argv;
  spawn(execPath, [galley, 'docs', '--warm', '--quiet'], {
    detached: true,
    stdio: 'ignore',
    windowsHide: true,
    // Git names the index of this commit, which may be gone by then.
    env: { ...env, GIT_INDEX_FILE: undefined },
  })
    .on('error', () => {})
    .unref();
  return 0;
}
