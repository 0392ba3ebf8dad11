import { createStagedWriter } from '../../git/staged/create-staged-writer.ts';
import { documentStaged } from '../../review/document-staged.ts';
import { listenForStop } from '../cli/listen-for-stop.ts';
import { logTo } from '../cli/terminal-log.ts';
import { tellReport } from '../hook/tell-report.ts';
import type { DocsRun } from './docs-run.ts';
import { documentOptions } from './document-options.ts';
import { openAsking } from './open-asking.ts';
import { openStyle } from './open-style.ts';

/**
 * Does now what the hook would do at the next commit, without its time limit.
 *
 * @returns the exit code. 0: all that could be said is staged; 3: something was not looked at, answered or written
 */
export async function writeStaged(run: DocsRun): Promise<number> {
  const { loaded, terminal } = run;
  const { cwd, env } = terminal;
  const stop = listenForStop();
  const { signal } = stop;
  const log = logTo(terminal);
  const asking = openAsking(run, { log, signal });
  try {
    const writer = createStagedWriter({ cwd, env, signal, log });
    const options = documentOptions(loaded.settings, openStyle(run.place.root, log));
    const report = await documentStaged(options, { ...asking.ports, writer, signal });
    const told = tellReport(report);
    const idle = report.stop === '' ? 'nothing to document is staged' : `nothing was done: ${report.stop}`;
    terminal.err(told === '' ? `galley: ${idle}\n` : told);
    const isWhole =
      report.stop === '' &&
      report.unanswered.length === 0 &&
      report.skipped.every(({ isUnread }) => !isUnread) &&
      report.outcomes.every(({ staged }) => staged === 'documented');
    return isWhole ? 0 : 3;
  } finally {
    stop.release();
    await asking.close();
  }
}
