/** Where the new root is put together: a folder of every Linux, of which nothing is needed inside. */
export const newRoot = '/sys';

/** What {@link namespaceScript} is told: its first arguments, in this order. Lists hold one entry a line. */
export interface NamespaceScriptInput {
  /** Absolute paths of programs. */
  readonly mount: string;
  readonly umount: string;
  readonly pivotRoot: string;
  /** A command, one word a line; empty: the loopback stays down. */
  readonly loopback: string;
  /** Bytes for all that is written to memory, which is everything outside of writable binds. */
  readonly room: string;
  /** `yes` in a user namespace, which may then have one more below it: the one that the command gets. */
  readonly nested: string;
  /** Highest process id, 301 or above; empty: the limit is not this namespace's own. */
  readonly lastProcess: string;
  /** As in a BindPlan. A remount is its options, a blank and a path. */
  readonly folders: string;
  readonly files: string;
  readonly fstab: string;
  readonly remounts: string;
  /** Where the command starts. */
  readonly cwd: string;
}

/**
 * Builds the view of the file system from inside new namespaces, then goes on as the arguments that are left. Nothing
 * that differs stands in its text, so that no name can become code.
 */
export const namespaceScript = `
set -euf
mount=$1 umount=$2 pivot=$3 loopback=$4 room=$5 nested=$6 last=$7 folders=$8 files=$9
shift 9
fstab=$1 remounts=$2 cwd=$3
shift 3
IFS='
'
[ -z "$nested" ] || echo 1 > /proc/sys/user/max_user_namespaces || :
[ -z "$last" ] || echo "$last" > /proc/sys/kernel/pid_max || :
"$mount" -t tmpfs -o "mode=755,nosuid,nodev,size=$room" tmpfs ${newRoot}
cd ${newRoot}
mkdir -p proc old tmp/home dev/shm $folders
ln -s /proc/self/fd dev/fd
for file in $files; do : > "$file"; done
printf '%s\\n' "$fstab" > .mounts
"$mount" -a -T ${newRoot}/.mounts
for remount in $remounts; do "$mount" -o "\${remount%% *}" "\${remount#* }"; done
: > .mounts
[ -z "$loopback" ] || $loopback || :
"$pivot" . old
"$umount" -l /old
cd "$cwd"
exec "$@"
`;

/** Arguments for `/bin/sh`. */
export function namespaceScriptArguments(input: NamespaceScriptInput): string[] {
  const {
    mount,
    umount,
    pivotRoot,
    loopback,
    room,
    nested,
    lastProcess,
    folders,
    files,
    fstab,
    remounts,
    cwd,
  } = input;
  const values = [
    mount,
    umount,
    pivotRoot,
    loopback,
    room,
    nested,
    lastProcess,
    folders,
    files,
    fstab,
    remounts,
    cwd,
  ];
  return ['-c', namespaceScript, 'sh', ...values];
}
