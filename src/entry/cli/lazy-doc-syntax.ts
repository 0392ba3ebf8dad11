import type { Log } from '../../log.ts';
import type { DocSyntax } from '../../review/ports.ts';

/** Parsers of declarations, loaded by the first file that is asked about: most reviews ask about none. */
export function lazyDocSyntax(log: Log): DocSyntax {
  let opening: Promise<DocSyntax> | undefined;
  const open = async (): Promise<DocSyntax> => (await import('../docs/open-doc-tools.ts')).openDocSyntax(log);
  return { read: async (path, text) => (await (opening ??= open())).read(path, text) };
}
