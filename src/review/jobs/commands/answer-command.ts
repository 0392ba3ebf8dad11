import { isGalleyError } from '../../../errors.ts';
import { renderCodeSpan } from '../../../safety/escape-markdown.ts';
import type { JobResult } from '../job-result.ts';
import { resultOfError } from '../result-of-error.ts';
import type { Command } from '../errand.ts';
import type { CommandJob, CommandPorts } from './command-ports.ts';
import { dismissFinding } from './dismiss-finding.ts';
import { explainRule } from './explain-rule.ts';
import { pauseReviews, resumeReviews } from './pause-reviews.ts';
import { replyTo } from './reply-to.ts';
import { reviewAgain } from './review-again.ts';
import { suggestDocs } from './suggest-docs.ts';
import { suggestTests } from './suggest-tests.ts';
import { tellHelp } from './tell-help.ts';
import { tellWhy } from './tell-why.ts';

/** After so many tries its giver hears that it fails. */
const triesInSilence = 3;

/**
 * Carries out what somebody wrote or pressed: whether they may is asked first, and whoever may not hears nothing. Who may
 * sees at once that it was read; what is to be done for it waits elsewhere, so that the next one is read too. Carried out
 * twice, it says and does nothing twice. Throws nothing: what went wrong is a
 * result.
 */
export async function answerCommand(job: CommandJob, ports: CommandPorts): Promise<JobResult> {
  const { errand } = job;
  const { forge, signal } = ports;
  try {
    if (!(await forge.mayWrite(errand.by, signal)))
      return { kind: 'ended', end: 'ignored', why: 'who gave the command may not' };
    if (errand.comment !== undefined && errand.isRead !== true) {
      await forge.acknowledge(errand.comment, signal);
      return { kind: 'passed', errand: { ...errand, isRead: true } };
    }
    await carryOut(errand.command, job, ports);
    return { kind: 'ended', end: 'posted', why: errand.command.name };
  } catch (error) {
    const result = resultOfError(error, job, signal);
    if (result.kind !== 'failed') return result;
    const { code } = result.problem;
    if (code === 'invalid-config') {
      await tellFailure(code, job, ports);
      return { kind: 'ended', end: 'posted', why: code };
    }
    if (job.attempt >= triesInSilence) await tellFailure(code, job, ports);
    return result;
  }
}

function carryOut(command: Command, job: CommandJob, ports: CommandPorts): Promise<void> {
  switch (command.name) {
    case 'review':
      return reviewAgain(job, ports);
    case 'pause':
      return pauseReviews(job, ports);
    case 'resume':
      return resumeReviews(job, ports);
    case 'dismiss':
      return dismissFinding(command.fingerprint, job, ports);
    case 'explain':
      return explainRule(command.rule, job, ports);
    case 'why':
      return tellWhy(job, ports);
    case 'docs':
      return suggestDocs(job, ports);
    case 'tests':
      return suggestTests(job, ports);
    case 'help':
      return tellHelp(job, ports);
  }
}

/** Messages of errors are for the operator: they may hold addresses and paths. */
async function tellFailure(code: string, job: CommandJob, ports: CommandPorts): Promise<void> {
  const what =
    code === 'invalid-config'
      ? 'The configuration of the base is invalid: the check of the review names the line.'
      : `This could not be done (${renderCodeSpan(code)}).`;
  const body = `${what} The operator of the app finds more in its log, under job ${renderCodeSpan(job.id)}.`;
  try {
    await replyTo(job, 'failed', body, ports);
  } catch (error) {
    if (!isGalleyError(error)) throw error;
    ports.log.warn('nobody could be told that a command failed', { code: error.code });
  }
}
