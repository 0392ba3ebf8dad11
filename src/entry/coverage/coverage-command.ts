import type { Command } from 'commander';
import { isGalleyError } from '../../errors.ts';
import { coverageFormats, type CoverageFormat } from '../../report/coverage/coverage-format.ts';
import { renderCoverage } from '../../report/coverage/render-coverage.ts';
import type { ReportContext } from '../../report/format.ts';
import type { FormatTarget } from '../../report/parse-format.ts';
import { chooseOutputs } from '../cli/choose-reports.ts';
import { chooseSelection } from '../cli/choose-selection.ts';
import { listenForStop } from '../cli/listen-for-stop.ts';
import { showProgress } from '../cli/show-progress.ts';
import { terminalOf, type Terminal } from '../cli/terminal.ts';
import { logTo } from '../cli/terminal-log.ts';
import { version } from '../cli/version.ts';
import { writeOutputs } from '../cli/write-reports.ts';
import { readLimit, type CoverageFlags } from './choose-coverage.ts';
import { measureChange, type MeasuredChange } from './measure-change.ts';
import { stoppedEarly } from './stopped-early.ts';

/** `galley coverage [range-or-paths]`: what the change adds and no test reaches. Returns the exit code. */
export async function runCoverage(operands: readonly string[], command: Command): Promise<number> {
  const flags = command.opts<CoverageFlags>();
  const limit = readLimit(flags.failUnderPatch);
  const terminal = terminalOf(command);
  const targets = await chooseOutputs<CoverageFormat>(flags.format ?? [], coverageFormats);
  const chosen = chooseSelection(operands, flags);
  const { report: reports = [], baseCoverage: baseReports = [] } = flags;
  const stop = listenForStop();
  const { signal } = stop;
  const progress = showProgress(terminal, () => performance.now());
  const log = logTo(terminal, progress.clear);
  const onProgress = progress.show;
  try {
    const measured = await measureChange({
      ...{ command, chosen, reports, baseReports, limit },
      ...{ terminal, log, signal, onProgress },
    });
    progress.stop();
    await write(measured, targets, terminal);
    return measured.exitCode;
  } catch (error) {
    progress.stop();
    if (signal.aborted && !isGalleyError(error)) throw stoppedEarly();
    throw error;
  } finally {
    stop.release();
  }
}

async function write(
  { report, root }: MeasuredChange,
  targets: readonly FormatTarget<CoverageFormat>[],
  { color, width }: Terminal,
): Promise<void> {
  const tool = { name: 'galley', version } as const;
  const context: ReportContext = { tool, color, width, profile: false, root };
  const plain: ReportContext = { ...context, color: false, width: 100 };
  await writeOutputs(
    targets,
    (format, place) => renderCoverage(format, report, place === 'file' ? plain : context),
    { root, again: 'the reports of your tests are still there' },
  );
}
