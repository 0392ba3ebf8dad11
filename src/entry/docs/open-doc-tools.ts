import { join } from 'node:path';
import { docTableOf } from '../../docstring/languages/table-of.ts';
import { GalleyError } from '../../errors.ts';
import { listCodeFiles } from '../../git/list-code-files.ts';
import { readWorkingFile } from '../../git/read-working-file.ts';
import type { Log } from '../../log.ts';
import type { DocSyntax } from '../../review/ports.ts';
import { createDocSyntax } from '../../syntax/declarations/create-doc-syntax.ts';
import { packageFile } from '../cli/package-files.ts';

/** Larger files are nothing a person documents. */
const mostBytes = 512 * 1024;

/** A file whose text is valid UTF-8 and encodes to the very same bytes. */
export interface CodeFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/** Parsers of the built package. */
export function openDocSyntax(log: Log): DocSyntax {
  const wasm = packageFile('wasm');
  return createDocSyntax({
    grammarDirectory: wasm,
    runtimeWasm: join(wasm, 'web-tree-sitter.wasm'),
    log,
  });
}

/**
 * The files of known languages below the paths, read from the working tree. Those that cannot be read safely are left out.
 *
 * @throws GalleyError `invalid-usage` when a path that was named holds none
 */
export async function readCodeFiles(
  paths: readonly string[],
  git: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly root: string },
): Promise<readonly CodeFile[]> {
  const names = await listCodeFiles(paths, git);
  const known = names.filter((path) => docTableOf(path) !== undefined);
  if (known.length === 0 && paths.length > 0)
    throw new GalleyError('invalid-usage', {
      what: `there is no file whose docs Galley knows in ${paths.join(' ')}`,
      why: 'It knows those of TypeScript, JavaScript, Python, Go, Java, Rust and C#.',
      todo: 'galley docs src',
    });
  const files = await Promise.all(known.map((path) => readOne(path, git.root)));
  return files.filter((file) => file !== undefined);
}

async function readOne(path: string, root: string): Promise<CodeFile | undefined> {
  const file = await readWorkingFile(root, path, mostBytes);
  if (typeof file === 'string' || file.mode === '120000') return undefined;
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.bytes);
  return Buffer.from(text).equals(file.bytes) ? { path, text } : undefined;
}
