import { isGalleyError } from '../../errors.ts';
import { renderCommand } from '../../report/github-command.ts';
import { explainError } from '../cli/explain-error.ts';
import { checkFork, isOtherEvent, whyNotThisEvent, whyNotThisPull } from './choose-event.ts';
import { hideJobSecrets } from './hide-job-secrets.ts';
import { openRunner, type Runner } from './open-runner.ts';
import { readEvent, type Wanted } from './read-event.ts';
import type { OtherEvent } from './read-other-event.ts';
import { readInputs, type Inputs } from './read-inputs.ts';
import { maskCommand } from './workflow-commands.ts';

/**
 * Runs the Action once. Returns the exit code of `galley review` ("Exit codes" in the README): all but 0 fail the step.
 *
 * @param env variables of this process; those that hold tokens are gone afterwards
 */
export async function runAction(env: Record<string, string | undefined>): Promise<number> {
  const runner = openRunner({ ...env });
  try {
    const inputs = readInputs(env);
    if (inputs.token !== '') runner.command(maskCommand(inputs.token));
    hideJobSecrets(env);
    return await runMode(inputs, runner);
  } catch (error) {
    return tellFailure(error, runner);
  }
}

async function runMode(inputs: Inputs, runner: Runner): Promise<number> {
  const { eventName, eventPath } = runner;
  const why = whyNotThisEvent(eventName);
  if (why !== undefined) return nothingToDo(why, runner);
  if (isOtherEvent(eventName)) return runOther(eventName, inputs, runner);
  const event = await readEvent(eventPath);
  const whyNot = whyNotThisPull(event);
  if (whyNot !== undefined) return nothingToDo(whyNot, runner);
  checkFork(event, { environment: runner.environment, allowForks: inputs.allowForks });
  if (inputs.mode === 'review') return review(event, inputs, runner);
  const { suggestTests } = await import('./suggest-tests.ts');
  return suggestTests(event, inputs, runner);
}

/** An event that is about a pull request in a roundabout way: nobody knows its base yet. */
async function runOther(name: OtherEvent, inputs: Inputs, runner: Runner): Promise<number> {
  if (inputs.mode === 'tests') return nothingToDo('Nothing to do: mode tests is for pull_request', runner);
  const { readOtherEvent } = await import('./read-other-event.ts');
  const wanted = await readOtherEvent(name, runner.eventPath);
  if (typeof wanted === 'string') return nothingToDo(`Nothing to do: ${wanted}`, runner);
  return review(wanted, inputs, runner);
}

async function review(wanted: Wanted, inputs: Inputs, runner: Runner): Promise<number> {
  const { reviewPull } = await import('./review-pull.ts');
  return reviewPull(wanted, inputs, runner);
}

function nothingToDo(why: string, runner: Runner): number {
  runner.say(why);
  return 0;
}

/** What happened in the log, and in one line where everybody sees it. */
function tellFailure(error: unknown, runner: Runner): number {
  runner.say(explainError(error, runner.env['GALLEY_LOG'] === 'debug').trimEnd());
  const parts = isGalleyError(error)
    ? [error.message, error.why, error.todo]
    : ['Internal error', 'This is a fault of Galley: see the log.'];
  const text = parts.filter((part) => part !== '').join('\n');
  runner.command(renderCommand('error', { title: 'Galley' }, text));
  return isGalleyError(error) && error.code === 'interrupted' ? 3 : 2;
}
