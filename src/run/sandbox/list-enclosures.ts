import { realpathSync } from 'node:fs';
import { release } from 'node:os';
import { encloseInBubblewrap } from './enclose-in-bubblewrap.ts';
import { encloseInNamespaces } from './enclose-in-namespaces.ts';
import { encloseInSeatbelt } from './enclose-in-seatbelt.ts';
import type { Enclosure } from './enclosure.ts';
import { findBubblewrap } from './find-bubblewrap.ts';
import { findNamespaceTools } from './find-namespace-tools.ts';
import type { SandboxHost } from './sandbox-host.ts';
import type { SandboxLevel } from './sandbox.ts';
import { ownSystem } from './shown-system.ts';

/** Something that does not work here, and why. */
export interface SandboxFailure {
  readonly level: SandboxLevel;
  readonly why: string;
}

/** All kinds of sandbox for this system, best first, not tried yet; or what is missing for one. */
export async function listEnclosures(host: SandboxHost): Promise<readonly (Enclosure | SandboxFailure)[]> {
  const node = realpathSync(process.execPath);
  if (process.platform === 'darwin')
    return host.system === undefined
      ? [encloseInSeatbelt(host, node)]
      : [{ level: 'sandbox-exec', why: 'shows this system and no other' }];
  if (process.platform !== 'linux') return [];
  const own = ownSystem(node, host.path);
  const system = host.system ?? own;
  const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  // Kernels from 5.14 on count a user's processes for each user namespace; root's are never limited.
  const limits = { isCounted: owner.uid !== 0 && isKernel(5, 14), hasOwnProcessIds: isKernel(6, 14) };
  // Root can do without a user namespace, where these are forbidden.
  const ways = owner.uid === 0 ? [true, false] : [true];
  const bubblewrap = await findBubblewrap(host.path);
  const tools = findNamespaceTools(own);
  const insideTools = findNamespaceTools(system);
  return [
    ...(bubblewrap === undefined
      ? [{ level: 'bubblewrap', why: 'bwrap is not installed' } as const]
      : ways.map((hasUserNamespace) =>
          encloseInBubblewrap({ ...bubblewrap, system, node, hasUserNamespace, ...limits }),
        )),
    ...('why' in tools
      ? [{ level: 'namespaces', why: tools.why } as const]
      : 'why' in insideTools
        ? [{ level: 'namespaces', why: `inside, ${insideTools.why}` } as const]
        : ways.map((hasUserNamespace) =>
            encloseInNamespaces({ tools, insideTools, system, node, ...owner, hasUserNamespace, ...limits }),
          )),
  ];
}

function isKernel(major: number, minor: number): boolean {
  const [first = 0, second = 0] = release().split('.').map(Number);
  return first > major || (first === major && second >= minor);
}
