import { readFileSync } from 'node:fs';
import type { DocFile } from '../../../../src/docstring/declaration.ts';
import { insertAll, type Insertion } from '../../../../src/docstring/insertion.ts';
import { keepProved } from '../../../../src/docstring/keep-proved.ts';
import { docTableOf } from '../../../../src/docstring/languages/table-of.ts';
import type { DocProse } from '../../../../src/docstring/prose.ts';
import { whySkipFile } from '../../../../src/docstring/skip-file.ts';
import {
  documentText,
  type DocumentedText,
  type DocumentOptions,
} from '../../../../src/review/document-text.ts';
import type { DocSyntax } from '../../../../src/review/ports.ts';
import { rereading } from '../../../../src/review/rereading.ts';
import type { DeclarationCode } from '../../../../src/prompt/document/show-declaration.ts';
import { seededRandom } from '../../../doubles/diff-oracle/seeded-random.ts';
import { judgeInsertions } from '../../../doubles/docs-oracle/judge-insertions.ts';
import type { CorpusFile } from './corpus-files.ts';
import { naiveInsertions } from './naive-insertions.ts';
import { benignProse, hostileProse } from './stub-prose.ts';

/** What became of one file. */
export interface FileAccount {
  readonly state: 'left alone' | 'not text' | 'not parsed' | 'parse errors' | 'documented';
  /** What an oracle has against it. */
  readonly faults: readonly string[];
  readonly counts: Readonly<Record<Count, number>>;
  /** Why declarations stayed without a comment of benign prose. */
  readonly unsaid: readonly string[];
  /** The file with its hostile and its naive comments, for oracles that are programs of their own. */
  readonly results: readonly string[];
}

export const countNames = [
  'declarations',
  'eligible',
  'commented',
  'eligibleAll',
  'commentedAll',
  'hostile',
  'hostileDropped',
  'naive',
  'naiveKept',
] as const;
export type Count = (typeof countNames)[number];

const nothing = Object.fromEntries(countNames.map((name) => [name, 0])) as Record<Count, number>;
const all: DocumentOptions = {
  scope: 'all',
  added: undefined,
  runtimeDocs: true,
  style: {},
  isFiltered: true,
};

/** Documents a file with benign, with hostile and with naive comments, and has each result judged. */
export async function checkFile(
  { ending, path, file }: CorpusFile,
  syntax: DocSyntax,
  seed: number,
): Promise<FileAccount> {
  const none = { faults: [], counts: nothing, unsaid: [], results: [] };
  const text = textOf(readFileSync(file));
  if (text === undefined) return { ...none, state: 'not text' };
  if (whySkipFile(path, text) !== undefined) return { ...none, state: 'left alone' };
  const reader = keepFirst(syntax, text);
  const table = docTableOf(path);
  const parsed = await reader.read(path, text);
  if (parsed === undefined || table === undefined) return { ...none, state: 'not parsed' };
  if (parsed.errors > 0) return { ...none, state: 'parse errors' };

  const random = seededRandom(seed);
  const judge = (what: string, added: readonly Insertion[]): string[] =>
    added.length === 0
      ? []
      : judgeInsertions(ending, text, insertAll(text, added), added).map((fault) => `${what}: ${fault}`);
  const benign = await documented(path, text, reader, all, benignProse);
  const hostile = await documented(path, text, reader, { ...all, isFiltered: false }, (one) =>
    hostileProse(one, random),
  );
  // Most are dropped, each with proofs of its own: one file in four.
  const naive = random.once(4) ? naiveInsertions(text, parsed, table, random) : [];
  const { insertions: kept } = await keepProved(
    { text, file: parsed },
    naive,
    rereading(reader, path, text),
    table,
  );
  const { counts, unsaid } = countBenign(benign);
  return {
    state: 'documented',
    faults: [
      ...judge('benign', benign.insertions),
      ...judge('hostile', hostile.insertions),
      ...judge('naive', kept),
      ...(await saidTwice(path, text, reader, benign)),
    ],
    counts: {
      ...counts,
      declarations: parsed.declarations.length,
      hostile: hostile.insertions.length,
      hostileDropped: hostile.unsaid.filter(({ reason }) => !/summary/.test(reason)).length,
      naive: naive.length,
      naiveKept: kept.length,
    },
    unsaid,
    results: [hostile.insertions, kept].filter((one) => one.length > 0).map((one) => insertAll(text, one)),
  };
}

type Documented = DocumentedText & { readonly asked: readonly DeclarationCode['declaration'][] };

async function documented(
  path: string,
  text: string,
  syntax: DocSyntax,
  options: DocumentOptions,
  say: (declaration: DeclarationCode['declaration']) => DocProse,
): Promise<Documented> {
  const asked: DeclarationCode['declaration'][] = [];
  const found = await documentText({ path, text }, options, {
    syntax,
    describe: async ({ declaration }) => {
      asked.push(declaration);
      return { prose: say(declaration) };
    },
  });
  if (found === undefined) throw new Error('it was read, and then it was not');
  return { ...found, asked };
}

/** What the public default takes is told from what `--private` takes besides. */
function countBenign({ asked, unsaid }: Documented): Pick<FileAccount, 'counts' | 'unsaid'> {
  const left = unsaid.map(({ symbol }) => symbol);
  const publicAsked = asked.filter(({ isPublic, traits }) => isPublic && !traits.includes('runtime-doc'));
  const publicNames = new Set(publicAsked.map(({ symbol }) => symbol));
  return {
    counts: {
      ...nothing,
      eligible: publicAsked.length,
      commented: publicAsked.length - left.filter((symbol) => publicNames.has(symbol)).length,
      eligibleAll: asked.length,
      commentedAll: asked.length - left.length,
    },
    unsaid: unsaid.map(({ reason, symbol }) => `${reason}: ${symbol}`),
  };
}

/** What has a comment now wants no other. */
async function saidTwice(
  path: string,
  text: string,
  syntax: DocSyntax,
  first: Documented,
): Promise<string[]> {
  if (first.insertions.length === 0) return [];
  const again = await documented(path, insertAll(text, first.insertions), syntax, all, benignProse);
  const open = first.unsaid.map(({ symbol }) => symbol);
  return again.insertions
    .filter(({ symbol }) => !open.includes(symbol))
    .map(({ symbol }) => `twice: ${symbol}`);
}

/** The text as it was is read once for all. */
function keepFirst(syntax: DocSyntax, text: string): DocSyntax {
  let first: Promise<DocFile | undefined> | undefined;
  return {
    ...syntax,
    read: (path, other) => (other === text ? (first ??= syntax.read(path, other)) : syntax.read(path, other)),
  };
}

/** Undefined for bytes that are no UTF-8. */
function textOf(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
