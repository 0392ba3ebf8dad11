import { partsOf, textOf, type CodeNode, type ParseCode } from '../code/code-node.ts';
import { editText } from '../code/edit-text.ts';
import { readImports } from '../code/read-imports.ts';
import { countErrors } from '../code/walk-code.ts';
import type { TestBody } from '../test-body.ts';
import { completeCode, type CompletedCode } from './complete-code.ts';
import { extractCode } from './extract-code.ts';
import { scanBrackets } from './scan-brackets.ts';
import { mostTests, unwrapJavaScript } from './unwrap-javascript.ts';
import { unwrapPython } from './unwrap-python.ts';

type Family = 'javascript' | 'python';

/** A test as a model wrote it. */
export interface ReadBody {
  readonly body: TestBody;
  /** What had to be done to read it, for people. */
  readonly repairs: readonly Exclude<CompletedCode['repair'], ''>[];
}

/**
 * The tests in a model's reply, at most 20: out of fences and prose, out of `it`, `describe` and functions, without imports,
 * which become needs. What cannot be parsed is one body all the same, so that it is counted. Empty: no code.
 *
 * @param parse for the language that the tests are written in
 */
export function readBodies(reply: string, family: Family, parse: ParseCode): ReadBody[] {
  const segments = extractCode(reply).flatMap((block) => splitAtClosers(block, family));
  return segments.flatMap((segment) => readSegment(segment, family, parse)).slice(0, mostTests);
}

/** A reply that continues an open test closes it, and may begin the next one. */
function splitAtClosers(block: string, family: Family): string[] {
  const { extra } = scanBrackets(block, family);
  const pieces: string[] = [];
  let from = 0;
  for (const at of extra) {
    pieces.push(block.slice(from, Math.max(from, at)));
    from = at + 1;
  }
  pieces.push(block.slice(from).replace(/^[ \t]*;/, ''));
  return pieces.map((piece) => piece.replace(/^[\s;]*\n/, '').trimEnd()).filter((piece) => /\w/.test(piece));
}

function readSegment(segment: string, family: Family, parse: ParseCode): ReadBody[] {
  const { code, repair } = completeCode(dedent(segment), family, parse);
  const repairs = repair === '' ? [] : [repair];
  const root = parse(code);
  if (root === undefined || countErrors(root) > 0) return [{ body: asItIs(code), repairs }];
  const bodies = family === 'python' ? unwrapPython(root) : unwrapJavaScript(root);
  return bodies.map((body) => ({ body: liftImports(tidy(body), parse), repairs }));
}

/** The indentation of its first line is that of what it continues. */
function dedent(segment: string): string {
  const lead = /^[ \t]*/.exec(segment)?.[0] ?? '';
  if (lead === '') return segment;
  const lines = segment.split('\n');
  return lines.map((line) => (line.startsWith(lead) ? line.slice(lead.length) : line)).join('\n');
}

function asItIs(code: string): TestBody {
  return { title: '', code, parameters: [], decorators: [], needs: [] };
}

function tidy(body: TestBody): TestBody {
  const title = body.title.replace(/\s+/g, ' ').trim().slice(0, 120);
  return { ...body, title, code: body.code.trim() };
}

/** Imports at the start of a test are its needs as well. */
function liftImports(body: TestBody, parse: ParseCode): TestBody {
  const root = parse(body.code);
  if (root === undefined) return body;
  const found = partsOf(root).flatMap((node) => {
    const needs = isImport(node) ? readImports(node) : undefined;
    return needs === undefined ? [] : [{ node, needs }];
  });
  if (found.length === 0) return body;
  const edits = found.map(({ node }) => ({ start: node.start, end: behindLine(node), text: '' }));
  const needs = [...body.needs, ...found.flatMap((one) => one.needs)];
  return { ...body, code: editText(body.code, edits).trim(), needs };
}

function isImport(node: CodeNode): boolean {
  return /\b(?:import|require)\b/.test(textOf(node).slice(0, 200));
}

function behindLine({ source, end }: CodeNode): number {
  return source[end] === '\n' ? end + 1 : end;
}
