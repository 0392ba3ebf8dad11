import { GalleyError } from '../../src/errors.ts';
import type { Model, ReplyCache } from '../../src/review/ports.ts';
import type { Replay } from './replay-file.ts';

/** Part of the message of a run that cannot be re-checked because of whose code its replies hold. */
export const withheldReason = 'it may hold code of other people';

/** A cache that has the replies of a file, and a Model that can only say what it was: nothing is ever asked. */
export function openReplay({ card, replies, withheld }: Replay): { model: Model; cache: ReplyCache } {
  let isWithheld = false;
  return {
    model: {
      describe: async () => card,
      countTokens: (text) => Math.ceil(text.length / 3),
      complete: async () => {
        throw new GalleyError('server-refused', {
          what: 'The replay file has no such reply',
          why: isWithheld ? withheldReason : 'the prompts are not those that were recorded',
        });
      },
      close: async () => {},
    },
    cache: {
      get: async (key) => {
        isWithheld = withheld.has(key);
        return replies.get(key);
      },
      put: async () => {},
    },
  };
}
