import type { Change, FileChange } from '../change/change.ts';
import type { Outline } from '../change/chunk.ts';
import { exclusionOf } from '../change/exclude-file.ts';
import { maskText } from '../safety/mask-lines.ts';
import type { BlobReader, PathAttributes, Syntax } from './ports.ts';
import type { ReviewOptions, ReviewPorts } from './review-options.ts';

/** A FileChange with what can be known about it. */
export interface PreparedFile {
  readonly file: FileChange;
  readonly fileIndex: number;
  /** Why policy leaves it out; undefined when it is to be reviewed. */
  readonly exclusion: string | undefined;
  /** The head file, credentials masked; undefined when it was not read. */
  readonly headText: string | undefined;
  /** Undefined without text or without a parser for the language. */
  readonly outline: Outline | undefined;
}

/** Files read at the same time: enough to keep git busy, few enough to keep memory low. */
const batchSize = 16;

/** Decides about each file, cheapest reason first: only files that survive it are read and parsed. */
export async function prepareFiles(
  change: Change,
  options: ReviewOptions,
  ports: ReviewPorts,
): Promise<PreparedFile[]> {
  const paths = change.files.map((file) => file.path);
  const attributes = (await ports.blobs?.attributes(paths)) ?? new Map<string, PathAttributes>();
  const prepared: PreparedFile[] = [];
  for (let start = 0; start < change.files.length; start += batchSize) {
    ports.signal.throwIfAborted();
    const batch = change.files.slice(start, start + batchSize);
    const done = batch.map((file, offset) =>
      prepareFile(file, start + offset, attributes.get(file.path), options, ports),
    );
    prepared.push(...(await Promise.all(done)));
  }
  return prepared;
}

async function prepareFile(
  file: FileChange,
  fileIndex: number,
  attributes: PathAttributes | undefined,
  options: ReviewOptions,
  ports: { readonly blobs: BlobReader | undefined; readonly syntax: Syntax },
): Promise<PreparedFile> {
  const policy = { excludeGlobs: options.exclude, maxFileBytes: options.maxFileBytes };
  const facts = attributes === undefined ? {} : { attributes };
  const early = exclusionOf(file, facts, policy);
  if (early !== undefined)
    return { file, fileIndex, exclusion: early, headText: undefined, outline: undefined };
  const text = await ports.blobs?.read(file, 'head', options.maxFileBytes);
  const late = text === undefined ? undefined : exclusionOf(file, { ...facts, headText: text }, policy);
  if (text === undefined || late !== undefined) {
    return { file, fileIndex, exclusion: late, headText: undefined, outline: undefined };
  }
  const headText = maskText(text);
  return {
    file,
    fileIndex,
    exclusion: undefined,
    headText,
    outline: await ports.syntax.outline(file.path, headText),
  };
}
