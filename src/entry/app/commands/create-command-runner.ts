import type { PullRequest } from '../../../review/forge-ports.ts';
import { documentChange } from '../../../review/document-change.ts';
import { answerCommand } from '../../../review/jobs/commands/answer-command.ts';
import type { ExplainRule } from '../../../review/jobs/commands/command-ports.ts';
import type { JobResult } from '../../../review/jobs/job-result.ts';
import { resultOfError } from '../../../review/jobs/result-of-error.ts';
import { openRules } from '../../cli/open-rules.ts';
import { findExplanation } from '../../cli/rules/find-explanation.ts';
import { documentOptions } from '../../docs/document-options.ts';
import type { CommandJob } from '../worker/create-job-runner.ts';
import type { CommandRunnerOptions } from './command-runner-options.ts';
import { openCommandForge } from './open-command-forge.ts';
import { openCommandPull, type CommandPull } from './open-command-pull.ts';
import { findTests } from './find-tests.ts';

/** Most milliseconds for the docs of one change: who asks for them waits. */
const docsMs = 10 * 60_000;

/** Carries out commands: what one needs is opened when it is wanted. */
export function createCommandRunner(options: CommandRunnerOptions) {
  return async (job: CommandJob, signal: AbortSignal): Promise<JobResult> => {
    try {
      const login = await options.appForge.login(signal);
      const forge = await openCommandForge(job, login, options, signal);
      const withPull = async <T>(
        pull: PullRequest,
        work: (opened: CommandPull) => Promise<T>,
      ): Promise<T> => {
        const opened = await openCommandPull(job, pull, options, signal);
        return work(opened).finally(() => opened.opened.close());
      };
      return await answerCommand(job, {
        ...{ forge, store: options.store, records: options.records, log: options.log, signal },
        explain: explainWith(options, async () => withPull(await forge.readPullRequest(signal), loadRules)),
        findDocs: (pull) => withPull(pull, findDocs),
        findTests: (pull) => withPull(pull, (opened) => findTests(pull, opened, options, signal)),
      });
    } catch (error) {
      return resultOfError(error, job, signal);
    }
  };
}

const look = { color: false, width: 76 };

/** Galley's own rules and the operator's first: only for others the pull request is opened, whose base may have some. */
function explainWith(
  { ruleFolder }: Pick<CommandRunnerOptions, 'ruleFolder'>,
  loadTeamRules: () => ReturnType<typeof loadRules>,
): ExplainRule {
  const known = openRules({ repository: { from: 'folder', root: undefined }, folder: ruleFolder });
  return async (name) => {
    const found = await findExplanation(name, (await known.load()).rules, look);
    return 'text' in found ? found : findExplanation(name, await loadTeamRules(), look);
  };
}

async function loadRules({ opened }: CommandPull) {
  return (await opened.ports.rules.load()).rules;
}

async function findDocs({ opened, loaded }: CommandPull) {
  const { options, ports } = opened;
  const until = performance.now() + docsMs;
  return documentChange(
    { ...options, docs: documentOptions(loaded.settings) },
    {
      ...ports,
      stopReason: () => {
        if (ports.signal.aborted) return 'stopped before its turn';
        return performance.now() > until ? 'the time for this command is over' : '';
      },
    },
  );
}
