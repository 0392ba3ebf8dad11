import { commandBinds } from './command-binds.ts';
import type { Enclosure } from './enclosure.ts';
import { innerCommand } from './inner-command.ts';
import { insideEnvironment, insideTemporary } from './inside-environment.ts';
import { kernelSwitches } from './kernel-files.ts';
import { namespaceGroup } from './namespace-group.ts';
import type { SandboxCommand } from './sandbox.ts';
import type { ShownSystem } from './shown-system.ts';
import type { Bind } from './system-view.ts';

export interface BubblewrapOptions {
  /** Absolute path of `bwrap`. */
  readonly program: string;
  /** Version 0.8 and later: memory file systems have a size, and user namespaces inside can be forbidden. */
  readonly isRecent: boolean;
  readonly system: ShownSystem;
  readonly node: string;
  /** Without one only root can make the other namespaces. */
  readonly hasUserNamespace: boolean;
  /** As in InnerOptions. */
  readonly isCounted: boolean;
}

/** Room for shared memory, in bytes: as container engines give it. */
const sharedMemory = 64 * 1024 * 1024;

/** Locks commands in with bubblewrap, which was made for this: the best there is. */
export function encloseInBubblewrap(options: BubblewrapOptions): Enclosure {
  const { variables } = options.system;
  return {
    level: 'bubblewrap',
    promise: 'no network, no home, read-only repository',
    wrap: async (command) => ({
      file: options.program,
      args: [
        ...isolation(options),
        ...fileSystem(command, options),
        ...['--', ...innerCommand(command, { isInit: false, isCounted: options.isCounted, variables })],
      ],
      env: insideEnvironment(command.env, options.node),
      cwd: '/',
      group: namespaceGroup,
    }),
  };
}

function isolation({ hasUserNamespace, isRecent }: BubblewrapOptions): string[] {
  return [
    ...(hasUserNamespace ? ['--unshare-user'] : []),
    ...(hasUserNamespace && isRecent ? ['--disable-userns'] : []),
    ...['--unshare-pid', '--unshare-net', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'],
    // When Galley is killed, so is all that runs inside. Root keeps its rights unless they are taken away.
    ...['--die-with-parent', '--new-session', '--cap-drop', 'ALL'],
  ];
}

function fileSystem(command: SandboxCommand, { system, isRecent }: BubblewrapOptions): string[] {
  const own = commandBinds(command);
  const view = system.viewBeside(own);
  const room = (bytes: number) => (isRecent ? ['--size', String(bytes)] : []);
  return [
    ...view.links.flatMap(({ path, target }) => ['--symlink', target, path]),
    ...view.binds.flatMap(bindArguments),
    ...['--proc', '/proc', '--dev', '/dev'],
    ...kernelSwitches().flatMap((path) => ['--ro-bind', path, path]),
    ...[...room(sharedMemory), '--tmpfs', '/dev/shm'],
    ...[...room(command.limits.diskBytes), '--tmpfs', insideTemporary, '--dir', `${insideTemporary}/home`],
    // Parents before what lies in them.
    ...own.toSorted((a, b) => (a.path < b.path ? -1 : 1)).flatMap(bindArguments),
    ...['--remount-ro', '/dev', '--remount-ro', '/', '--chdir', command.cwd],
  ];
}

function bindArguments({ path, source = path, isWritable }: Bind): string[] {
  return [isWritable ? '--bind' : '--ro-bind', source, path];
}
