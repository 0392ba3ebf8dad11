import { editText, type TextEdit } from './code/edit-text.ts';
import type { CodeNode } from './code/code-node.ts';
import { indentCode } from './code/reindent.ts';
import type { SourceFile, Surroundings } from './surroundings.ts';
import type { TestTarget } from './target.ts';
import type { TestBody } from './test-body.ts';
import { learnStyle, type CodeStyle } from './write/code-style.ts';
import { findSuite, wordsOf } from './write/find-suite.ts';
import { mergeImports } from './write/merge-imports.ts';
import { firstFree, lastName, pythonName, titleOf } from './write/name-test.ts';
import { learnEnding } from './write/specifier.ts';
import { planImports } from './write/plan-imports.ts';
import { formOf } from './write/print-imports.ts';
import { wrapJavaScript, wrapPython, wrapSuite } from './write/wrap-test.ts';

export interface WrittenTest {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly isNew: boolean;
  /** The whole file. */
  readonly text: string;
  /** What is new in it: imports, then the test. Lines by `\n`. */
  readonly added: string;
  readonly title: string;
  /** As runners know it: names of its suites and its own, joined by blanks. */
  readonly fullName: string;
}

/**
 * The file around a test: imports, suite, function. In an existing file the test stands at the end of its function's suite, else at
 * the end of the file; all that stood there stays, byte for byte, but for names that join an import.
 *
 * @param file the existing file; with an empty text, a new one
 */
export function writeTestFile(
  body: TestBody,
  target: Pick<TestTarget, 'path' | 'function' | 'gaps'>,
  surroundings: Surroundings,
  file: SourceFile,
): WrittenTest {
  const ending = learnEnding([file.text]) ?? surroundings.ending;
  const around = { ...surroundings, ending };
  const { parse, setup } = around;
  const isNew = file.text.trim() === '';
  const style = isNew ? around.style : learnStyle(file.text, around.style);
  const old = isNew ? '' : file.text;
  const oldRoot = parse(old);
  const write = setup.language === 'python' ? placePython : placeJavaScript;
  const placed = write({ ...body, title: titleOf(body.title, target) }, target, around, {
    old,
    oldRoot,
    style,
  });
  const edit = { ...placed.edit, text: withLineEnds(placed.edit.text, style) };
  const root = parse(editText(old, [edit]));
  const range = { start: edit.start, end: edit.start + edit.text.length };
  const needs = root === undefined ? [] : planImports(root, range, body.needs, around, file.path);
  const imports =
    oldRoot === undefined ? [] : mergeImports(oldRoot, file.path, needs, style, formOf(around.setup));
  const added = [...imports.map(({ text }) => text.replace(/^,\s*/, '').trim()), '', placed.test];
  return {
    path: file.path,
    isNew,
    text: editText(old, [...imports, edit]),
    added: added.join('\n').replaceAll('\r\n', '\n').trim(),
    title: placed.title,
    fullName: [...placed.suites, placed.title].join(' '),
  };
}

interface OldFile {
  readonly old: string;
  readonly oldRoot: CodeNode | undefined;
  readonly style: CodeStyle;
}

interface PlacedTest {
  readonly edit: TextEdit;
  readonly test: string;
  readonly title: string;
  readonly suites: readonly string[];
}

type Place = (
  body: TestBody,
  target: Pick<TestTarget, 'path' | 'function' | 'gaps'>,
  around: Surroundings,
  file: OldFile,
) => PlacedTest;

const placeJavaScript: Place = (body, target, { parse, setup: { words } }, { old, oldRoot, style }) => {
  const name = lastName(target.function);
  const place = oldRoot && findSuite(oldRoot, name);
  const own = oldRoot && wordsOf(oldRoot);
  const word = own?.test ?? words.test;
  // Quotes have signs before them there.
  const plain = old.replaceAll('\\', '');
  const title = firstFree(body.title, ' ', (one) => plain.includes(one.replaceAll('\\', '')));
  const test = wrapJavaScript({ ...body, title }, word, style, parse);
  if (place !== undefined) {
    const root = parse(test);
    const text = `\n\n${root === undefined ? test : indentCode(root, place.indent)}`;
    return { edit: { start: place.at, end: place.at, text }, test, title, suites: place.suites };
  }
  const suite = target.function || (target.path.split('/').at(-1) ?? target.path);
  const whole = wrapSuite(own?.suite ?? words.suite, suite, test, style, parse);
  return { edit: atEnd(old, whole, 1), test: whole, title, suites: [suite] };
};

const placePython: Place = (body, _target, { parse }, { old, style }) => {
  const title = pythonName(body.title, (name) => old.includes(`def ${name}(`));
  const test = wrapPython(body, title, style, parse);
  const edit = old === '' ? atEnd(old, `\n${test}`, 0) : atEnd(old, test, 2);
  return { edit, test, title, suites: [] };
};

/** Behind the last line that is not empty. */
function atEnd(old: string, code: string, blankLines: number): TextEdit {
  if (old === '') return { start: 0, end: 0, text: `${code}\n` };
  const gap = (old.endsWith('\n') ? '' : '\n') + '\n'.repeat(blankLines);
  return { start: old.length, end: old.length, text: `${gap}${code}\n` };
}

function withLineEnds(text: string, { lineEnd }: CodeStyle): string {
  return lineEnd === '\n' ? text : text.replaceAll('\n', lineEnd);
}
