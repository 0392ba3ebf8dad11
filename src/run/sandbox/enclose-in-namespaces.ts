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
import type { ShownSystem } from './shown-system.ts';

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
  /** The same of the system that is seen inside: they go on when this machine's can be seen no more. */
  readonly insideTools: NamespaceTools;
  readonly system: ShownSystem;
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
  const { tools, insideTools, uid, gid, hasUserNamespace } = options;
  const outer = hasUserNamespace ? ['--user', '--map-root-user'] : [];
  // A user namespace below the first owns none of the mounts: it cannot make them writable again.
  const inner = hasUserNamespace
    ? [insideTools.unshare, '--user', `--map-user=${uid}`, `--map-group=${gid}`]
    : [];
  const { variables } = options.system;
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
        ...[insideTools.setpriv, '--no-new-privs', '--bounding-set=-all', '--inh-caps=-all'],
        ...innerCommand(command, { isInit: true, isCounted: options.isCounted, variables }),
      ],
      env: insideEnvironment(command.env, options.node),
      cwd: '/',
      group: namespaceGroup,
    }),
  };
}

function scriptInput(command: SandboxCommand, options: NamespaceOptions): NamespaceScriptInput {
  const { tools, insideTools, system, hasUserNamespace, hasOwnProcessIds } = options;
  const own = commandBinds(command);
  const view = system.viewBeside(own);
  const mounts = parseMountinfo(readFileSync('/proc/self/mountinfo', 'utf8'));
  const plan = planBinds([...view.binds, ...view.links, ...own], mounts, newRoot);
  const devices = deviceFiles.map((path) => `${path} ${newRoot}${path} none bind,nosuid,noexec`);
  const switches = kernelSwitches().map((path) => `${newRoot}${path} ${newRoot}${path} none bind,ro`);
  return {
    ...tools,
    umount: insideTools.umount,
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
