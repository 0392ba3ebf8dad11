import type { StyleSource } from '../../docstring/learn-style.ts';
import type { Log } from '../../log.ts';
import type { CoveragePorts } from '../../review/coverage-ports.ts';
import type { BlobReader, ChangeSource } from '../../review/ports.ts';
import type { ReviewOptions, ReviewPorts, ReviewProgress } from '../../review/review-options.ts';
import type { RepositoryConfiguration } from '../cli/choose-configuration.ts';
import type { CommandSettings } from '../cli/command-settings.ts';
import { lazyDocSyntax } from '../cli/lazy-doc-syntax.ts';
import { lazyCache } from '../cli/open-cache.ts';
import { openCalibrations } from '../cli/open-calibrations.ts';
import { openLazyModel } from '../cli/open-lazy-model.ts';
import { openProbes } from '../cli/open-probes.ts';
import { openRuleEngine, openRules } from '../cli/open-rules.ts';
import { openSyntax } from '../cli/open-syntax.ts';
import type { Terminal } from '../cli/terminal.ts';
import { reviewOptions } from './review-options.ts';

/** What is known before a review of any origin begins. */
export interface ReviewOpening {
  readonly source: ChangeSource;
  readonly blobs: BlobReader | undefined;
  readonly coverage: CoveragePorts | undefined;
  readonly configuration: RepositoryConfiguration;
  readonly loaded: CommandSettings;
  /** How the repository writes doc comments; empty where nothing is to be read. */
  readonly style: StyleSource;
  /** Folder of the operator's own rules. */
  readonly ruleFolder: string | undefined;
  /** Folder of its reply cache, where that is another one than usual. */
  readonly replies?: string | undefined;
  readonly terminal: Terminal;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ReviewProgress) => void;
}

export interface OpenReview {
  readonly options: ReviewOptions;
  readonly ports: ReviewPorts;
  /** Ends the processes that were started, `blobs` among them. */
  close(): Promise<void>;
}

/** The adapters of a review, each opened by its first use. Throws GalleyError for broken rules of the operator. */
export async function openReview(opening: ReviewOpening): Promise<OpenReview> {
  const { source, blobs, coverage, configuration, loaded, log, signal, onProgress } = opening;
  const { settings } = loaded;
  const model = settings.noModel ? undefined : openLazyModel(loaded, opening.terminal, log);
  const rules = openRules({ repository: configuration, folder: opening.ruleFolder });
  if (opening.ruleFolder !== undefined) await rules.load();
  const ruleEngine = openRuleEngine(log, signal);
  return {
    options: reviewOptions(loaded, configuration, opening.style),
    ports: {
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
      cache: settings.cache.enabled ? lazyCache(settings, log, opening.replies) : undefined,
      clock: { now: () => performance.now() },
      log,
      signal,
      onProgress,
    },
    async close() {
      await Promise.all([model?.close(), blobs?.close(), ruleEngine.close()]);
    },
  };
}
