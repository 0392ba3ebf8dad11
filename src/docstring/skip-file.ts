import { excludedByName } from '../change/exclude-by-name.ts';
import { hasGeneratedHeader, headerSize } from '../change/generated-header.ts';
import { isTestPath } from '../change/is-test-path.ts';

/** Why no docs are written into a file, in words for people; undefined when they may be. */
export function whySkipFile(path: string, text: string): string | undefined {
  const excluded = excludedByName({ path }, {});
  if (excluded !== undefined) return excluded;
  if (isTestPath(path)) return 'tests';
  if (path.endsWith('.pyi')) return 'a stub: its docs stand with the code';
  if (hasGeneratedHeader(text.split('\n', headerSize))) return 'generated';
  return text.includes('\0') ? 'not a text' : undefined;
}
