import type { Change, FileChange } from '../change/change.ts';
import type { Outline } from '../change/chunk.ts';
import { exclusionOf } from '../change/exclude-file.ts';
import { isProse, proseReason } from '../change/is-prose.ts';
import { outlineLines } from '../change/outline-lines.ts';
import { maskText } from '../safety/mask-lines.ts';
import type { RuleHit } from './find-rule-hits.ts';
import type { BlobReader, PathAttributes, Syntax } from './ports.ts';
import type { ReviewOptions } from './review-options.ts';

/** A FileChange and what policy says of it before its text is read. */
export interface PlannedFile {
  readonly file: FileChange;
  readonly fileIndex: number;
  /** Why policy leaves it out; undefined when it is to be reviewed. */
  readonly exclusion: string | undefined;
  readonly attributes: PathAttributes | undefined;
}

/** A FileChange with what can be known about it. */
export interface PreparedFile {
  readonly file: FileChange;
  readonly fileIndex: number;
  /** Why policy leaves it out; undefined when it is to be reviewed. */
  readonly exclusion: string | undefined;
  /** The head file, credentials masked; undefined when it was not read. */
  readonly headText: string | undefined;
  /**
   * As far as the hunks need it: see outline-lines.ts. Undefined without text, without a parser for the language, or
   * where nothing needs it.
   */
  readonly outline: Outline | undefined;
  /** What the syntax rules say of it; empty in an excluded file. */
  readonly hits: readonly RuleHit[];
}

/** What preparing needs from outside. */
export interface PrepareInput {
  readonly options: Pick<ReviewOptions, 'exclude' | 'maxFileBytes'>;
  /** Undefined for a bare diff. */
  readonly blobs: BlobReader | undefined;
  readonly syntax: Syntax;
  /** Whether a file's Outline is wanted: parsing is the dearest step. */
  readonly isParsed: (file: FileChange, fileIndex: number) => boolean;
  /** What the syntax rules say of a head text. */
  readonly findHits: (file: FileChange, headText: string) => Promise<readonly RuleHit[]>;
}

/** What `.gitattributes` says of the files, by path. */
export async function readMarks(change: Change, blobs: BlobReader | undefined): Promise<Marks> {
  return (
    (await blobs?.attributes(change.files.map((file) => file.path))) ?? new Map<string, PathAttributes>()
  );
}

export type Marks = ReadonlyMap<string, PathAttributes>;

/** Decides about each file by its name, its attributes and its hunks: only files that survive that are read. */
export function planFiles(change: Change, marked: Marks, { options }: PrepareInput): PlannedFile[] {
  return change.files.map((file, fileIndex) => {
    const attributes = marked.get(file.path);
    return { file, fileIndex, attributes, exclusion: excluded(file, attributes, options) };
  });
}

/** Reads the head file, decides once more with its text, and has it parsed. */
export async function prepareFile(planned: PlannedFile, input: PrepareInput): Promise<PreparedFile> {
  const { file, fileIndex, attributes } = planned;
  const { options, blobs, syntax } = input;
  const bare = { file, fileIndex, headText: undefined, outline: undefined, hits: [] };
  if (planned.exclusion !== undefined) return { ...bare, exclusion: planned.exclusion };
  const text = await blobs?.read(file, 'head', options.maxFileBytes);
  const late = text === undefined ? undefined : excluded(file, attributes, options, text);
  const exclusion = late ?? (isProse(file.path) ? proseReason : undefined);
  if (late !== undefined) return { ...bare, exclusion };
  if (text === undefined) return { ...bare, exclusion, hits: await hitsOfDiff(file, exclusion, input) };
  const headText = maskText(text);
  // Looked for in a process of its own: both parsers work at the same time.
  const finding = exclusion === undefined ? input.findHits(file, headText) : Promise.resolve([]);
  finding.catch(() => {});
  const isParsed = input.isParsed(file, fileIndex) || (await finding).length > 0;
  const outline = isParsed
    ? await syntax.outline(file.path, headText, outlineLines(file, headText))
    : undefined;
  return { file, fileIndex, exclusion, headText, outline, hits: await finding };
}

/** Of a bare diff only new files are known as a whole. */
async function hitsOfDiff(
  file: FileChange,
  exclusion: string | undefined,
  { blobs, findHits }: PrepareInput,
): Promise<readonly RuleHit[]> {
  if (exclusion !== undefined || blobs !== undefined || file.status !== 'added') return [];
  return findHits(file, file.hunks.flatMap(({ lines }) => lines.map((line) => line.text)).join('\n'));
}

function excluded(
  file: FileChange,
  attributes: PathAttributes | undefined,
  { exclude, maxFileBytes }: PrepareInput['options'],
  headText?: string,
): string | undefined {
  const facts = {
    ...(attributes === undefined ? {} : { attributes }),
    ...(headText === undefined ? {} : { headText }),
  };
  return exclusionOf(file, facts, { excludeGlobs: exclude, maxFileBytes });
}
