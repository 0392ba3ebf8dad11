import { renderCodeBlock, renderCodeSpan } from '../../../safety/escape-markdown.ts';
import type { CommandJob, CommandPorts, Explanation, UnknownRule } from './command-ports.ts';
import { replyTo } from './reply-to.ts';

/** `/galley explain RULE`: what it says, as `galley explain` prints it. In a thread of ours without a name: of that finding. */
export async function explainRule(name: string, job: CommandJob, ports: CommandPorts): Promise<void> {
  const { forge, signal } = ports;
  const { comment } = job.errand;
  const asked = name === '' && comment ? ((await forge.readThread(comment, signal))?.rule ?? '') : name;
  const body =
    asked === ''
      ? 'Write `/galley explain RULE`: the rule stands in the small print of a finding.'
      : renderExplained(asked, await ports.explain(asked, signal));
  await replyTo(job, 'explain', body, ports);
}

function renderExplained(name: string, found: Explanation | UnknownRule): string {
  if ('text' in found) return renderCodeBlock(found.text.trimEnd());
  const said = `There is no rule or probe ${renderCodeSpan(name)}.`;
  if (found.near.length === 0) return `${said} The rule of a finding stands in its small print.`;
  return `${said} Nearest: ${found.near.map(renderCodeSpan).join(', ')}.`;
}
