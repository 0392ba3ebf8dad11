import type { Declaration } from '../../../../src/docstring/declaration.ts';
import type { DocProse } from '../../../../src/docstring/prose.ts';
import type { Random } from '../../../doubles/diff-oracle/seeded-random.ts';

/** What a good model might say of anything. */
export function benignProse({ parameters, typeParameters, returns, yields, throws }: Declaration): DocProse {
  const names = parameters
    .flatMap(({ name, properties }) => [name, ...properties])
    .filter((name) => name !== '');
  return {
    summary: 'Settles what the surrounding rooms rely upon, before the lights go out.',
    params: Object.fromEntries(
      [...names, ...typeParameters].map((name) => [name, 'what the caller brings along']),
    ),
    returns: returns === 'value' || yields ? 'whatever was settled' : '',
    throws: throws.map((type) => ({ type, text: 'when the lights are out already' })),
  };
}

/** Ends comments and strings, starts tags, breaks lines, hides or reorders text, in one language or another. */
const pieces = [
  '*/', '*/ evil();', '/*', '**/', '"""', '"""\nevil()\n"""', "'''", '\\', '\\"""', '\\N{DASH}', '\\N{', '\\u002a\\u002f', '\\u002A/',
  '\\uuu002a/', '\\u', '\\x', '\\d', '@deprecated', '@internal ', '{@link x}', '{@', '@param x', '@', 'Deprecated: no', '\r\n', '\n', '\r',
  '\u2028', '\u2029', '\u0085', '\v', '\f', '\0', '\u202e', '\u2067', '\u200f', '\u200b', '\ufeff', '\ud83d', '\udc00', '\u{e0041}', '🙂',
  '👩‍👩‍👧', 'é', '漢字', '<script>alert(1)</script>', '</summary>', '<inheritdoc/>', '&', '&amp;', '&#42;&#47;', ']]>', '<![CDATA[', '<!--', '`', '```',
  '```\nevil()\n```', '~~~', '>>> evil()', 'Example:\n  evil()', 'Args:', ':type x: y', '.. include:: x', '+build x', '//go:embed x', '//',
  '///', '#', '#if X', '#endregion', '!', '\t', '  ', '-- ', '- x', '1. x', '# Panics', '=====', '$&', '$1', '${x}', '%s', '{', '}', '?>', '<?',
  'x'.repeat(400), '漢'.repeat(300), 'word '.repeat(200), 'The rate. ', 'e.g. ', '|', '_', 'Returns: ', 'constructor', '__proto__',
]; // prettier-ignore

export function hostileText(random: Random): string {
  const count = 1 + random.below(6);
  return Array.from({ length: count }, () => random.pick(pieces)).join(random.pick(['', ' ', ' and ']));
}

/** What no model should say. A part may be nothing at all when it is cleaned. */
export function hostileProse({ parameters, typeParameters, throws }: Declaration, random: Random): DocProse {
  const names = [...parameters.flatMap(({ name, properties }) => [name, ...properties]), ...typeParameters];
  const text = (): string => hostileText(random);
  return {
    summary: random.once(3) ? text() : `Counts ${text()}`,
    params: Object.fromEntries([...names, text()].map((name) => [name, text()])),
    returns: text(),
    throws: [...throws, 'Error', text()].map((type) => ({ type, text: text() })),
  };
}
