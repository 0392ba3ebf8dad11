import { isGalleyError } from '../../src/errors.ts';
import { silentLog } from '../../src/log.ts';
import type {
  BlobReader,
  CalibrationStore,
  ChangeSource,
  ProbeSource,
  RuleEngine,
  RuleSource,
  Syntax,
} from '../../src/review/ports.ts';
import { reviewChange } from '../../src/review/review-change.ts';
import type { AskingOptions, ReviewOptions } from '../../src/review/review-options.ts';
import type { ReviewCase } from './case.ts';
import type { Configuration } from './configurations.ts';
import type { NotedTools } from './note-replies.ts';
import { noCost } from './note-replies.ts';
import { judgeFindings } from './score-case.ts';
import type { CaseRun } from './tally-runs.ts';

/** What all runs share. */
export interface RunTools {
  readonly syntax: Syntax;
  readonly engine: RuleEngine;
  readonly rules: RuleSource;
  readonly probes: ProbeSource;
  readonly calibrations: CalibrationStore;
  /** Undefined: only rules can be run. */
  readonly asking: (() => NotedTools) | undefined;
}

/** A case and where its Change is read from. */
export interface CaseInput {
  readonly found: ReviewCase;
  readonly source: ChangeSource;
  readonly blobs: BlobReader;
}

/** The command's defaults, but for what is measured. */
export const defaultOptions: ReviewOptions = {
  configuration: [],
  failOn: 'error',
  maxFindings: 8,
  promptTokens: 1500,
  replyTokens: 320,
  exclude: [],
  maxFileBytes: 1024 * 1024,
  concurrency: 1,
  asking: {
    probes: true,
    forms: 'graded',
    samples: 1,
    wordings: 1,
    baseDifference: true,
    budgetSeconds: undefined,
  },
  // Not what is measured here, and sound code may well lack them.
  docs: undefined,
};

const noRules: RuleSource = { load: async () => ({ rules: [], problems: [], sources: [] }) };

/** Reviews one case in one configuration and compares what was said with what is known. Never throws. */
export async function runCase(
  { found, source, blobs }: CaseInput,
  { rules, asking }: Configuration,
  tools: RunTools,
  manner: Partial<AskingOptions> = {},
): Promise<CaseRun & { readonly noted: NotedTools | undefined }> {
  const noted = asking && tools.asking?.();
  const options = { ...defaultOptions, asking: { ...defaultOptions.asking, ...asking, ...manner } };
  const signal = new AbortController().signal;
  try {
    if (asking !== undefined && noted === undefined) throw new Error('there is no model to ask');
    const { review } = await reviewChange(options, {
      source,
      blobs,
      syntax: tools.syntax,
      docSyntax: { read: async () => undefined },
      rules: rules ? tools.rules : noRules,
      ruleEngine: tools.engine,
      probes: tools.probes,
      calibrations: tools.calibrations,
      model: noted?.model,
      cache: noted?.cache,
      clock: { now: () => performance.now() },
      log: silentLog,
      signal,
      onProgress: () => {},
    });
    const { files } = await source.read(signal);
    const said = review.findings.slice(0, review.shown);
    const judged = judgeFindings(found, said, files);
    const findings = rules ? judged : judged.filter((one) => one.source !== 'rule');
    const broken = review.complete ? '' : whyIncomplete(review.ledger);
    return { found, findings, broken, cost: noted?.cost() ?? noCost, noted };
  } catch (error) {
    const broken = isGalleyError(error) || error instanceof Error ? error.message : String(error);
    return { found, findings: [], broken, cost: noted?.cost() ?? noCost, noted };
  }
}

type Ledger = Awaited<ReturnType<typeof reviewChange>>['review']['ledger'];

function whyIncomplete({ files, modelFailure }: Ledger): string {
  const open = files.find(({ outcome }) => outcome === 'not-reviewed');
  return modelFailure?.message ?? `${open?.path ?? ''}: ${open?.reason ?? 'not complete'}`;
}
