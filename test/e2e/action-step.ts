import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { placeAction } from '../doubles/action-runner/place-action.ts';
import { runStep } from '../doubles/action-runner/run-step.ts';
import type { StepOptions, StepResult } from '../doubles/action-runner/types.ts';
import { deadServer, temporaryFolder } from './galley-process.ts';

const root = join(import.meta.dirname, '../..');

/** The token of the job in all these tests: it must never be seen anywhere. */
export const jobToken = 'ghs_token-of-the-job-0123456789';

export type Step = Partial<StepOptions> & Pick<StepOptions, 'event'>;

/** Runs the committed Action from a copy that has nothing else beside it. Call it at the top of a test file. */
export function actionAt(): (step: Step) => Promise<StepResult> {
  const folder = temporaryFolder();
  const actionFolder = placeAction(join(folder, 'galley'));
  return ({ env, ...step }) =>
    runStep({
      actionFolder,
      folder,
      repository: 'olga/proof',
      token: jobToken,
      // The doubles fill in forms; a test that forgets to name its server meets nobody.
      env: { GALLEY_SERVER: deadServer, GALLEY_FORMS: 'always', GALLEY_PROBES: 'false', ...env },
      ...step,
    });
}

/** A Node of another version for the action; undefined: it is not installed here. */
export function nodeOf(major: 20 | 22 | 24): string | undefined {
  const node = join(root, '.peers/bin', `node${major}`);
  return existsSync(node) ? node : undefined;
}

const sha = (digit: string): string => digit.repeat(40);

/** As GitHub sends it, as far as anybody looks. */
export function pullEvent(change: Record<string, unknown> = {}, action = 'opened') {
  const end = (ref: string, digit: string) => ({
    ref,
    sha: sha(digit),
    repo: { full_name: 'olga/proof' },
  });
  const pull = {
    number: 1,
    state: 'open',
    draft: false,
    title: 'A change',
    head: end('topic', 'a'),
    base: end('main', 'b'),
    ...change,
  };
  return {
    name: 'pull_request',
    payload: { action, number: 1, pull_request: pull, repository: { full_name: 'olga/proof' } },
  };
}
