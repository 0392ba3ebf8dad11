import { isGalleyError } from '../errors.ts';
import type { Message, PromptId, ReplySchema } from '../prompt/message.ts';
import { askOnce, rememberReplies, steady, type AskOnceContext } from './ask-once.ts';
import { failureOf, failureTold, sizeOf, tooLong, type AskFailure, type ModelReply } from './model-reply.ts';
import type { CallProgress, CompletionRequest, ModelCard } from './ports.ts';

/** A form: what is asked, and how a reply is read. */
export interface Form<T> {
  readonly id: PromptId;
  readonly messages: readonly Message[];
  /** Asks once more after a reply that could not be used. */
  readonly retry: (problem: string) => readonly Message[];
  readonly schema: ReplySchema;
  readonly parse: (text: string, stop: 'stop' | 'length') => ParsedForm<T>;
}

/** `cut`: the reply ran into its limit; what it said before still counts, but it is no whole answer. */
export type ParsedForm<T> =
  | { readonly ok: true; readonly value: T; readonly cut: boolean }
  | { readonly ok: false; readonly problem: string };

/** `failure` is empty when the form was filled in. */
export interface FilledForm<T> extends AskFailure {
  /** Undefined when no reply could be read; of a form that was cut off, what it said before. */
  readonly value: T | undefined;
  /** Replies used or tried, in order. */
  readonly replies: readonly ModelReply[];
}

export interface FillInContext extends AskOnceContext {
  readonly card: Pick<ModelCard, 'digest' | 'abilities'>;
  readonly promptTokens: number;
  readonly replyTokens: number;
  /** How freely the form is filled in. */
  readonly manner?: Pick<CompletionRequest, 'temperature' | 'seed'>;
  readonly onCall: (progress: CallProgress) => void;
}

/** Has a form filled in: cache first, then the model, one informed retry, then an honest failure. */
export async function fillIn<T>(form: Form<T>, context: FillInContext): Promise<FilledForm<T>> {
  const replies: ModelReply[] = [];
  let attempt = form.messages;
  let value: T | undefined;
  const size = sizeOf(attempt);
  if (size > context.promptTokens) return { ...tooLong(size, context.promptTokens), value, replies };
  try {
    for (;;) {
      const reply = await askAttempt(form, attempt, context);
      replies.push(reply);
      const parsed = form.parse(reply.completion.text, reply.completion.stop);
      if (parsed.ok) value = parsed.value;
      if (parsed.ok && !parsed.cut) {
        // Only replies that led to an answer are kept: what failed is asked again next time.
        await rememberReplies(replies, context.cache);
        return { ...failureTold(''), value, replies };
      }
      const problem = parsed.ok ? 'it was cut off' : parsed.problem;
      if (replies.length > 1)
        return { ...failureTold(`the model's reply could not be used: ${problem}`), value, replies };
      attempt = form.retry(problem);
    }
  } catch (error) {
    if (!isGalleyError(error)) throw error;
    return { ...failureOf(error, sizeOf(attempt)), value, replies };
  }
}

function askAttempt<T>(
  form: Form<T>,
  messages: readonly Message[],
  context: FillInContext,
): Promise<ModelReply> {
  const enforced = context.card.abilities.schema === 'enforced';
  const request = {
    messages,
    ...(enforced ? { schema: form.schema } : {}),
    maxTokens: context.replyTokens,
    ...(context.manner ?? steady),
    topTokens: 0,
    onProgress: context.onCall,
  };
  return askOnce(form.id, request, context);
}
