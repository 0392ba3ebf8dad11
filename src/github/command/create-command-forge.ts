import type { CommandForge } from '../../review/jobs/app-ports.ts';
import { mayWrite } from '../conversation/may-write.ts';
import { readPullRequest } from '../read-pull-request.ts';
import { acknowledge } from './acknowledge.ts';
import type { CommandContext } from './command-context.ts';
import { readOpenFindings, readThread } from './read-thread.ts';
import { replyOnce } from './reply-once.ts';
import { suggestOnce } from './suggest-once.ts';

/** A pull request on GitHub, as commands see it. */
export function createCommandForge(context: CommandContext): CommandForge {
  const { client, address } = context;
  return {
    readPullRequest: (signal) => readPullRequest(client, address, signal),
    acknowledge: (place, signal) => acknowledge(context, place, signal),
    reply: (place, body, key, signal) => replyOnce(context, place, body, key, signal),
    mayWrite: (login, signal) => mayWrite(context, login, signal),
    readThread: (place, signal) => readThread(context, place, signal),
    readOpenFindings: (signal) => readOpenFindings(context, signal),
    suggest: (findings, pull, signal) => suggestOnce(context, findings, pull, signal),
  };
}
