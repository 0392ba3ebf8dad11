import type { LoadedSettings } from '../../config/load-settings.ts';
import type { Log } from '../../log.ts';
import type { CoverageSource } from '../../review/coverage-ports.ts';
import type { BlobReader } from '../../review/ports.ts';
import type { TextFile } from '../../review/test-ports.ts';
import type { Terminal } from '../cli/terminal.ts';
import type { RepositoryConfiguration } from '../cli/choose-configuration.ts';
import { openChange } from '../cli/open-change.ts';
import { keepFiles, type KeptFiles } from '../coverage/keep-files.ts';
import { openCoverage } from '../coverage/open-coverage.ts';
import type { CoveragePorts } from '../../review/coverage-ports.ts';
import type { ChosenTests } from './choose-tests.ts';
import { openWholeFiles } from './whole-files.ts';

/** What tests are to be written for. */
export interface OpenTests {
  readonly root: string;
  readonly kept: KeptFiles;
  readonly blobs: BlobReader;
  readonly loaded: LoadedSettings;
  readonly maxFileBytes: number;
  /** Files of the head tree that may differ from those in the working tree. */
  readonly changed: () => Promise<readonly TextFile[]>;
  /** Id of the commit or tree before the change; undefined where there is none. */
  readonly baseTree: (() => Promise<string>) | undefined;
  /** Ports of coverage, with hits from reports, or from elsewhere. */
  readonly coverage: (hits: CoverageSource | undefined) => CoveragePorts;
}

/** Opens the Change, or whole files as one. */
export async function openTests(
  { whole, chosen }: ChosenTests,
  reports: readonly string[],
  { load, terminal, log, signal }: OpeningTests,
): Promise<OpenTests> {
  const { cwd, env } = terminal;
  const opened = await openChange(chosen, terminal, log, signal);
  const { origin, root, configuration } = opened;
  if (origin === undefined || root === undefined || opened.blobs === undefined)
    throw new Error('only git knows what a file held');
  const loaded = await load(configuration);
  const maxFileBytes = loaded.settings.maxFileKilobytes * 1024;
  const files = whole && (await openWholeFiles(whole, { root, cwd, env, maxFileBytes }));
  const blobs = files?.blobs ?? opened.blobs;
  const kept = keepFiles(files?.source ?? opened.source);
  const isOnDisk = files !== undefined || origin.kind === 'working-tree';
  return {
    root,
    kept,
    blobs,
    loaded,
    maxFileBytes,
    changed: isOnDisk ? async () => [] : () => readChanged(kept, blobs, maxFileBytes, signal),
    baseTree: files === undefined ? () => origin.baseTree() : undefined,
    coverage: (hits) => {
      const place = { reports, baseReports: [], origin, blobs, kept, maxFileBytes, env, log };
      const ports = openCoverage(place);
      return hits === undefined ? ports : { ...ports, hits };
    },
  };
}

export interface OpeningTests {
  readonly load: (place: RepositoryConfiguration) => Promise<LoadedSettings>;
  readonly terminal: Terminal;
  readonly log: Log;
  readonly signal: AbortSignal;
}

async function readChanged(
  { source }: KeptFiles,
  blobs: BlobReader,
  maxFileBytes: number,
  signal: AbortSignal,
): Promise<readonly TextFile[]> {
  const { files } = await source.read(signal, maxFileBytes);
  const texts = await Promise.all(files.map((file) => blobs.read(file, 'head', maxFileBytes)));
  return files.flatMap(({ path, status }, i) => {
    const text = texts[i];
    return text === undefined || status === 'deleted' ? [] : [{ path, text }];
  });
}
