import type { CommandJob, CommandPorts } from './command-ports.ts';
import { replyTo } from './reply-to.ts';

const commands: readonly (readonly [command: string, what: string])[] = [
  ['review', 'reviews the newest push, also when it has its review'],
  ['docs', 'suggests doc comments for what the change adds without one, each proved to change no code'],
  ['tests', 'suggests tests for what the change adds and no test reaches, each run before it is shown'],
  ['explain RULE', 'what a rule or a question to the model is about'],
  ['dismiss REASON', 'below a finding: it is told no more. The author may say so too'],
  ['why', 'below a finding: what decided it. Elsewhere: what the last review did, and what it left out'],
  ['pause', 'pushes are not reviewed any more'],
  ['resume', 'they are again'],
  ['help', 'this list'],
];

/** `/galley help`, and what is no command of ours. */
export async function tellHelp(job: CommandJob, ports: CommandPorts): Promise<void> {
  const rows = commands.map(([command, what]) => `- \`/galley ${command}\`: ${what}`);
  const head = 'At the start of a line, from people who may write to this repository:';
  await replyTo(job, 'help', [head, rows.join('\n')].join('\n\n'), ports);
}
