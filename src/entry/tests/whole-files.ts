import { languageOf } from '../../change/chunk-language.ts';
import { changeOfTexts } from '../../change/change-of-texts.ts';
import type { FileChange } from '../../change/change.ts';
import { isTestPath } from '../../change/is-test-path.ts';
import { GalleyError } from '../../errors.ts';
import { listCodeFiles } from '../../git/list-code-files.ts';
import { readAttributes } from '../../git/read-attributes.ts';
import { readWorkingFile } from '../../git/read-working-file.ts';
import type { BlobReader, ChangeSource } from '../../review/ports.ts';

interface WholeFilesPlace {
  readonly root: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly maxFileBytes: number;
}

/** Files as if all of them were new: what is asked for is not a change but what they lack. */
export interface WholeFiles {
  readonly source: ChangeSource;
  readonly blobs: BlobReader;
}

const languages = new Set(['javascript', 'typescript', 'tsx', 'python']);

/**
 * Code below some paths that tests can be written for, tests themselves left out.
 *
 * @throws GalleyError `unreadable-file` when there is none
 */
export async function openWholeFiles(paths: readonly string[], place: WholeFilesPlace): Promise<WholeFiles> {
  const { root, cwd, env, maxFileBytes } = place;
  const names = await listCodeFiles(paths, { cwd, env });
  const wanted = names.filter((path) => languages.has(languageOf(path)) && !isTestPath(path));
  const texts = new Map<string, string>();
  for (const path of wanted) {
    const read = await readWorkingFile(root, path, maxFileBytes);
    if (typeof read !== 'string' && read.mode !== '120000') texts.set(path, read.bytes.toString());
  }
  if (texts.size === 0) throw nothingThere(paths);
  const files = [...texts].map(([path, text]): FileChange => changeOfTexts(path, undefined, text));
  return {
    source: {
      title: paths.join(', '),
      read: async () => ({ files, context: 'blobs' }),
    },
    blobs: {
      read: async ({ path }, side) => (side === 'head' ? texts.get(path) : undefined),
      attributes: (those) => readAttributes(those, undefined, { cwd: root, env }),
      close: async () => {},
    },
  };
}

function nothingThere(paths: readonly string[]): GalleyError {
  return new GalleyError('unreadable-file', {
    what: `There is no code below ${paths.join(', ')} that tests could be written for`,
    why: 'Tests are written for JavaScript, TypeScript and Python files that git tracks or would track.',
    todo: 'galley tests src/',
  });
}
