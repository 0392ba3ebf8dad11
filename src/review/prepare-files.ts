import type { Change, FileChange } from '../change/change.ts';
import type { Outline } from '../change/chunk.ts';
import { isProse, proseReason } from '../change/is-prose.ts';
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
  /** Undefined without text, without a parser for the language, or where nothing needs it. */
  readonly outline: Outline | undefined;
}

/** Files read at the same time: enough to keep git busy, few enough to keep memory low. */
const batchSize = 16;

/**
 * Decides about each file, cheapest reason first: only files that survive it are read.
 *
 * @param isParsed whether a file's Outline is wanted: parsing is the dearest step
 */
export async function prepareFiles(
  change: Change,
  options: ReviewOptions,
  ports: ReviewPorts,
  isParsed: (file: FileChange, fileIndex: number) => boolean = () => true,
): Promise<PreparedFile[]> {
  const paths = change.files.map((file) => file.path);
  const attributes = (await ports.blobs?.attributes(paths)) ?? new Map<string, PathAttributes>();
  const prepared: PreparedFile[] = [];
  for (let start = 0; start < change.files.length; start += batchSize) {
    ports.signal.throwIfAborted();
    const batch = change.files.slice(start, start + batchSize);
    const done = batch.map((file, offset) =>
      prepareFile(file, start + offset, attributes.get(file.path), options, ports).then((one) =>
        isParsed(file, one.fileIndex) ? withOutline(one, ports.syntax) : one,
      ),
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
  ports: { readonly blobs: BlobReader | undefined },
): Promise<PreparedFile> {
  const policy = { excludeGlobs: options.exclude, maxFileBytes: options.maxFileBytes };
  const facts = attributes === undefined ? {} : { attributes };
  const early = exclusionOf(file, facts, policy);
  if (early !== undefined)
    return { file, fileIndex, exclusion: early, headText: undefined, outline: undefined };
  const text = await ports.blobs?.read(file, 'head', options.maxFileBytes);
  const late = text === undefined ? undefined : exclusionOf(file, { ...facts, headText: text }, policy);
  const exclusion = late ?? (isProse(file.path) ? proseReason : undefined);
  if (text === undefined || late !== undefined) {
    return { file, fileIndex, exclusion, headText: undefined, outline: undefined };
  }
  return { file, fileIndex, exclusion, headText: maskText(text), outline: undefined };
}

async function withOutline(prepared: PreparedFile, syntax: Syntax): Promise<PreparedFile> {
  const { file, headText } = prepared;
  return headText === undefined
    ? prepared
    : { ...prepared, outline: await syntax.outline(file.path, headText) };
}
