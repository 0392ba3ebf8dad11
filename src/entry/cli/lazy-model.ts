import type { Model } from '../../review/ports.ts';

/** A Model that is opened by its first use: an empty change then loads no backend and meets no server. */
export function lazyModel(open: () => Promise<Model>): Model {
  let opened: Model | undefined;
  return {
    async describe(signal) {
      opened ??= await open();
      return opened.describe(signal);
    },
    countTokens: (text) => opened?.countTokens(text) ?? text.length,
    async complete(request) {
      opened ??= await open();
      return opened.complete(request);
    },
    close: async () => opened?.close(),
  };
}
