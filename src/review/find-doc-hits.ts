import type { FileChange, Line } from '../change/change.ts';
import type { LineRange } from '../change/outline-lines.ts';
import { chooseDeclarations } from '../docstring/choose-declarations.ts';
import type { Declaration, DocFile } from '../docstring/declaration.ts';
import { findStale, type StaleDoc } from '../docstring/find-stale.ts';
import { isHeadTouched } from '../docstring/head-lines.ts';
import type { DocTable } from '../docstring/languages/doc-table.ts';
import { docTableOf } from '../docstring/languages/table-of.ts';
import { whySkipFile } from '../docstring/skip-file.ts';
import { addedRuns } from '../rule/added-lines.ts';
import type { DocReviewOptions } from './doc-review-options.ts';
import type { BlobReader, DocSyntax } from './ports.ts';
import type { PreparedFile } from './prepare-files.ts';

/** A declaration of the change whose doc is missing or does not fit it. */
export interface DocHit {
  readonly prepared: PreparedFile;
  /** The head file, credentials masked. */
  readonly text: string;
  readonly file: DocFile;
  readonly table: DocTable;
  readonly declaration: Declaration;
  /** Empty: it has no doc. */
  readonly stale: readonly StaleDoc[];
}

export interface DocHits {
  readonly hits: readonly DocHit[];
  /** Files whose docs were looked at. */
  readonly checked: number;
  /** Files that no parser could read whole. */
  readonly unread: number;
}

export interface DocHitPorts {
  readonly syntax: DocSyntax;
  readonly blobs: BlobReader | undefined;
  readonly maxFileBytes: number;
}

/** Looks at the docs of declarations that a Change adds or changes. Asks no model. */
export async function findDocHits(
  files: readonly PreparedFile[],
  options: DocReviewOptions,
  ports: DocHitPorts,
): Promise<DocHits> {
  const hits: DocHit[] = [];
  let checked = 0;
  let unread = 0;
  for (const prepared of files) {
    const { path } = prepared.file;
    const { headText: text, exclusion } = prepared;
    const table = docTableOf(path);
    if (table === undefined || text === undefined || exclusion !== undefined) continue;
    if (whySkipFile(path, text) !== undefined || (options.find === 'stale' && !namesParts.test(text)))
      continue;
    const touched = touchedLines(prepared.file);
    if (touched.length === 0) continue;
    const file = await ports.syntax.read(path, text);
    if (file === undefined || file.errors > 0) {
      unread++;
      continue;
    }
    checked++;
    const seen = { prepared, text, file, table };
    const own = options.find === 'all' ? undocumented(seen, options) : [];
    hits.push(...own, ...(await stale(seen, touched, options, ports)));
  }
  return { hits, checked, unread };
}

type SeenFile = Pick<DocHit, 'prepared' | 'text' | 'file' | 'table'>;

/** What every doc holds that names parameters: most files need no parser then. */
const namesParts =
  /@param|@arg|<param|# Arguments|# Parameters|:param|(?:Args|Arguments|Parameters)\s*(?::|\n\s*-)/;

/** 1-based head lines that are new, and those around a place from which some went. */
function touchedLines(file: FileChange): LineRange[] {
  const gone = file.hunks.flatMap(({ lines, headStart, headCount }) => {
    const from = Math.max(1, headStart);
    const to = Math.max(from, headStart + headCount - 1);
    let next = from;
    return lines.flatMap((line: Line) => {
      if (line.side !== 'base') next = (line.headLine ?? next) + 1;
      return line.side === 'base' ? [{ first: Math.max(from, next - 1), last: Math.min(to, next) }] : [];
    });
  });
  return [...addedRuns(file), ...gone];
}

function undocumented(seen: SeenFile, options: DocReviewOptions): DocHit[] {
  const { text, file, table, prepared } = seen;
  const added = addedRuns(prepared.file);
  const { chosen } = chooseDeclarations(text, file, { ...options, added }, table);
  return chosen
    .filter(({ declaration }) => isHeadTouched(text, declaration, table, added))
    .map(({ declaration }) => ({ ...seen, declaration, stale: [] }));
}

async function stale(
  seen: SeenFile,
  touched: readonly LineRange[],
  { find }: DocReviewOptions,
  ports: DocHitPorts,
): Promise<DocHit[]> {
  const { text, file, table, prepared } = seen;
  const found = findStale(text, file, table).filter(({ declaration }) =>
    isHeadTouched(text, declaration, table, touched),
  );
  if (found.length === 0) return [];
  const before = find === 'all' ? undefined : await readBase(prepared, table, ports);
  const fresh = before === undefined ? found : found.filter((one) => isNew(one, before));
  const declarations = [...new Set(fresh.map(({ declaration }) => declaration))];
  return declarations.map((declaration) => ({
    ...seen,
    declaration,
    stale: fresh.filter((one) => one.declaration === declaration),
  }));
}

/** What was wrong before the change is not its fault; nor is what a new doc leaves out. */
function isNew({ declaration: { symbol }, problem, name }: StaleDoc, before: BaseDocs): boolean {
  if (before.stale.has(`${symbol}\0${problem}\0${name}`)) return false;
  return problem === 'unknown-param' || before.symbols.has(symbol);
}

interface BaseDocs {
  readonly symbols: ReadonlySet<string>;
  readonly stale: ReadonlySet<string>;
}

async function readBase(
  { file: change }: PreparedFile,
  table: DocTable,
  { blobs, syntax, maxFileBytes }: DocHitPorts,
): Promise<BaseDocs> {
  const text = change.status === 'added' ? undefined : await blobs?.read(change, 'base', maxFileBytes);
  const file = text === undefined ? undefined : await syntax.read(change.path, text);
  if (text === undefined || file === undefined) return { symbols: new Set(), stale: new Set() };
  const old = findStale(text, file, table);
  return {
    symbols: new Set(file.declarations.map(({ symbol }) => symbol)),
    stale: new Set(old.map(({ declaration, problem, name }) => `${declaration.symbol}\0${problem}\0${name}`)),
  };
}
