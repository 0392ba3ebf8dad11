import type { Settings } from '../../config/schema.ts';
import type { DocumentOptions } from '../../review/document-text.ts';

/** What the settings want documented, and how. @param style that of the repository; empty where nothing is written */
export function documentOptions(
  { docs }: Settings,
  style: DocumentOptions['style'] = {},
): Omit<DocumentOptions, 'added'> {
  return {
    scope: docs.private ? 'all' : 'public',
    runtimeDocs: docs.runtime,
    style,
    isFiltered: true,
  };
}
