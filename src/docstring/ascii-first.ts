/** What Unicode's classes hold of ASCII, as a class of a regular expression has it. */
const classes: Readonly<Record<string, string>> = {
  L: 'A-Za-z',
  Lu: 'A-Z',
  Ll: 'a-z',
  Lt: '',
  Lo: '',
  M: '',
  N: '0-9',
  P: '!-#%-*,-\\/:;?@\\[-\\]_{}',
  S: '$+<=>^`|~',
  Default_Ignorable_Code_Point: '',
};

/**
 * The same expression, or for a text of ASCII alone one without Unicode's classes. V8 builds the tables of those at the first
 * use of each expression, which took a commit 50 ms; nearly all docs are plain ASCII.
 *
 * @param pattern with the flag `u`, of classes only those above, without state of its own (`lastIndex`)
 */
export function asciiFirst(pattern: RegExp): (text: string) => RegExp {
  const plain = new RegExp(plainSource(pattern.source), pattern.flags.replace('u', ''));
  return (text) => (isAscii(text) ? plain : pattern);
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

function plainSource(source: string): string {
  let isInClass = false;
  return source.replace(/\\p\{(\w+)\}|\\.|[[\]]/gs, (token, name: string | undefined) => {
    if (name === undefined) {
      if (token === '[') isInClass = true;
      if (token === ']') isInClass = false;
      return token;
    }
    const held = classes[name];
    if (held === undefined) throw new RangeError(`\\p{${name}} has no class of ASCII`);
    if (isInClass) return held;
    return held === '' ? '(?!)' : `[${held}]`;
  });
}
