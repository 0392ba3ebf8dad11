import type { Settings } from '../../config/schema.ts';
import type { DocumentOptions } from '../../review/document-text.ts';

/** What the settings want documented, and how. */
export function documentOptions({ docs }: Settings): Omit<DocumentOptions, 'added'> {
  return {
    scope: docs.private ? 'all' : 'public',
    runtimeDocs: docs.runtime,
    style: {},
    isFiltered: true,
  };
}
