import type { Enclosure, WrappedCommand } from '../enclosure.ts';
import type { ProcessGroup } from '../process-group.ts';
import { makeCgroup, type Cgroup } from './make-cgroup.ts';
import type { Delegation } from './open-delegation.ts';

/** The same enclosure, with a control group around each command. The watchdog stays: it says earlier, and more. */
export function limitByCgroups(enclosure: Enclosure, delegation: Delegation): Enclosure {
  return {
    ...enclosure,
    async wrap(command) {
      const { file, args, group, remove, ...rest } = await enclosure.wrap(command);
      const cgroup = await makeOr(remove, delegation, command.limits);
      const [shell = '', ...before] = cgroup.enter;
      return {
        ...rest,
        file: shell,
        args: [...before, file, ...args],
        group: (pid) => groupIn(cgroup, group(pid)),
        async remove() {
          await cgroup.remove();
          await remove?.();
        },
      };
    },
  };
}

/** What was made for the command goes with it where its group cannot be had. */
async function makeOr(
  remove: WrappedCommand['remove'],
  ...from: Parameters<typeof makeCgroup>
): Promise<Cgroup> {
  try {
    return makeCgroup(...from);
  } catch (error) {
    await remove?.();
    throw error;
  }
}

function groupIn(cgroup: Cgroup, watched: ProcessGroup): ProcessGroup {
  return {
    ...watched,
    kill() {
      if (!cgroup.kill()) watched.kill();
    },
    async sweep() {
      if (!cgroup.kill()) await watched.sweep();
      await cgroup.emptied();
    },
    exceeded: () => cgroup.exceeded(),
  };
}
