import type { PullRequest } from '../../../review/forge-ports.ts';
import { createMeter, type Meter } from '../../../review/meter-model.ts';
import type { Model } from '../../../review/ports.ts';
import type { OpenedReview } from '../../../review/pull-request/pull-request-ports.ts';
import type { CommandSettings } from '../../cli/command-settings.ts';
import { countUse } from '../metrics/count-use.ts';
import type { CommandJob } from '../worker/create-job-runner.ts';
import { openAppForge, openAppReview } from '../worker/open-app-pull.ts';
import type { CommandRunnerOptions } from './command-runner-options.ts';

/** The change of a pull request, opened as for its review. */
export interface CommandPull {
  readonly opened: OpenedReview;
  /** Of the operator and of the base. */
  readonly loaded: CommandSettings;
  readonly mergeBase: string;
  /** The mirror that has its commits. */
  readonly mirror: string;
  /** For a model that is opened beside that of `opened`: its answers are counted with the others, when that is closed. */
  readonly wrapModel: (model: Model) => Model;
}

/** Whoever opens it closes `opened`. Throws GalleyError. */
export async function openCommandPull(
  { errand }: CommandJob,
  pull: PullRequest,
  options: CommandRunnerOptions,
  signal: AbortSignal,
): Promise<CommandPull> {
  const { forge, fallback } = await openAppForge(errand, options, signal);
  const mergeBase = await forge.readMergeBase(pull, signal);
  let loaded: CommandSettings | undefined;
  const opened = await openAppReview(
    errand,
    { pull, mergeBase, fallback, signal, onProgress: () => {} },
    {
      ...options,
      loadSettings: async (configuration) => (loaded = await options.loadSettings(configuration)),
    },
  );
  if (loaded === undefined) throw new Error('settings are loaded while a review is opened');
  const meter = createMeter();
  const mirror = options.mirrors.folderOf(errand.pull.repository);
  return { opened: metered(opened, meter, options), loaded, mergeBase, mirror, wrapModel: meter.wrap };
}

function metered(opened: OpenedReview, meter: Meter, { uses, log }: CommandRunnerOptions): OpenedReview {
  const { model } = opened.ports;
  return {
    ...opened,
    ports: { ...opened.ports, model: model && meter.wrap(model) },
    async close() {
      await opened.close();
      const use = meter.used();
      if (use !== undefined) await countUse(uses, use, log);
    },
  };
}
