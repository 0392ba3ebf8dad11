import { changeOfTexts } from '../../../src/change/change-of-texts.ts';
import type { CodeFacts } from '../../../src/coverage/code-facts.ts';
import { findGaps, type FoundGaps } from '../../../src/coverage/find-gaps.ts';
import { istanbulFileSchema } from '../../../src/coverage/formats/istanbul-file.ts';
import { istanbulHits } from '../../../src/coverage/formats/istanbul-hits.ts';
import type { Gap } from '../../../src/coverage/gap.ts';
import type { FileHits } from '../../../src/coverage/report.ts';
import { instrumentCode } from '../../../src/run/instrument/instrument-code.ts';
import { createCodeReader } from '../../../src/syntax/code-facts/create-code-reader.ts';
import { wasmFromNodeModules } from '../syntax/wasm-from-node-modules.ts';

export const codeReader = createCodeReader(wasmFromNodeModules());

type Exports = Record<string, (...args: unknown[]) => unknown>;

/** Really runs a CommonJS module with istanbul's counters in it. */
export function runCode(path: string, text: string, use: (exports: Exports) => void): FileHits {
  const variable = '__coverage_of_test__';
  const instrumented = instrumentCode(path, text, { coverageVariable: variable });
  if (instrumented === undefined) throw new Error(`${path} does not parse`);
  const holder = globalThis as unknown as Record<string, Record<string, unknown>>;
  const exports: Exports = {};
  delete holder[variable];
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const load = new Function('exports', instrumented.code) as (exports: Exports) => void;
  load(exports);
  use(exports);
  return istanbulHits(istanbulFileSchema.parse(holder[variable]?.[path]));
}

export interface Given {
  readonly path?: string;
  /** Undefined: the file is new. */
  readonly base?: string;
  readonly head: string;
  readonly use: (exports: Exports) => void;
}

/** Gaps of a change of one CommonJS file whose code `use` has run. */
export async function gapsOf({ path = 'src/a.js', base, head, use }: Given): Promise<FoundGaps> {
  const hits = runCode(path, head, use);
  return findGaps({ file: changeOfTexts(path, base, head), hits, facts: await factsOf(path, head) });
}

export async function factsOf(path: string, text: string): Promise<CodeFacts> {
  const facts = await codeReader.read(path, text);
  if (facts === undefined) throw new Error(`no facts of ${path}`);
  return facts;
}

/** A Gap in one line: `3-4 branch else in f: needs ...`. */
export function tell({ startLine, endLine, kind, arm, function: name, condition }: Gap): string {
  const lines = startLine === endLine ? String(startLine) : `${startLine}-${endLine}`;
  const words = [lines, kind, arm, name === '' ? '' : `in ${name}`].filter((word) => word !== '');
  return condition === '' ? words.join(' ') : `${words.join(' ')}: ${condition}`;
}

/** The text of lines, numbered from 1. */
export function lines(...texts: string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}
