import { describeFailure, GalleyError, isGalleyError } from '../../errors.ts';
import { silentLog, type Log } from '../../log.ts';
import type { StagedEdit, StagedOutcome, StagedWriter } from '../../review/ports.ts';
import type { Environment } from '../git-environment.ts';
import type { GitOptions } from '../run-git.ts';
import { whyToStop } from './find-hook-state.ts';
import { locateIndex, type IndexPlace } from './locate-index.ts';
import { mixesSparseAndIntended } from './mixes-sparse-and-intended.ts';
import { keepLastRun } from './keep-last-run.ts';
import { planTreeCopy, type EditedBlob, type TreePlan } from './plan-tree-copy.ts';
import { prepareFile, putInPlace, type ReadyFile } from './replace-file.ts';
import { listStaged } from './list-staged.ts';
import type { StagedEntry } from './parse-staged-diff.ts';
import { mayGainDocs, readStaged } from './read-staged.ts';
import type { EntryTraits } from './read-entry-traits.ts';
import { withScratch } from './scratch-folder.ts';
import { swapInIndexes } from './swap-in-indexes.ts';
import { toBlob } from './to-blob.ts';
import { writeBlobs } from './write-blobs.ts';

export interface StagedWriterOptions {
  readonly cwd: string;
  /** As git gives it to a hook: `GIT_INDEX_FILE` and its like are honoured. */
  readonly env: Environment;
  /** Stops reading and preparing. What has begun to be written is finished. */
  readonly signal?: AbortSignal;
  readonly log?: Log;
  readonly onProcess?: (args: readonly string[]) => void;
  /** Called as each step of writing is done: for tests that end the process there. */
  readonly onStep?: (step: WriteStep) => void;
}

/** A writer that tells where it writes. */
export interface LocatedWriter extends StagedWriter {
  /** Looked up once. Throws GalleyError: `not-a-repository`, `git-failed`. */
  place(): Promise<IndexPlace>;
  /**
   * Paths that could be documented, before any of them is read; none during a merge and its like. Throws as `read`, which then
   * goes on from here.
   */
  list(signal: AbortSignal): Promise<readonly string[]>;
}

/** What git says is staged, and why that is not to be looked at. */
interface Listing {
  readonly stop: string;
  readonly entries: readonly StagedEntry[];
  readonly git: GitOptions;
}

const riskyIndex = 'a sparse index holds files of `git add -N`, which git would commit wrongly';

/** In this order. Up to `prepared` nothing that anybody sees has changed. `copied` once a file. */
export const writeSteps = ['blobs', 'prepared', 'staged', 'copied', 'recorded'] as const;
export type WriteStep = (typeof writeSteps)[number];

/**
 * Edits what is staged, in the index itself: nothing is stashed, checked out or reset, and unstaged work is at most added to.
 *
 * What is slow comes first: blobs that no one refers to yet, copies for the working tree in git's own folder. Then, within
 * milliseconds: all entries of the index in one step, then each copy in one step. A run that is killed between two of them
 * leaves docs that are staged and not in the working tree, which `git status` shows; never the reverse. The next `git status`
 * looks at the copies once more: having git do so here would write the whole index a second time while a commit waits.
 */
export function createStagedWriter(options: StagedWriterOptions): LocatedWriter {
  const { cwd, env, signal, onProcess } = options;
  let place: Promise<IndexPlace> | undefined;
  let traits: ReadonlyMap<string, EntryTraits> = new Map();
  const locate = (by?: AbortSignal): Promise<IndexPlace> =>
    (place ??= locateIndex({ cwd, env, signal: by ?? signal, onProcess }));
  let listed: Promise<Listing> | undefined;
  const list = async (by: AbortSignal): Promise<Listing> => {
    // Side by side: most commits end here.
    const entries = listStaged({ cwd, env, signal: by, onProcess });
    entries.catch(() => {}); // Thrown below, unless there is no repository at all.
    const here = await locate(by);
    const git = { ...here.git, signal: by };
    const stop = whyToStop(here.gitDir);
    if (stop !== '') return { stop, entries: [], git };
    const found = await entries;
    const isRisky = found.some(mayGainDocs) && (await mixesSparseAndIntended({ ...here, git }));
    return isRisky ? { stop: riskyIndex, entries: [], git } : { stop, entries: found, git };
  };
  return {
    place: () => locate(),
    async list(by) {
      const { entries } = await (listed = list(by));
      return entries.filter(mayGainDocs).map(({ name }) => name.toString());
    },
    async read(by) {
      const { stop, entries, git } = await (listed ?? list(by));
      listed = undefined;
      if (stop !== '') return { files: [], skipped: [], stop };
      const { files, skipped, traits: found } = await readStaged(entries, git);
      traits = found;
      return { files, skipped, stop };
    },
    async write(edits) {
      if (edits.length === 0) return [];
      const { git, ...rest } = await locate();
      const here = { ...rest, git: { ...git, signal } };
      return withScratch(here.gitDir, (scratch) => writeEdits(edits, { here, scratch, traits, options }));
    },
  };
}

