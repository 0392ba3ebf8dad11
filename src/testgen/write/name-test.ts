import type { TestTarget } from '../target.ts';

/** Longest title, in characters. */
const longest = 100;

/** A test without a title is called after what it is for. */
export function titleOf(
  given: string,
  { gaps, function: name }: Pick<TestTarget, 'gaps' | 'function'>,
): string {
  const gap = gaps[0];
  const what = gap?.condition.replace(/^needs\s+/, '') || gap?.arm;
  const title = given === '' ? (what ? `reaches ${what}` : `runs ${lastName(name) || 'the module'}`) : given;
  const plain = title.replace(/[`]/g, '').replace(/[^\P{C}]+|\s+/gu, ' ');
  return cutAtWord(plain.trim()) || 'runs';
}

function cutAtWord(text: string): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest + 1).replace(/\s\S*$/, '');
  return cut.slice(0, longest).replace(/\s+(?:and|or)$/, '');
}

/** `addItem` of `Cart.addItem`. */
export function lastName(name: string): string {
  return name.split('.').at(-1) ?? '';
}

/** `test_adds_an_item` */
export function pythonName(title: string, isTaken: (name: string) => boolean): string {
  const words = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
  return firstFree(`test_${words || 'it'}`, '_', isTaken);
}

/** The title itself, else with a number. */
export function firstFree(title: string, separator: string, isTaken: (title: string) => boolean): string {
  let name = title;
  for (let number = 2; isTaken(name) && number < 1_000; number++)
    name = `${title}${separator}${String(number)}`;
  return name;
}
