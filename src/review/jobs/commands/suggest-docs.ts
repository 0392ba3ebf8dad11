import { escapeMarkdown, renderCodeBlock } from '../../../safety/escape-markdown.ts';
import type { DocumentedChange } from '../../document-change.ts';
import type { CommandJob, CommandPorts } from './command-ports.ts';
import { describeNotNow } from './review-again.ts';
import { replyTo } from './reply-to.ts';

/** `/galley docs`: suggestions where the diff shows their lines, and one reply that tells the rest. */
export async function suggestDocs(job: CommandJob, ports: CommandPorts): Promise<void> {
  const { forge, findDocs, signal } = ports;
  const pull = await forge.readPullRequest(signal);
  if (pull.state !== 'open')
    return replyTo(job, 'docs', `No docs are suggested: ${describeNotNow(pull) ?? ''}`, ports);
  const found = await findDocs(pull, signal);
  const suggested = found.findings.length === 0 ? 0 : await forge.suggest(found.findings, pull, signal);
  await replyTo(job, 'docs', renderFoundDocs(found, suggested), ports);
}

/** @param suggested comments that stand there now */
export function renderFoundDocs(
  { undocumented, patch, patched, reasons }: DocumentedChange,
  suggested: number,
): string {
  if (undocumented === 0) return 'Nothing that this change adds lacks a doc comment.';
  const sum = `${count(undocumented, 'declaration')} of this change without a doc comment: ${suggested} suggested at their lines, ${patched} as a patch, ${undocumented - suggested - patched} left. Each was proved to change no code.`;
  const left = reasons.map(({ reason, count: times }) => `- ${times}: ${escapeMarkdown(reason)}`);
  return [
    sum,
    ...(patch === ''
      ? []
      : [fold('As a patch, for <code>git apply</code>', renderCodeBlock(patch.trimEnd()))]),
    ...(left.length === 0 ? [] : [fold('What was left, and why', left.join('\n'))]),
  ].join('\n\n');
}

function fold(summary: string, content: string): string {
  return `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
