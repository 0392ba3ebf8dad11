import { escapeMarkdown, renderCodeBlock, renderCodeSpan } from '../../../safety/escape-markdown.ts';
import type { ToldFinding } from '../app-ports.ts';
import type { PullKey } from '../errand.ts';
import type { ReviewRecord } from '../job-store.ts';
import type { CommandJob, CommandPorts } from './command-ports.ts';
import { replyTo } from './reply-to.ts';

/** `/galley why`: below a finding what decided it, elsewhere what the last review did and left out. */
export async function tellWhy(job: CommandJob, ports: CommandPorts): Promise<void> {
  const { forge, signal } = ports;
  const { comment, pull } = job.errand;
  const finding = comment && (await forge.readThread(comment, signal));
  const body =
    finding === undefined ? renderRecord(await lastRecord(pull, ports)) : await renderFinding(finding, ports);
  await replyTo(job, 'why', body, ports);
}

async function renderFinding(finding: ToldFinding, { explain, signal }: CommandPorts): Promise<string> {
  const { rule, confidence, proof, fingerprint } = finding;
  const short = rule.slice(rule.indexOf('/') + 1);
  // What a model wrote follows no rule that could be explained.
  const isRule = rule !== '' && !rule.startsWith('model/');
  const found = isRule ? await explain(rule, signal) : undefined;
  const rows = [
    rule === ''
      ? 'Decided by: its comment does not tell any more'
      : `Decided by: ${renderCodeSpan(rule)}${rule.startsWith('model/') ? ', what the model wrote about these lines' : ''}`,
    `Confidence: ${confidence === '' ? 'nobody has measured any' : escapeMarkdown(confidence)}`,
    proof === '' ? 'Quick fix: none' : `Quick fix: proved so far that ${escapeMarkdown(proof)}`,
    `Silence: ${renderCodeSpan('/galley dismiss REASON')} here, or ${renderCodeSpan(`galley-ignore-next-line ${short} -- REASON`)} in a comment above the line`,
    `Fingerprint: ${renderCodeSpan(fingerprint)}`,
  ];
  const list = rows.map((row) => `- ${row}`).join('\n');
  return found !== undefined && 'text' in found
    ? `${list}\n\n${renderCodeBlock(found.text.trimEnd())}`
    : list;
}

/** Jobs looked through for one with a review: commands are among them. */
const mostJobs = 50;

async function lastRecord(
  pull: PullKey,
  { records }: Pick<CommandPorts, 'records'>,
): Promise<ReviewRecord | undefined> {
  const { rows } = await records.jobs({ pull }, { offset: 0, limit: mostJobs });
  const last = rows.find(({ verdict }) => verdict !== undefined);
  return last && (await records.job(last.id))?.record;
}

const mostFiles = 30;

/** What a review leaves in the store, for people. */
export function renderRecord(record: ReviewRecord | undefined): string {
  if (record === undefined) return 'No review of this pull request is known here yet.';
  const { head, verdict, isComplete, files, model, quantisation, tokens, seconds, calls, cacheHits } = record;
  const reviewed = files.filter(({ state }) => state === 'reviewed').length;
  const left = files.filter(({ state }) => state !== 'reviewed');
  const name =
    model === undefined ? 'none' : renderCodeSpan(`${model}${quantisation ? ` ${quantisation}` : ''}`);
  const rows = [
    `Reviewed: ${renderCodeSpan(head.slice(0, 12))}, verdict ${verdict}${isComplete ? '' : ', not complete'}`,
    `Files: ${reviewed} of ${files.length}, ${record.changedLines} changed lines`,
    `Model: ${name}, ${calls} calls, ${cacheHits} answered from the cache`,
    `Tokens: ${tokens.prompt} sent, ${tokens.evaluated} evaluated, ${tokens.reply} written`,
    `Seconds: ${seconds.total.toFixed(1)}, of which ${seconds.ask.toFixed(1)} for the model`,
    ...(record.coverage === null
      ? ['Coverage: not measured']
      : [`Coverage: ${record.coverage.covered} of ${record.coverage.total} added arms`]),
  ];
  return [
    rows.map((row) => `- ${row}`).join('\n'),
    ...(left.length === 0 ? [] : [`Left out:\n\n${left.slice(0, mostFiles).map(renderLeft).join('\n')}`]),
    ...(left.length > mostFiles ? [`And ${left.length - mostFiles} more.`] : []),
    ...(record.problems.length === 0
      ? []
      : [
          `Problems:\n\n${record.problems
            .slice(0, mostFiles)
            .map((one) => `- ${escapeMarkdown(one)}`)
            .join('\n')}`,
        ]),
  ].join('\n\n');
}

function renderLeft({ path, state, reason }: ReviewRecord['files'][number]): string {
  return `- ${renderCodeSpan(path)}: ${state === 'excluded' ? 'by policy, ' : ''}${escapeMarkdown(reason)}`;
}
