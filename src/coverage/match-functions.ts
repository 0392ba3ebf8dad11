import type { FileHits, FunctionHits } from './report.ts';

/**
 * Functions of a report that knows one of their lines, put onto those of a map: the innermost one around that line with that
 * name, else the first on that line that is not taken. Those of the map that the report does not list are left out.
 */
export function matchFunctions({ functions }: FileHits, map: FileHits): FunctionHits[] {
  const found = new Map<FunctionHits, FunctionHits>();
  for (const reported of functions) {
    const line = reported.declaration.startLine;
    const open = map.functions.filter((fn) => !found.has(fn));
    const around = open.filter(
      ({ declaration, body }) => declaration.startLine <= line && line <= body.endLine,
    );
    const named = reported.name === '' ? undefined : around.findLast(({ name }) => name === reported.name);
    const own = named ?? around.find(({ body }) => line <= body.startLine);
    if (own !== undefined) found.set(own, { ...own, name: own.name || reported.name, hits: reported.hits });
  }
  return map.functions.flatMap((fn) => found.get(fn) ?? []);
}
