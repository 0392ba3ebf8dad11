import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { insertAll } from '../../../src/docstring/insertion.ts';
import type { Declaration } from '../../../src/docstring/declaration.ts';
import type { StyleSettings } from '../../../src/docstring/learn-style.ts';
import type { DocProse } from '../../../src/docstring/prose.ts';
import { documentText } from '../../../src/review/document-text.ts';
import { createDocSyntax } from '../../../src/syntax/declarations/create-doc-syntax.ts';
import { wasmFromNodeModules } from '../syntax/wasm-from-node-modules.ts';

const folder = join(import.meta.dirname, '../../fixtures/linters');
const syntax = createDocSyntax(wasmFromNodeModules());

/** A file that a linter looks at. */
export interface Sample {
  readonly name: string;
  readonly text: string;
}

/** Source without docs, from test/fixtures/linters. */
export function readSample(name: string): Sample {
  return { name, text: readFileSync(join(folder, name), 'utf8') };
}

export interface Documented extends Sample {
  /** Docs that were put in. */
  readonly count: number;
  /** Declarations that a doc was wanted for and that have none. */
  readonly unsaid: readonly string[];
}

/** Texts that bring out what a linter minds: short, long, and with marks that mean something to a renderer. */
export const voices = {
  short: { summary: 'Works on what the caller hands over.', part: 'what the caller hands over' },
  long: {
    summary:
      'Works through everything that the caller hands over and keeps the outcome for later calls, so that a second caller gets the very same outcome. It never asks twice.',
    part: 'whatever decides how far the work may go before it ends, even when it is handed over late and nobody waits',
  },
  marked: {
    summary: 'Checks that a < b && b > 0, that [x] * _y_ holds, and uses 100% of `it` & more.',
    part: 'a list <of> items & "things", e.g. those in [brackets] or a*b*c',
  },
} as const;

export type Voice = keyof typeof voices;

/**
 * The sample with a doc for every declaration that wants one, all of them in a voice that has something to say of every part.
 * The truth filter is off: what a linter minds is the form.
 */
export async function documentSample(
  { name, text }: Sample,
  voice: Voice,
  style: StyleSettings = {},
): Promise<Documented> {
  const documented = await documentText(
    { path: `src/${name}`, text },
    { scope: 'all', added: undefined, runtimeDocs: true, style, isFiltered: false },
    { syntax, describe: async ({ declaration }) => ({ prose: tell(declaration, voice) }) },
  );
  if (documented === undefined) throw new Error(`${name} could not be parsed`);
  return {
    name,
    text: insertAll(text, documented.insertions),
    count: documented.insertions.length,
    unsaid: documented.unsaid.map(({ symbol }) => symbol),
  };
}

function tell({ parameters, typeParameters, throws }: Declaration, voice: Voice): DocProse {
  const { summary, part } = voices[voice];
  const names = parameters.flatMap(({ name, properties }) => [name, ...properties]);
  return {
    summary,
    params: Object.fromEntries([...names, ...typeParameters].map((name) => [name, part])),
    returns: part,
    throws: throws.map((type) => ({ type, text: `when ${part}` })),
  };
}
