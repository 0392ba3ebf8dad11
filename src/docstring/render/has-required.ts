import type { Declaration } from '../declaration.ts';
import type { DocStyle } from '../style.ts';
import type { DocParts } from './doc-to-render.ts';

/** Whether a doc has all that the repository's linter looks for: a doc that it complains about is worse than none. */
export function hasRequired(parts: DocParts, declaration: Declaration, { required }: DocStyle): boolean {
  return (
    (!required.includes('params') || parts.params.length === tagsOf(declaration)) &&
    (!required.includes('returns') || parts.returns !== '' || !gives(declaration))
  );
}

/** One for each parameter, one more for each name that a pattern takes out. */
function tagsOf({ kind, parameters }: Declaration): number {
  if (!/^(?:function|method|constructor)$/.test(kind)) return 0;
  return parameters.reduce((sum, { properties }) => sum + 1 + properties.length, 0);
}

function gives({ kind, returns, yields }: Declaration): boolean {
  return /^(?:function|method|getter)$/.test(kind) && (returns === 'value' || yields);
}
