import type { FileHits, FunctionHits, Place } from './report.ts';

/**
 * Functions of a report that knows the line of their name, put onto those of a map: the one there with that name, else the
 * first that is not taken. Those of the map that the report does not list are left out.
 */
export function matchFunctions({ functions }: FileHits, map: FileHits): FunctionHits[] {
  const open = [...functions];
  return map.functions.flatMap((fn): FunctionHits[] => {
    const here = open.filter(({ declaration }) => isOnLine(declaration, fn));
    const found = here.find(({ name }) => name === fn.name) ?? here[0];
    if (found === undefined) return [];
    open.splice(open.indexOf(found), 1);
    return [{ ...fn, name: fn.name || found.name, hits: found.hits }];
  });
}

function isOnLine({ startLine }: Place, { declaration, body }: FunctionHits): boolean {
  return startLine >= declaration.startLine && startLine <= body.startLine;
}
