import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findProgram } from '../../../../src/run/sandbox/find-program.ts';
import { foldersOf, type LayerFiles } from './make-image.ts';

/** What the namespaces of util-linux need inside, and a shell. */
const systemPrograms = ['sh', 'unshare', 'setpriv', 'mount', 'umount', 'pivot_root'];

/** The same with Node in a folder of its own. */
export function smallSystem(): LayerFiles {
  const node = realpathSync(process.execPath);
  return [...shellSystem(librariesOf(node)), ['opt/own/bin/node', readFileSync(node), 0o755]];
}

/** A small system out of this machine's own files: a shell and util-linux. */
export function shellSystem(more: readonly string[] = []): LayerFiles {
  const programs = systemPrograms.map((name) => realpathSync(findProgram(name, '') ?? ''));
  const libraries = new Set([...programs.flatMap(librariesOf), ...more]);
  return [
    ...['usr/bin/', 'usr/lib/', 'opt/own/bin/', 'etc/', 'tmp/', 'work/'].map((name) => [name, ''] as const),
    ['bin', '-> usr/bin'],
    ['etc/os-release', 'NAME="made by a test"\n'],
    ...programs.map((file, i) => [`usr/bin/${systemPrograms[i]}`, readFileSync(file), 0o755] as const),
    // Where the loader looks: at the paths that ldd names.
    ...[...libraries].flatMap((file) => [
      ...foldersOf(file.slice(1)),
      [file.slice(1), readFileSync(file), 0o755] as const,
    ]),
  ];
}

function librariesOf(file: string): string[] {
  const told = execFileSync('ldd', [file], { encoding: 'utf8' });
  return [...told.matchAll(/(\/\S+) \(0x/g)].map(([, library = '']) => library);
}

/** The files of a folder as entries below a name. */
export function folderAs(name: string, folder: string): LayerFiles {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): LayerFiles => {
    const [path, file] = [`${name}/${basename(entry.name)}`, join(folder, entry.name)];
    if (entry.isDirectory()) return [[`${path}/`, ''], ...folderAs(path, file)];
    if (entry.isSymbolicLink()) return [[path, `-> ${readlinkSync(file)}`]];
    return [[path, readFileSync(file), statSync(file).mode]];
  });
}
