import { languageOf } from '../change/chunk-language.ts';
import type { Chunk } from '../change/chunk.ts';
import type { LineRange } from '../change/outline-lines.ts';
import { isGalleyError } from '../errors.ts';
import type { Suggestion } from '../finding/finding.ts';
import { fixId, renderFix } from '../prompt/fix/prompt.ts';
import { parseFix } from '../prompt/fix/reply.ts';
import { askClaim, type RefuteContext } from './ask-claim.ts';
import { askOnce, rememberReplies, steady } from './ask-once.ts';
import type { LocatedClaim } from './locate-claims.ts';
import type { ModelReply } from './model-reply.ts';
import type { RuleEngine } from './ports.ts';
import { proveSuggestion } from './prove-suggestion.ts';

export interface SuggestedFix {
  readonly suggestion: Suggestion | null;
  readonly replies: readonly ModelReply[];
}

/**
 * Asks for other text in place of the quoted lines and proves it: it parses, and the model believes less in the claim once it
 * stands there. A fix is an extra: a call that fails costs the fix, not the finding.
 */
export async function suggestFix(
  located: LocatedClaim,
  engine: RuleEngine,
  context: RefuteContext,
): Promise<SuggestedFix> {
  const { claim, place, chunk, prepared } = located;
  const { headText, file } = prepared;
  const replies: ModelReply[] = [];
  if (headText === undefined || context.stopReason() !== '') return { suggestion: null, replies };
  try {
    const reply = await askFix(located, context);
    replies.push(reply);
    const replacement = parseFix(reply.completion.text, place.quote);
    if (replacement === undefined) return { suggestion: null, replies };
    const lines = { first: place.startLine, last: place.endLine };
    const language = languageOf(file.path);
    const suggestion = await proveSuggestion(
      { text: headText, lines, replacement },
      {
        countErrors: async (text) =>
          (await engine.match({ language, text, rules: [], countErrors: true })).errors,
        score: async (text) => {
          // Of the fixed code the claim has to be about what now stands there: a quote that is gone proves nothing.
          const isOld = text === headText;
          const asked = await askClaim(
            isOld ? chunk : fixedChunk(chunk, lines, replacement),
            { ...claim, quote: isOld ? place.quote : replacement },
            context,
          );
          replies.push(...asked.replies);
          return asked.score;
        },
      },
    );
    return { suggestion: suggestion ?? null, replies };
  } catch (error) {
    if (isGalleyError(error)) return { suggestion: null, replies };
    throw error;
  }
}

async function askFix({ claim, place, chunk }: LocatedClaim, context: RefuteContext): Promise<ModelReply> {
  const messages = renderFix(chunk, { ...claim, quote: place.quote });
  const request = { messages, maxTokens: context.replyTokens, ...steady, topTokens: 0 };
  const reply = await askOnce(fixId, request, context);
  await rememberReplies([reply], context.cache);
  return reply;
}

/** The Chunk with other text in place of some of its head lines. */
function fixedChunk(chunk: Chunk, { first, last }: LineRange, replacement: string): Chunk {
  const [start, ...rest] = replacement.split('\n');
  const lines = chunk.lines.flatMap((line) => {
    const at = line.side === 'base' ? undefined : line.headLine;
    if (at === undefined || at < first || at > last) return [line];
    if (at > first) return [];
    return [start ?? '', ...rest].map((text) => ({ ...line, text }));
  });
  return { ...chunk, lines };
}
