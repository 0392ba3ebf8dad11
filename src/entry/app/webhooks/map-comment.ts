import * as z from 'zod/mini';
import type { Command, CommentPlace, Errand } from '../../../review/jobs/errand.ts';
import { isBot, isInstalled, number, person, place, pullOf, type Place } from './payload-parts.ts';

/** What a comment asks for; undefined: nothing. */
export type ParseCommand = (body: string) => Command | undefined;

const comment = z.object({ id: number, body: z.nullable(z.string()), user: z.nullable(person) });

const conversationSchema = z.object({
  ...place,
  action: z.string(),
  issue: z.object({ number, pull_request: z.optional(z.nullable(z.unknown())) }),
  comment,
});

const lineSchema = z.object({
  ...place,
  action: z.string(),
  pull_request: z.object({ number }),
  comment,
});

/** A command in the conversation of a pull request. What is edited into a comment later is none. */
export function mapIssueComment(payload: unknown, parse: ParseCommand): readonly Errand[] {
  const event = conversationSchema.parse(payload);
  const { action, issue } = event;
  if (!isInstalled(event) || action !== 'created' || (issue.pull_request ?? null) === null) return [];
  return commandsOf(event, issue.number, event.comment, 'conversation', parse);
}

/** A command in a thread at lines. */
export function mapReviewComment(payload: unknown, parse: ParseCommand): readonly Errand[] {
  const event = lineSchema.parse(payload);
  if (!isInstalled(event) || event.action !== 'created') return [];
  return commandsOf(event, event.pull_request.number, event.comment, 'line', parse);
}

function commandsOf(
  event: Place,
  pull: number,
  { id, body, user }: z.output<typeof comment>,
  kind: CommentPlace['kind'],
  parse: ParseCommand,
): readonly Errand[] {
  // Of a deleted account nobody can say whether it may.
  if (user === null || isBot(user)) return [];
  const command = parse(body ?? '');
  if (command === undefined) return [];
  const of = { installation: event.installation.id, pull: pullOf(event, pull) };
  return [{ kind: 'command', ...of, command, by: user.login, comment: { id, kind } }];
}
