import type { Declaration } from '../../../../../src/docstring/declaration.ts';

/**
 * One line of facts: `public method Store.load<T>(a, b?, ...c) value yields throws:Error,? [overrides]`. What is absent or usual
 * is left out: `nothing` for what is returned, parentheses around no parameters.
 */
export function showDeclaration(one: Declaration): string {
  const names = one.parameters.map(
    ({ name, isOptional, isRest }) => `${isRest ? '...' : ''}${name || '_'}${isOptional ? '?' : ''}`,
  );
  return [
    one.isPublic ? 'public' : 'hidden',
    one.kind,
    one.symbol +
      (one.typeParameters.length > 0 ? `<${one.typeParameters.join(', ')}>` : '') +
      (names.length > 0 ? `(${names.join(', ')})` : ''),
    one.returns === 'nothing' ? '' : one.returns,
    one.yields ? 'yields' : '',
    one.throws.length > 0 ? `throws:${one.throws.map((type) => type || '?').join(',')}` : '',
    one.traits.length > 0 ? `[${one.traits.join(' ')}]` : '',
  ]
    .filter((word) => word !== '')
    .join(' ');
}
