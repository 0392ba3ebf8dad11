import type { Change, FileChange } from '../change/change.ts';
import type { Outline } from '../change/chunk.ts';
import { exclusionOf } from '../change/exclude-file.ts';
import { isProse, proseReason } from '../change/is-prose.ts';
import { outlineLines } from '../change/outline-lines.ts';
import { maskText } from '../safety/mask-lines.ts';
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
}

/** What preparing needs from outside. */
export interface PrepareInput {
  readonly options: Pick<ReviewOptions, 'exclude' | 'maxFileBytes'>;
  /** Undefined for a bare diff. */
  readonly blobs: BlobReader | undefined;
  readonly syntax: Syntax;
  /** Whether a file's Outline is wanted: parsing is the dearest step. */
  readonly isParsed: (file: FileChange, fileIndex: number) => boolean;
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
  const bare = { file, fileIndex, headText: undefined, outline: undefined };
  if (planned.exclusion !== undefined) return { ...bare, exclusion: planned.exclusion };
  const text = await blobs?.read(file, 'head', options.maxFileBytes);
  const late = text === undefined ? undefined : excluded(file, attributes, options, text);
  const exclusion = late ?? (isProse(file.path) ? proseReason : undefined);
  if (text === undefined || late !== undefined) return { ...bare, exclusion };
  const headText = maskText(text);
  const outline = input.isParsed(file, fileIndex)
    ? await syntax.outline(file.path, headText, outlineLines(file, headText))
    : undefined;
  return { file, fileIndex, exclusion, headText, outline };
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
