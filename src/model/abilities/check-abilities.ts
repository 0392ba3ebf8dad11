import { isGalleyError } from '../../errors.ts';
import type { Message } from '../../prompt/message.ts';
import type { Abilities, Completion, CompletionRequest, TokenCounts } from '../../review/ports.ts';
import type { AbilityStore } from './ability-store.ts';
import { fieldsOf, parseJson } from '../read-fields.ts';

/** Rises with any change of the check, so that old results are asked for again. */
const checkVersion = 1;

export interface AbilityCheck {
  readonly store: AbilityStore;
  /** Server product, its version and the model's digest. */
  readonly key: readonly string[];
  readonly canThink: boolean;
  /** Six lower-case letters or digits that nobody can guess. */
  readonly secret: string;
  readonly signal: AbortSignal;
  readonly complete: (request: CompletionRequest) => Promise<Completion>;
  /** Our own count of a prompt's tokens, for a reply that did not come whole. */
  readonly countPrompt: (messages: readonly Message[]) => number;
}

export interface CheckedAbilities {
  readonly abilities: Abilities;
  /** Tokens of the call, our own count where its reply was of no use; null when the store knew. */
  readonly check: TokenCounts | null;
}

/**
 * What the server really does, found by one call of about 30 prompt tokens and kept in the store: the schema holds
 * a random constant that the prompt does not, so only a server that enforces schemas can answer with it.
 */
export async function checkAbilities(check: AbilityCheck): Promise<CheckedAbilities> {
  const key = [...check.key, `check-${checkVersion}`].join('|');
  const known = await check.store.get(key);
  if (known) return { abilities: known, check: null };
  const reply = await askForSecret(check);
  const abilities: Abilities = {
    schema: reply && holdsSecret(reply.text, check.secret) ? 'enforced' : 'ignored',
    tokenProbabilities: (reply?.probabilities.length ?? 0) > 0,
    thinking: check.canThink,
  };
  // Without a reply nothing is known for good: ask again next time.
  if (reply) await check.store.put(key, abilities);
  const lost = { prompt: check.countPrompt(question), evaluated: undefined, reply: 0 };
  return { abilities, check: reply?.tokens ?? lost };
}

const question: readonly Message[] = [
  { role: 'user', content: 'Reply with a JSON object that has one key, "code".' },
];

async function askForSecret(check: AbilityCheck): Promise<Completion | undefined> {
  try {
    return await attempt(check, true);
  } catch (error) {
    // Some servers answer 400 to a schema or to logprobs: then a plain call must work, or the server is of no use.
    if (!isGalleyError(error) || error.code !== 'server-refused') throw error;
    return await attempt(check, false);
  }
}

async function attempt(check: AbilityCheck, isFull: boolean): Promise<Completion | undefined> {
  const request = {
    messages: question,
    maxTokens: 32,
    temperature: 0,
    seed: 1,
    signal: check.signal,
  };
  const schema = {
    type: 'object',
    properties: { code: { type: 'string', const: check.secret } },
    required: ['code'],
    additionalProperties: false,
  };
  try {
    return await check.complete(isFull ? { ...request, schema, topTokens: 2 } : { ...request, topTokens: 0 });
  } catch (error) {
    // A useless reply is an answer too: this server does not enforce the schema.
    if (isGalleyError(error) && ['reply-empty', 'reply-repeats', 'reply-broken'].includes(error.code)) {
      return undefined;
    }
    throw error;
  }
}

function holdsSecret(text: string, secret: string): boolean {
  // A cut reply may lack its last brace and still show the constant.
  return fieldsOf(parseJson(text))['code'] === secret || text.includes(`"${secret}"`);
}
