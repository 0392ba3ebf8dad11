import type { TestSetup } from '../framework.ts';
import type { ImportNeed } from '../test-body.ts';
import type { CodeStyle } from './code-style.ts';

export type ImportForm = 'esm' | 'cjs' | 'python';

/** How test files of a repository import. */
export function formOf({ language, modules }: TestSetup): ImportForm {
  if (language === 'python') return 'python';
  return modules === 'cjs' && language === 'javascript' ? 'cjs' : 'esm';
}

/** Longest import that stays on one line, in characters. */
const longestLine = 100;

/** One statement a module and kind, packages before files, in the order of the alphabet. Lines without their ends. */
export function printImports(needs: readonly ImportNeed[], form: ImportForm, style: CodeStyle): string[] {
  const groups = new Map<string, ImportNeed[]>();
  for (const need of needs) {
    const key = JSON.stringify([need.source, need.kind, need.isType]);
    groups.set(key, [...(groups.get(key) ?? []), need]);
  }
  return [...groups.values()]
    .flatMap((group) => print(group, form, style))
    .sort((a, b) => a.rank - b.rank || (a.source < b.source ? -1 : a.source > b.source ? 1 : 0))
    .map(({ text }) => text);
}

interface Printed {
  readonly rank: number;
  readonly source: string;
  readonly text: string;
}

function print(group: readonly ImportNeed[], form: ImportForm, style: CodeStyle): Printed[] {
  const first = group[0];
  if (first === undefined) return [];
  const { source, kind } = first;
  const rank = source.startsWith('.') ? 2 : source.startsWith('node:') ? 0 : 1;
  const lines =
    kind === 'named' ? [printNamed(group, form, style)] : group.map((need) => printWhole(need, form, style));
  return [...new Set(lines)].map((text) => ({ rank, source, text }));
}

function printNamed(group: readonly ImportNeed[], form: ImportForm, style: CodeStyle): string {
  const names = [...new Set(group.map((need) => printName(need, form)))].sort();
  const { source = '', isType = false } = group[0] ?? {};
  if (form === 'python') return `from ${source} import ${names.join(', ')}`;
  const end = form === 'esm' ? ` from ${quoted(source, style)}` : ` = require(${quoted(source, style)})`;
  const start = form === 'esm' ? (isType ? 'import type' : 'import') : 'const';
  const line = `${start} { ${names.join(', ')} }${end}${semicolon(style)}`;
  if (line.length <= longestLine) return line;
  const { indent, lineEnd } = style;
  const inner = names.map((name) => `${indent}${name},${lineEnd}`).join('');
  return `${start} {${lineEnd}${inner}}${end}${semicolon(style)}`;
}

/** `a`, `a as b`, `a: b` */
export function printName({ imported, local }: ImportNeed, form: ImportForm): string {
  if (imported === local) return local;
  return form === 'cjs' ? `${imported}: ${local}` : `${imported} as ${local}`;
}

function printWhole({ source, kind, local, isType }: ImportNeed, form: ImportForm, style: CodeStyle): string {
  if (form === 'python')
    return local === source || local === '' ? `import ${source}` : `import ${source} as ${local}`;
  const name = quoted(source, style);
  const end = semicolon(style);
  if (form === 'cjs')
    return kind === 'effect' ? `require(${name})${end}` : `const ${local} = require(${name})${end}`;
  if (kind === 'effect') return `import ${name}${end}`;
  const word = isType ? 'import type' : 'import';
  return `${word} ${kind === 'module' ? `* as ${local}` : local} from ${name}${end}`;
}

function quoted(text: string, { quote }: CodeStyle): string {
  return quote + text + quote;
}

function semicolon({ hasSemicolons }: CodeStyle): string {
  return hasSemicolons ? ';' : '';
}
