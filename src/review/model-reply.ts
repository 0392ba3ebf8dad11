import { estimateTokens } from '../change/estimate-tokens.ts';
import { describeFailure, type ErrorCode, type GalleyError } from '../errors.ts';
import type { Message } from '../prompt/message.ts';
import type { Completion } from './ports.ts';

/** A reply that was used or tried. */
export interface ModelReply {
  readonly key: string;
  readonly completion: Completion;
  readonly cached: boolean;
}

/** Why something was not answered. */
export interface AskFailure {
  /** For people. */
  readonly failure: string;
  /** Where an error caused it. */
  readonly failureCode: ErrorCode | undefined;
  /** What the user can do about it; empty where nothing is known. */
  readonly todo: string;
  /** Our estimate of the tokens of each prompt that was sent and whose reply never came whole. */
  readonly lostPrompts: readonly number[];
}

/** Failures before a prompt has left; a busy server turns it away unread. */
const unsent: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'server-unreachable',
  'host-not-allowed',
  'model-not-local',
  'engine-missing',
  'prompt-too-long',
  'model-busy',
]);

/** A failure without an error behind it; of an empty text: none. */
export function failureTold(failure: string, todo = ''): AskFailure {
  return { failure, failureCode: undefined, todo, lostPrompts: [] };
}

/** @param size estimated tokens of the prompt that failed */
export function failureOf(error: GalleyError, size: number): AskFailure {
  return {
    failure: describeFailure(error),
    failureCode: error.code,
    todo: error.todo,
    lostPrompts: unsent.has(error.code) ? [] : [size],
  };
}

/** Our estimate of the tokens of a whole prompt. */
export function sizeOf(messages: readonly Message[]): number {
  return messages.reduce((sum, message) => sum + estimateTokens(message.content), 0);
}

/** Of a prompt that cannot be made short enough. */
export function tooLong(size: number, promptTokens: number): AskFailure {
  return failureTold(
    `its smallest piece needs about ${size} tokens, the budget is ${promptTokens}`,
    'Raise --prompt-tokens where the window allows.',
  );
}
