import { changeOfTexts } from '../../../change/change-of-texts.ts';
import { languageOf } from '../../../change/chunk-language.ts';
import { exclusionOf } from '../../../change/exclude-file.ts';
import { findRepository } from '../../../git/find-repository.ts';
import { readOldFiles } from '../../../git/read-old-files.ts';
import type { GitOptions } from '../../../git/run-git.ts';
import { probeLanguages } from '../../../probe/probe-languages.ts';
import type { Probe } from '../../../probe/probe.ts';
import type { MeasuredText } from '../../../review/places-in-text.ts';

export interface SoundTexts {
  readonly texts: readonly MeasuredText[];
  /** For people, one for each folder: `112 files of /home/me/shop, unchanged for a year`. */
  readonly sources: readonly string[];
}

export interface SoundOptions {
  /** Folders inside of repositories. */
  readonly folders: readonly string[];
  readonly probes: readonly Probe[];
  /** As in the configuration. */
  readonly exclude: readonly string[];
  readonly maxFileBytes: number;
  readonly unchangedSince: Date;
}

/** Enough for a sample of every common trigger; each file is parsed and searched by all of them. */
const mostFiles = 300;
const maxFileBytes = 200_000;
const maxBytes = 20_000_000;

/** Tests try what must not work, and declarations do nothing: neither tells what sound code looks like. */
const uninteresting =
  /\.d\.[cm]?ts$|(^|\/)(tests?|__tests__|testdata|fixtures|locales)\/|[._-](test|spec)\.[a-z]+$|_test\.go$|(^|\/)test_[^/]*\.py$/;

const ages = { unchanged: 'unchanged for a year', half: 'the older half' } as const;

/**
 * Code of the operator's own repositories that has stood for long, without what a review would exclude.
 *
 * @throws GalleyError `not-a-repository`, `git-failed`
 */
export async function chooseSoundTexts(
  { folders, probes, exclude, unchangedSince, ...limits }: SoundOptions,
  git: Omit<GitOptions, 'cwd'>,
): Promise<SoundTexts> {
  const languages = probeLanguages(probes);
  const wants = (path: string): boolean => languages.has(languageOf(path)) && !uninteresting.test(path);
  const policy = { excludeGlobs: exclude, maxFileBytes: limits.maxFileBytes };
  const texts: MeasuredText[] = [];
  const sources: string[] = [];
  for (const folder of folders) {
    const own = { ...git, cwd: folder };
    await findRepository(own);
    const most = Math.ceil(mostFiles / folders.length);
    const old = await readOldFiles({ wants, unchangedSince, mostFiles: most, maxFileBytes, maxBytes }, own);
    const kept = old.files.filter(({ path, text }) => {
      const file = changeOfTexts(path, undefined, text);
      return exclusionOf(file, { headText: text }, policy) === undefined;
    });
    texts.push(...kept);
    sources.push(`${kept.length} files of ${folder}, ${ages[old.age]}`);
  }
  return { texts, sources };
}
