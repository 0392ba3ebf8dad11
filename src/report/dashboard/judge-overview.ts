import type { Overview } from '../../review/jobs/job-records.ts';
import { groupDigits, plural } from '../describe-finding.ts';
import type { Tone } from './describe-job.ts';
import { describeMs } from './describe-time.ts';

/** Longer than this nobody should wait for a turn. */
export const longWaitMs = 15 * 60_000;
/** Due so long and not begun: nobody works. */
export const longestWaitMs = 60 * 60_000;

/** What reviews need beside the database, and how it was when somebody looked last. */
export interface PartLook {
  readonly part: 'github' | 'model';
  /** `looking`: nobody has seen it lately. */
  readonly state: 'ok' | 'failed' | 'looking';
  /** What was seen: how many installations, which model and whether it is in memory; or why it cannot be asked. */
  readonly detail: string;
}

export interface Judgement {
  readonly tone: Tone;
  readonly text: string;
  readonly more: string;
}

const names = { github: 'GitHub', model: 'the model' } as const;

/** Whether it works, in a few words and with why: as `/readyz` tells it, and earlier where a person should look. */
export function judgeOverview(overview: Overview, looks: readonly PartLook[], now: number): Judgement {
  const { waiting, active, dead, oldestDueAt, reviews } = overview;
  const wait = oldestDueAt === undefined ? 0 : now - oldestDueAt;
  const queue =
    waiting + active === 0
      ? 'Nothing waits.'
      : `${groupDigits(waiting)} wait, ${groupDigits(active)} under way.`;
  const work = `${queue} ${plural(reviews, 'review')} in the last 24 hours.`;
  const of = (state: PartLook['state']): readonly PartLook[] => looks.filter((look) => look.state === state);
  const seen = [work, ...of('ok').map(tellLook)].join(' ');
  const failed = of('failed');
  if (failed.length > 0) {
    const text = `${upper(failed.map(({ part }) => names[part]).join(' and '))} cannot be asked`;
    return { tone: 'error', text, more: [...failed.map(tellLook), seen].join(' ') };
  }
  if (wait >= longWaitMs)
    return {
      tone: wait >= longestWaitMs ? 'error' : 'warning',
      text: `The oldest job waits for ${describeMs(wait)}`,
      more: active === 0 ? `No worker has taken anything: is one running? ${seen}` : seen,
    };
  const looking = of('looking');
  if (looking.length > 0) {
    const text = `Looking at ${looking.map(({ part }) => names[part]).join(' and ')}`;
    return { tone: 'info', text, more: `This page renews itself. ${seen}` };
  }
  if (dead > 0) {
    const text = `${plural(dead, 'dead letter')} ${dead === 1 ? 'needs' : 'need'} a look`;
    return { tone: 'warning', text, more: seen };
  }
  return { tone: 'ok', text: active > 0 ? 'At work' : 'All is well', more: seen };
}

/** `GitHub: 3 installations.` */
function tellLook({ part, detail }: PartLook): string {
  return `${upper(names[part].replace(/^the /, ''))}: ${/[?!]$/.test(detail) ? detail : detail.replace(/[.\s]*$/, '.')}`;
}

function upper(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
