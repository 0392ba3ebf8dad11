import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LineRange } from '../../change/outline-lines.ts';
import type { Change, FileChange } from '../../change/change.ts';
import { findWord } from '../../git/find-word.ts';
import type { BlobReader } from '../../review/ports.ts';
import type { TreeReader } from '../../review/suggest-tests/suggest-options.ts';
import { chooseCallSites } from '../../testgen/context/choose-call-sites.ts';
import { readWorkingFile } from '../../git/read-working-file.ts';
import type { Environment } from '../../git/git-environment.ts';

interface TreePlace {
  readonly root: string;
  readonly env: Environment;
  readonly blobs: BlobReader;
  readonly change: Change;
  readonly maxFileBytes: number;
}

/** The head tree of a Change: changed files as the change has them, others as they are in the working tree. */
export function openTree({ root, env, blobs, change, maxFileBytes }: TreePlace): TreeReader {
  const changed = new Map(change.files.map((file) => [file.path, file]));
  return {
    async readText(path) {
      const file = changed.get(path);
      if (file !== undefined) return blobs.read(file, 'head', maxFileBytes);
      const found = await readWorkingFile(root, path, maxFileBytes);
      return typeof found === 'string' || found.mode === '120000' ? undefined : found.bytes.toString();
    },
    exists: (path) => existsSync(join(root, path)),
    async findUses(word, except) {
      const lines = await findWord(word, { cwd: root, env });
      return chooseCallSites(lines, word, except);
    },
    addedLines: (path) => addedIn(changed.get(path)),
  };
}

function addedIn(file: FileChange | undefined): LineRange[] {
  const lines = (file?.hunks ?? []).flatMap(({ lines: all }) => all.filter(({ side }) => side === 'head'));
  return lines.flatMap(({ headLine }) =>
    headLine === undefined ? [] : [{ first: headLine, last: headLine }],
  );
}
