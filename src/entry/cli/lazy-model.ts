import type { Model } from '../../review/ports.ts';

/** A Model that is opened by its first use: an empty change then loads no backend and meets no server. */
export function lazyModel(open: () => Promise<Model>): Model {
  let opening: Promise<Model> | undefined;
  let opened: Model | undefined;
  const model = async (): Promise<Model> => {
    opening ??= open();
    opened = await opening;
    return opened;
  };
  return {
    describe: async (signal) => (await model()).describe(signal),
    countTokens: (text) => opened?.countTokens(text) ?? text.length,
    complete: async (request) => (await model()).complete(request),
    // One that could not be opened has nothing to close, and its failure went to who asked for it.
    close: async () => {
      const model = await opening?.catch(() => undefined);
      await model?.close();
    },
  };
}
