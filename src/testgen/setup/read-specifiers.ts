const javascript =
  /(?:\bfrom|\bimport|\bexport\s*\*\s*from|\brequire(?:\.resolve)?\s*\(|\bimport\s*\()\s*(['"`])([^'"`\n]+)\1/g;
const pythonFrom = /^[ \t]*from[ \t]+([.\w]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]*)/gm;
const pythonImport =
  /^[ \t]*import[ \t]+([\w.]+(?:[ \t]+as[ \t]+\w+)?(?:[ \t]*,[ \t]*[\w.]+(?:[ \t]+as[ \t]+\w+)?)*)/gm;

/**
 * What a file loads, as it writes it, by its words alone. In Python each name that is imported may be a module:
 * `from a import b` gives `a` and `a.b`.
 */
export function readSpecifiers(path: string, text: string): string[] {
  return path.endsWith('.py')
    ? readPython(text)
    : [...text.matchAll(javascript)].map(([, , name = '']) => name);
}

function readPython(text: string): string[] {
  const froms = [...text.matchAll(pythonFrom)].flatMap(([, module = '', names = '']) => {
    const dot = module.endsWith('.') ? '' : '.';
    return [module, ...wordsOf(names).map((name) => `${module}${dot}${name}`)];
  });
  return [...froms, ...[...text.matchAll(pythonImport)].flatMap(([, names = '']) => wordsOf(names))];
}

function wordsOf(names: string): string[] {
  const parts = names.replace(/[()]/g, ' ').split(',');
  return parts.flatMap((part) => /^\s*([\w.]+)/.exec(part)?.[1] ?? []);
}
