import { documentText, type DocumentOptions, type DocumentPorts } from '../../review/document-text.ts';
import type { CodeFile } from './read-scope.ts';

export interface WarmPorts extends DocumentPorts {
  /** Ends it before the next question. */
  readonly signal: AbortSignal;
}

/**
 * Has all declarations of some files described, again and again, until a pass meets none that is new: files are edited
 * meanwhile. What is said is thrown away here: who answers keeps it.
 *
 * @param readFiles the files as they are now
 * @returns how many declarations were asked about
 */
export async function warmPasses(
  readFiles: () => Promise<readonly CodeFile[]>,
  options: Omit<DocumentOptions, 'added'>,
  { signal, ...asking }: WarmPorts,
): Promise<number> {
  const known = new Set<string>();
  const ports: DocumentPorts = {
    ...asking,
    describe: async (code) => {
      const { span } = code.declaration;
      const key = `${code.path}\0${code.text.slice(span.start, span.end)}`;
      if (known.has(key) || signal.aborted) return { failure: 'not asked' };
      known.add(key);
      return asking.describe(code);
    },
  };
  for (let before = -1; known.size > before && !signal.aborted;) {
    before = known.size;
    for (const { path, text, added } of await readFiles()) {
      if (signal.aborted) break;
      await documentText({ path, text }, { ...options, added }, ports);
    }
  }
  return known.size;
}
