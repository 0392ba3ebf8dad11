import { readFileSync } from 'node:fs';
import { parseMountinfo, planBinds } from './bind-mounts.ts';
import { commandBinds } from './command-binds.ts';
import type { Enclosure } from './enclosure.ts';
import { innerCommand, threadLimit } from './inner-command.ts';
import { insideEnvironment } from './inside-environment.ts';
import { deviceFiles, kernelSwitches } from './kernel-files.ts';
import { namespaceGroup } from './namespace-group.ts';
import { namespaceScriptArguments, newRoot, type NamespaceScriptInput } from './namespace-script.ts';
import type { SandboxCommand } from './sandbox.ts';
import type { SystemView } from './system-view.ts';

/** Absolute paths of what util-linux and iproute2 give. */
export interface NamespaceTools {
  readonly unshare: string;
  readonly setpriv: string;
  readonly mount: string;
  readonly umount: string;
  readonly pivotRoot: string;
  /** Command that takes the loopback up; empty: there is none, and the command has no network at all. */
  readonly loopback: readonly string[];
}

export interface NamespaceOptions {
  readonly tools: NamespaceTools;
  readonly view: SystemView;
  readonly node: string;
  readonly uid: number;
  readonly gid: number;
  /** Without one only root can make the other namespaces. */
  readonly hasUserNamespace: boolean;
  /** As in InnerOptions. */
  readonly isCounted: boolean;
  /** A process namespace has its own limit of process ids. */
  readonly hasOwnProcessIds: boolean;
}

/** Locks commands in with `unshare` of util-linux: the second best, found on most systems. */
export function encloseInNamespaces(options: NamespaceOptions): Enclosure {
  const { tools, uid, gid, hasUserNamespace } = options;
  const outer = hasUserNamespace ? ['--user', '--map-root-user'] : [];
  // A user namespace below the first owns none of the mounts: it cannot make them writable again.
  const inner = hasUserNamespace ? [tools.unshare, '--user', `--map-user=${uid}`, `--map-group=${gid}`] : [];
  return {
    level: 'namespaces',
    promise: 'no network, no home, read-only repository',
    wrap: async (command) => ({
      file: tools.setpriv,
      args: [
        // When Galley is killed, so is unshare, and with it all that runs inside.
        ...['--pdeathsig', 'KILL', tools.unshare, ...outer],
        ...['--mount', '--net', '--pid', '--ipc', '--uts', '--cgroup', '--fork', '--kill-child'],
        ...['/bin/sh', ...namespaceScriptArguments(scriptInput(command, options)), ...inner],
        ...[tools.setpriv, '--no-new-privs', '--bounding-set=-all', '--inh-caps=-all'],
        ...innerCommand(command, { isInit: true, isCounted: options.isCounted }),
      ],
      env: insideEnvironment(command.env, options.node),
      cwd: '/',
      group: namespaceGroup,
    }),
  };
}

function scriptInput(command: SandboxCommand, options: NamespaceOptions): NamespaceScriptInput {
  const { tools, view, hasUserNamespace, hasOwnProcessIds } = options;
  const mounts = parseMountinfo(readFileSync('/proc/self/mountinfo', 'utf8'));
  const plan = planBinds([...view.binds, ...view.links, ...commandBinds(command)], mounts, newRoot);
  const devices = deviceFiles.map((path) => `${path} ${newRoot}${path} none bind,nosuid,noexec`);
  const switches = kernelSwitches().map((path) => `${newRoot}${path} ${newRoot}${path} none bind,ro`);
  return {
    ...tools,
    loopback: tools.loopback.join('\n'),
    room: String(command.limits.diskBytes),
    nested: hasUserNamespace ? 'yes' : '',
    lastProcess: hasOwnProcessIds ? String(threadLimit(command.limits.processes)) : '',
    folders: plan.folders.join('\n'),
    files: [...plan.files, ...deviceFiles.map((path) => newRoot + path)].join('\n'),
    fstab: [`proc ${newRoot}/proc proc nosuid,nodev,noexec`, ...switches, ...devices, ...plan.fstab].join(
      '\n',
    ),
    remounts: plan.remounts.map(({ path, options: flags }) => `${flags} ${path}`).join('\n'),
    cwd: command.cwd,
  };
}
