import type { Command } from 'commander';
import { readDuration } from '../../config/read-duration.ts';
import type { StyleSource } from '../../docstring/learn-style.ts';
import { GalleyError, isGalleyError } from '../../errors.ts';
import type { ReportContext } from '../../report/render-report.ts';
import { reviewChange } from '../../review/review-change.ts';
import { askedWordings } from '../../probe/wording.ts';
import type { ReviewOptions } from '../../review/review-options.ts';
import { chooseReports } from './choose-reports.ts';
import type { RepositoryConfiguration } from './choose-configuration.ts';
import { chooseSelection, type SelectionFlags } from './choose-selection.ts';
import { checkCoverage, coverageOf, type CoverageOfReview } from '../coverage/coverage-of-review.ts';
import { documentOptions } from '../docs/document-options.ts';
import { openStyle } from '../docs/open-style.ts';
import { settingsOf, type CommandSettings } from './command-settings.ts';
import { terminalOf } from './terminal.ts';
import { logTo } from './terminal-log.ts';
import { openLazyModel } from './open-lazy-model.ts';
import { listenForStop } from './listen-for-stop.ts';
import { openChange } from './open-change.ts';
import { lazyCache } from './open-cache.ts';
import { openCalibrations } from './open-calibrations.ts';
import { openProbes } from './open-probes.ts';
import { openRuleEngine, openRules } from './open-rules.ts';
import { lazyDocSyntax } from './lazy-doc-syntax.ts';
import { openSyntax } from './open-syntax.ts';
import { showProgress } from './show-progress.ts';
import { version } from './version.ts';
import { writeReports } from './write-reports.ts';

interface ReviewFlags extends SelectionFlags, CoverageOfReview {
  readonly format?: readonly string[];
  readonly profile?: boolean;
  readonly rules?: string;
}

/** `galley review`. Returns the exit code: "Exit codes" in the README. */
export async function runReview(operands: readonly string[], command: Command): Promise<number> {
  const flags = command.opts<ReviewFlags>();
  const terminal = terminalOf(command);
  const targets = await chooseReports(flags.format ?? []);
  const chosen = chooseSelection(operands, flags);
  checkCoverage(flags);
  const stop = listenForStop();
  const progress = showProgress(terminal, () => performance.now());
  const log = logTo(terminal, progress.clear);
  try {
    const change = await openChange(chosen, terminal, log, stop.signal);
    const { blobs, root, configuration } = change;
    const loaded = await settingsOf(command, configuration);
    const { settings } = loaded;
    const model = settings.noModel ? undefined : openLazyModel(loaded, terminal, log);
    const rules = openRules({ repository: configuration, folder: flags.rules });
    if (flags.rules !== undefined) await rules.load();
    const ruleEngine = openRuleEngine(log, stop.signal);
    const { source, coverage } = coverageOf(flags, change, settings, terminal, log);
    const ports = {
      source,
      blobs,
      coverage,
      syntax: openSyntax(),
      docSyntax: lazyDocSyntax(log),
      rules,
      ruleEngine,
      probes: openProbes(),
      calibrations: openCalibrations(settings, log),
      model,
      cache: settings.cache.enabled ? lazyCache(settings, log) : undefined,
      clock: { now: () => performance.now() },
      log,
      signal: stop.signal,
      onProgress: progress.show,
    };
    try {
      const style = root === undefined ? {} : openStyle(root, log);
      const options = optionsFrom(loaded, configuration, style);
      const { review, exitCode } = await reviewChange(options, ports);
      progress.stop();
      const context: ReportContext = {
        tool: { name: 'galley', version },
        color: terminal.color,
        width: terminal.width,
        profile: flags.profile ?? false,
        ...(root === undefined ? {} : { root }),
      };
      await writeReports(review, targets, context, { ...context, color: false, width: 100 });
      return exitCode;
    } finally {
      await Promise.all([model?.close(), blobs?.close(), ruleEngine.close()]);
    }
  } catch (error) {
    progress.stop();
    if (stop.signal.aborted && !isGalleyError(error)) throw stoppedEarly();
    throw error;
  } finally {
    stop.release();
  }
}

function optionsFrom(
  { settings, files }: CommandSettings,
  configuration: RepositoryConfiguration,
  style: StyleSource,
): ReviewOptions {
  const { failOn, maxFindings, exclude, maxFileKilobytes, budget, concurrency, forms, probes, docs } =
    settings;
  const used = [files.repository, files.operator].filter((file) => file.text !== undefined);
  const names = used.map((file) => file.path);
  const isMissing = configuration.from === 'base' && files.repository.text === undefined;
  return {
    configuration: isMissing ? [configuration.missing, ...names] : names,
    failOn,
    maxFindings,
    promptTokens: budget.promptTokens,
    replyTokens: budget.replyTokens,
    exclude,
    maxFileBytes: maxFileKilobytes * 1024,
    concurrency,
    asking: {
      probes,
      forms,
      samples: 1,
      wordings: askedWordings,
      baseDifference: true,
      budgetSeconds: budget.time === undefined ? undefined : readDuration(budget.time) / 1000,
    },
    docs: docs.review === 'off' ? undefined : { ...documentOptions(settings, style), find: docs.review },
  };
}

function stoppedEarly(): GalleyError {
  return new GalleyError('interrupted', {
    what: 'Stopped before the change was read',
    why: 'Nothing was reviewed.',
  });
}
