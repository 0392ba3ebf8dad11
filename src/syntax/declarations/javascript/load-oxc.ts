import type { parseSync } from 'oxc-parser';
import type { Log } from '../../../log.ts';

export interface Oxc {
  readonly parseSync: typeof parseSync;
}

/**
 * The parser, loaded by the first call. Undefined where there is no build for the platform or it was left out of the
 * installation (`npm install --omit=optional`): logged as a warning, once.
 */
export function oxcLoader(log: Log): () => Promise<Oxc | undefined> {
  let loading: Promise<Oxc | undefined> | undefined;
  const load = (): Promise<Oxc | undefined> =>
    import('oxc-parser').catch((error: unknown) => {
      const reason = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
      log.warn('no parser for the docs of JavaScript and TypeScript', { package: 'oxc-parser', reason });
      return undefined;
    });
  return () => (loading ??= load());
}
