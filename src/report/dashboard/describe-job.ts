import type { Errand } from '../../review/jobs/errand.ts';
import type { JobRow, JobState } from '../../review/jobs/job-records.ts';
import { pullName } from '../../review/jobs/pull-name.ts';
import type { Verdict } from '../../review/review.ts';
import { groupDigits } from '../describe-finding.ts';
import { escapeHtml, htmlName } from '../html/escape-html.ts';
import { links } from './page-links.ts';

/** The colour of something: see page-style.ts. */
export type Tone = 'ok' | 'info' | 'warning' | 'error' | 'none';

const stateTones: Readonly<Record<JobState, Tone>> = {
  waiting: 'none',
  active: 'info',
  again: 'warning',
  posted: 'ok',
  superseded: 'none',
  duplicate: 'none',
  ignored: 'none',
  dead: 'error',
};

const stateWords: Readonly<Record<JobState, string>> = {
  waiting: 'waiting',
  active: 'under way',
  again: 'tries again',
  posted: 'posted',
  superseded: 'superseded',
  duplicate: 'duplicate',
  ignored: 'ignored',
  dead: 'dead',
};

/** What each state means, for people. */
export const stateMeanings: Readonly<Record<JobState, string>> = {
  waiting: 'Its turn has not come.',
  active: 'A worker has it.',
  again: 'A try failed; there will be another.',
  posted: 'What it asked for was done and stands on the forge.',
  superseded: 'A newer head was reviewed instead, or nobody wants it any more.',
  duplicate: 'This head had its review already.',
  ignored: 'There was nothing to do.',
  dead: 'Given up after the last try: a person may run it again.',
};

const verdictTones: Readonly<Record<Verdict, Tone>> = {
  clean: 'ok',
  findings: 'info',
  incomplete: 'warning',
};

export function stateWord(state: JobState): string {
  return stateWords[state];
}

/** What it is must not be told by colour alone: each has its word. */
export function renderState(state: JobState): string {
  return renderTag(stateWords[state], stateTones[state], stateMeanings[state]);
}

export function renderVerdict(verdict: Verdict | undefined): string {
  return verdict === undefined ? '' : renderTag(verdict, verdictTones[verdict]);
}

function renderTag(word: string, tone: Tone, title = ''): string {
  const said = title === '' ? '' : ` title="${escapeHtml(title)}"`;
  return `<span class="tag t-${tone}"${said}>${escapeHtml(word)}</span>`;
}

/** What a job is for, as a heading or a link: `Review of owner/name #12`. */
export function describeErrand(errand: Errand): string {
  switch (errand.kind) {
    case 'review':
      return `Review of ${renderPull(errand.pull)}${errand.isForced ? ', asked for' : ''}`;
    case 'command':
      return `<code>${htmlName(describeCommand(errand.command))}</code> on ${renderPull(errand.pull)}`;
    case 'close':
      return errand.isGivenUp
        ? `Check left by ${renderPull(errand.pull)}`
        : `End of ${renderPull(errand.pull)}`;
    case 'installation': {
      const { installation, isGone, repositories } = errand;
      const some =
        repositories.length === 1 ? '1 repository' : `${groupDigits(repositories.length)} repositories`;
      const what = repositories.length === 0 ? 'all repositories' : some;
      return `Installation ${escapeHtml(String(installation))}${isGone ? ' gone' : ''}, ${what}`;
    }
  }
}

/** A name that nobody can break a line or a page with. */
export function renderPull(pull: { readonly repository: string; readonly number: number }): string {
  return htmlName(pullName(pull).replace('#', ' #'));
}

export function renderJobLink(job: Pick<JobRow, 'id' | 'errand'>): string {
  return `<a href="${escapeHtml(links.job(job.id))}">${describeErrand(job.errand)}</a>`;
}

type Command = Extract<Errand, { kind: 'command' }>['command'];

function describeCommand(command: Command): string {
  switch (command.name) {
    case 'explain':
      return `/galley explain ${command.rule}`.trim();
    case 'dismiss':
      return `/galley dismiss ${command.fingerprint ?? ''}`.trim();
    default:
      return `/galley ${command.name}`;
  }
}
