/** Says which elements of an XML text are passed over without being taken apart. */
export interface Sieve {
  /** Names of elements that may be passed over. None may contain another of its own name. */
  readonly elements: readonly string[];
  /** Whether what it says is wanted, by its first tag as text: `<class name="a" filename="b">`. */
  readonly wants: (tag: string) => boolean;
}

/** Lets through text but for elements that nobody wants, lazily: a tag is asked about when all before it was taken. */
export interface SieveStream {
  take(piece: string): Generator<string>;
  /** What was held back for a tag that did not end. */
  end(): string;
}

/**
 * Passes over elements at the speed of a text search. Exact, since `<` is always escaped in values, so that `</class>` can
 * stand for nothing else outside of comments and CDATA; the first of either stops the passing over, for good.
 *
 * @param fail called for a comment or CDATA in an element that is passed over, where it could hide the end
 */
export function createSieve({ elements, wants }: Sieve, fail: (why: string) => never): SieveStream {
  const names = elements.join('|');
  const opening = new RegExp(`<(?:${names})(?=[\\s/>])`, 'g');
  const wholeTag = new RegExp(`<(${names})(?:[^<>"']|"[^"]*"|'[^']*')*>`, 'y');
  let rest = '';
  /** Ends the element that is passed over. */
  let closing: string | undefined;
  let isOff = false;

  function* take(piece: string): Generator<string> {
    if (isOff) {
      yield piece;
      return;
    }
    const text = rest + piece;
    rest = '';
    let at = 0;
    while (at < text.length) {
      if (closing !== undefined) {
        const end = text.indexOf(closing, at);
        const part = end < 0 ? text.slice(at) : text.slice(at, end);
        if (part.includes('<!')) fail('a comment stands where no tool writes one');
        if (end < 0) return;
        at = end + closing.length;
        closing = undefined;
        continue;
      }
      opening.lastIndex = at;
      const start = opening.exec(text)?.index ?? text.length;
      const before = text.slice(at, start);
      if (opensComment(before)) {
        isOff = true;
        yield text.slice(at);
        return;
      }
      if (before !== '') yield before;
      if (start === text.length) return;
      wholeTag.lastIndex = start;
      const tag = wholeTag.exec(text);
      if (tag === null) {
        // It ends in the next piece: a value may hold `>`.
        rest = text.slice(start);
        return;
      }
      at = start + tag[0].length;
      if (tag[0].endsWith('/>') || wants(tag[0])) yield tag[0];
      else closing = `</${tag[1] ?? ''}>`;
    }
  }
  return { take, end: () => rest };
}

/** Whether a comment or CDATA begins that does not end here. */
function opensComment(text: string): boolean {
  if (!text.includes('<!')) return false;
  const count = (mark: string): number => text.split(mark).length - 1;
  return count('<!--') !== count('-->') || text.includes('<![');
}

/** The value of an attribute in the text of a tag, entities resolved; empty where it has none. */
export function attributeOf(tag: string, name: string): string {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  const value = found?.[1] ?? found?.[2] ?? '';
  if (!value.includes('&')) return value;
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
  return value.replace(/&(\w+);/g, (whole, entity: string) => entities[entity] ?? whole);
}