interface Writing {
  readonly here: IndexPlace;
  readonly scratch: string;
  readonly traits: ReadonlyMap<string, EntryTraits>;
  readonly options: StagedWriterOptions;
}

async function writeEdits(edits: readonly StagedEdit[], writing: Writing): Promise<StagedOutcome[]> {
  const { here, scratch, options } = writing;
  const { onStep = () => {} } = options;
  const blobs = edits.map((edit) => toBlob(edit, writing.traits.get(edit.file.path)?.encoding ?? ''));
  const sound = blobs.filter((blob) => blob !== undefined);
  await writeBlobs(
    sound.map(({ newBytes }) => newBytes),
    formatOf(edits),
    here.git,
  );
  onStep('blobs');
  const prepared = await Promise.all(sound.map((blob, i) => prepareCopy(blob, `copy-${i}`, writing)));
  if (options.signal?.aborted) {
    throw new GalleyError('interrupted', { what: 'Stopped before anything was written' });
  }
  onStep('prepared');
  // From here on nothing is interrupted, but for what git would find gone.
  const git = { ...here.git, signal: undefined };
  const swaps = sound.map(({ edit, oldId, newId }) => ({ path: edit.file.path, from: oldId, to: newId }));
  const swapped = await swapInIndexes(swaps, { ...here, git, stop: options.signal }, scratch);
  onStep('staged');
  const outcomes: StagedOutcome[] = [];
  for (const [i, copy] of prepared.entries()) {
    const path = swaps[i]?.path ?? '';
    const refusal = swapped.get(path) ?? '';
    outcomes.push(refusal === '' ? await putCopy(path, copy) : dropped(path, refusal));
    if (refusal === '') onStep('copied');
  }
  const documented = outcomes.filter(({ staged }) => staged === 'documented').map(({ path }) => path);
  await remember(edits, documented, writing);
  onStep('recorded');
  return edits.map(
    ({ file }) => outcomes.find(({ path }) => path === file.path) ?? dropped(file.path, 'unsound insertions'),
  );
}

type Copy = ReadyCopy | { readonly how: 'left-alone'; readonly reason: string };
interface ReadyCopy {
  readonly how: 'written' | 'merged' | 're-anchored';
  readonly file: ReadyFile;
}

/** Never throws: what cannot be prepared is left alone. */
async function prepareCopy(blob: EditedBlob, name: string, { here, scratch }: Writing): Promise<Copy> {
  const { root, git } = here;
  try {
    const plan: TreePlan = await planTreeCopy(blob, name, { root, git, scratch });
    if (plan.how === 'left-alone') return plan;
    const { path } = blob.edit.file;
    const file = await prepareFile({ root, path, before: plan.before, after: plan.after }, scratch, name);
    return { how: plan.how, file };
  } catch (error) {
    return { how: 'left-alone', reason: isGalleyError(error) ? describeFailure(error) : String(error) };
  }
}

async function putCopy(path: string, copy: Copy): Promise<StagedOutcome> {
  const reason = copy.how === 'left-alone' ? copy.reason : await putInPlace(copy.file);
  return { path, staged: 'documented', tree: reason === '' ? copy.how : 'left-alone', reason };
}

/** Docs that are in cannot be taken back by a failure here: `--undo` then knows the run before. */
async function remember(
  edits: readonly StagedEdit[],
  documented: readonly string[],
  { here, options: { log = silentLog } }: Writing,
): Promise<void> {
  const files = edits
    .filter(({ file }) => documented.includes(file.path))
    .map(({ file: { path, text }, insertions }) => ({ path, text, insertions }));
  await keepLastRun(here, files).catch((error: unknown) =>
    log.debug('what was put in could not be kept', { error: String(error) }),
  );
}

function dropped(path: string, reason: string): StagedOutcome {
  return { path, staged: 'dropped', tree: 'left-alone', reason };
}

function formatOf(edits: readonly StagedEdit[]): 'sha1' | 'sha256' {
  return edits[0]?.file.id.length === 64 ? 'sha256' : 'sha1';
}
