import type { Log } from '../log.ts';

/** Works with the tools of a language; undefined where it has none. */
export type UseTools<Tools> = <Result>(
  language: string,
  work: (tools: Tools) => Result,
) => Promise<Result | undefined>;

/**
 * Loads the tools of a language once, when they are first needed. Those that could not be loaded, or that failed while they were at
 * work, are not used again: one warning says so.
 */
export function keepTools<Tools>(load: (language: string) => Promise<Tools>, log: Log): UseTools<Tools> {
  const kept = new Map<string, Promise<Tools | undefined>>();

  function toolsOf(language: string): Promise<Tools | undefined> {
    const known = kept.get(language);
    if (known !== undefined) return known;
    const loading = load(language).catch((error: unknown) => {
      log.warn('parser not usable', { language, reason: reasonOf(error) });
      return undefined;
    });
    kept.set(language, loading);
    return loading;
  }

  return async (language, work) => {
    const tools = await toolsOf(language);
    if (tools === undefined) return undefined;
    try {
      return work(tools);
    } catch (error) {
      // A grammar that trapped leaves its memory in an unknown state: never use it again.
      kept.set(language, Promise.resolve(undefined));
      log.warn('parser failed', { language, reason: reasonOf(error) });
      return undefined;
    }
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
