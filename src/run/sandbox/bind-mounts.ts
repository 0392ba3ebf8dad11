import { escapeFstab, unescapeFstab } from './escape-fstab.ts';
import { isBelowAny, type Bind } from './system-view.ts';

/** A mount of this process, of which only what binds must respect is kept. */
export interface MountPoint {
  readonly path: string;
  /** A user namespace may not take this flag away from what it binds. */
  readonly noexec: boolean;
}

/** How a view of the file system is put together below a new root. */
export interface BindPlan {
  /** What must be there to be mounted upon, below the new root. */
  readonly folders: readonly string[];
  readonly files: readonly string[];
  /** Lines of an fstab(5), for `mount -a`. */
  readonly fstab: readonly string[];
  /** Mounts inside of read-only binds: `mount -a` leaves them writable, so that each takes a call. */
  readonly remounts: readonly { readonly path: string; readonly options: string }[];
}

/** Reads the text of /proc/self/mountinfo, see proc_pid_mountinfo(5). */
export function parseMountinfo(text: string): MountPoint[] {
  return text
    .split('\n')
    .map((line) => line.split(' '))
    .filter((fields) => fields.length > 5)
    .map(([, , , , path = '', options = '']) => ({
      path: unescapeFstab(path),
      noexec: options.split(',').includes('noexec'),
    }));
}

/** Shows these paths below a new root: parents before what lies in them. */
export function planBinds(binds: readonly Bind[], mounts: readonly MountPoint[], root: string): BindPlan {
  const sorted = binds.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  // Below another bind the place is there already: the same tree at the same path.
  const own = sorted.filter(
    (bind) => !sorted.some((other) => other !== bind && isBelow(bind.path, other.path)),
  );
  return {
    folders: own.filter(({ kind }) => kind === 'folder').map(({ path }) => root + path),
    files: own.filter(({ kind }) => kind === 'file').map(({ path }) => root + path),
    fstab: sorted.map((bind) => {
      const options = `rbind,${flags(mountAround(sourceOf(bind), mounts), bind.isWritable)}`;
      return `${escapeFstab(sourceOf(bind))} ${escapeFstab(root + bind.path)} none ${options} 0 0`;
    }),
    remounts: mounts.flatMap((mount) => {
      const place = placeInReadOnly(mount.path, sorted);
      return place === undefined
        ? []
        : [{ path: root + place, options: `remount,bind,${flags(mount, false)}` }];
    }),
  };
}

function flags(mount: MountPoint | undefined, isWritable: boolean): string {
  const kept = mount?.noexec === true ? ',noexec' : '';
  return `${isWritable ? 'rw' : 'ro'},nosuid,nodev${kept}`;
}

/** The mount that a path lies on: the deepest, of several at one place the last. */
function mountAround(path: string, mounts: readonly MountPoint[]): MountPoint | undefined {
  return mounts
    .filter((mount) => isBelowAny(path, [mount]))
    .reduce<MountPoint | undefined>((a, b) => (a && a.path.length > b.path.length ? a : b), undefined);
}

/** Where a mount is seen inside of a read-only bind; undefined: in none. */
function placeInReadOnly(mount: string, sorted: readonly Bind[]): string | undefined {
  const nearest = sorted.findLast((bind) => isBelowAny(mount, [{ path: sourceOf(bind) }]));
  if (nearest === undefined || nearest.isWritable || sourceOf(nearest) === mount) return undefined;
  return nearest.path + mount.slice(sourceOf(nearest).length);
}

function sourceOf({ path, source = path }: Bind): string {
  return source;
}

function isBelow(path: string, folder: string): boolean {
  return path !== folder && isBelowAny(path, [{ path: folder }]);
}
