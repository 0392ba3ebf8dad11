import type { Log } from '../../log.ts';
import { escapeMarkdown } from '../../safety/escape-markdown.ts';
import type { CheckHandle, DroppedCheck } from '../../review/forge-ports.ts';
import { actionsFor } from './check-actions.ts';
import type { CheckContext } from './check-context.ts';
import { fitOutput } from './check-output.ts';

/** A run that was stopped still ends its check, but not for long. */
const dropMs = 10_000;

/** Between two words about progress, in milliseconds: each is a write, and GitHub counts those. */
const progressMs = 30_000;

/** A check that is under way. What it says on the way is no result, so that a failure to say it is none. */
export function checkHandle(id: number, context: CheckContext, log: Log): CheckHandle {
  const { client, address, time, signal } = context;
  let nextAt = time.now() + progressMs;
  const update = async (
    fields: object,
    text: string,
    until: AbortSignal,
    summary = escapeMarkdown(text),
  ): Promise<void> => {
    const output = fitOutput({ title: text, summary, text: '' });
    await client.rest.checks.update({
      ...address,
      check_run_id: id,
      ...fields,
      output,
      request: { signal: until },
    });
  };
  return {
    id,
    async progress(text) {
      if (time.now() < nextAt) return;
      nextAt = time.now() + progressMs;
      await update({}, text, signal).catch(() => log.debug('progress of the check was not written', { id }));
    },
    async drop(reason, told) {
      const actions = actionsFor(told?.isHeard === true ? 'check' : 'none');
      const end = { status: 'completed', conclusion: 'neutral', actions: [...actions] };
      await update(end, reason, AbortSignal.timeout(dropMs), told && summaryOf(reason, told)).catch(() =>
        log.warn('the check was not ended', { id }),
      );
    },
  };
}

function summaryOf(reason: string, { lines, next }: DroppedCheck): string {
  const list = lines.map((line) => `- ${escapeMarkdown(line)}`).join('\n');
  return [escapeMarkdown(reason), list, next].filter((part) => part !== '').join('\n\n');
}
