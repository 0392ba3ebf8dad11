import { readDuration } from '../../config/read-duration.ts';
import type { StyleSource } from '../../docstring/learn-style.ts';
import { askedWordings } from '../../probe/wording.ts';
import type { ReviewOptions } from '../../review/review-options.ts';
import type { RepositoryConfiguration } from '../cli/choose-configuration.ts';
import type { CommandSettings } from '../cli/command-settings.ts';
import { documentOptions } from '../docs/document-options.ts';

/** The settings of a run as the core wants them. */
export function reviewOptions(
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
