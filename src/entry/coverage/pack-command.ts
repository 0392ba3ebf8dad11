import type { Command } from 'commander';
import { isMeasuredLanguage } from '../../coverage/measured-languages.ts';
import { GalleyError } from '../../errors.ts';
import { createGitChangeSource } from '../../git/create-git-change-source.ts';
import { openTree } from '../../git/open-tree.ts';
import { findCommit } from '../../git/resolve-commit.ts';
import { plural } from '../../report/describe-finding.ts';
import { whyUnmeasured } from '../../review/why-unmeasured.ts';
import { printable } from '../../safety/printable.ts';
import { listenForStop } from '../cli/listen-for-stop.ts';
import { replaceFile } from '../cli/replace-file.ts';
import { terminalOf, type Terminal } from '../cli/terminal.ts';
import { logTo } from '../cli/terminal-log.ts';

interface PackFlags {
  readonly report?: readonly string[];
  readonly output: string;
}

/** Larger files are not code that people test. */
const mostBytes = 4 * 1024 * 1024;

/** `galley coverage pack`: the coverage of the commit that is checked out, in one file. Returns the exit code. */
export async function packReports(command: Command): Promise<number> {
  const { report = [], output } = command.opts<PackFlags>();
  const terminal = terminalOf(command);
  const { cwd, env } = terminal;
  const log = logTo(terminal);
  const stop = listenForStop();
  try {
    const { signal } = stop;
    const { root, headCommit } = await openCommit(cwd, env, signal);
    const files = await openTree(headCommit, { cwd: root, env, signal });
    try {
      const [{ createCoverageSource }, { packCoverage }] = await Promise.all([
        import('../../run/coverage-files/create-coverage-source.ts'),
        import('../../run/coverage-files/pack-coverage.ts'),
      ]);
      const readHead = (path: string): Promise<string | undefined> => files.read(path, mostBytes);
      const source = createCoverageSource({ root, files: report, readHead, tree: files.paths, log });
      const paths = files.paths.filter(
        (path) => isMeasuredLanguage(path) && whyUnmeasured(path) === undefined,
      );
      const packed = await packCoverage({ source, paths, headCommit, readHead, signal });
      await replaceFile(output, packed.text, root);
      for (const note of packed.notes) log.warn(note);
      const { measured, notLoaded, unusable } = packed;
      terminal.err(
        `galley: ${plural(measured, 'file')} packed into ${output}, ${notLoaded} loaded by no test, ${unusable.size} of no use\n`,
      );
      return 0;
    } finally {
      await files.close();
    }
  } finally {
    stop.release();
  }
}

/** A pack speaks of a commit: what was measured must be that, but for files that it does not have. */
async function openCommit(
  cwd: string,
  env: Terminal['env'],
  signal: AbortSignal,
): Promise<{ readonly root: string; readonly headCommit: string }> {
  const source = await createGitChangeSource({ cwd, env, selection: { kind: 'working-tree' }, signal });
  const { root } = source;
  const headCommit = await findCommit('HEAD', { cwd: root, env, signal });
  const { files } = await source.read(signal, 0);
  const changed = files.find(({ status }) => status !== 'added');
  if (headCommit !== undefined && changed === undefined) return { root, headCommit };
  throw new GalleyError('invalid-usage', {
    what:
      changed === undefined
        ? 'There is no commit yet'
        : `${printable(changed.path, 200)} differs from the commit`,
    why: 'Packed coverage is of one commit, so that another job can tell whether it fits.',
    todo: 'Commit first, run the tests, then galley coverage pack',
  });
}
