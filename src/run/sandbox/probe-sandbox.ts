import { realpathSync } from 'node:fs';
import { encloseInNothing } from './enclose-in-nothing.ts';
import { encloseInNamespaces } from './enclose-in-namespaces.ts';
import type { Enclosure } from './enclosure.ts';
import { findNamespaceTools } from './find-namespace-tools.ts';
import type { SandboxHost } from './sandbox-host.ts';
import type { SandboxLevel } from './sandbox.ts';
import { findSystemView } from './system-view.ts';
import { tryEnclosure } from './try-enclosure.ts';

export interface SandboxProbe {
  /** The best one that works; of level `none` where there is no sandbox. */
  readonly enclosure: Enclosure;
  /** Better ones that do not work here, and why: what the system said. */
  readonly failures: readonly SandboxFailure[];
}

export interface SandboxFailure {
  readonly level: SandboxLevel;
  readonly why: string;
}

/** Tries, best first, to run something in each kind of sandbox. */
export async function probeSandbox(host: SandboxHost): Promise<SandboxProbe> {
  const failures: SandboxFailure[] = [];
  for (const candidate of candidates(host)) {
    const why = 'why' in candidate ? candidate.why : await tryEnclosure(candidate);
    if (why === '' && !('why' in candidate)) return { enclosure: candidate, failures };
    failures.push({ level: candidate.level, why });
  }
  return { enclosure: encloseInNothing(host), failures };
}

function candidates(host: SandboxHost): (Enclosure | SandboxFailure)[] {
  if (process.platform !== 'linux') return [];
  const node = realpathSync(process.execPath);
  const view = findSystemView(node);
  const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const tools = findNamespaceTools(host.path);
  if ('why' in tools) return [{ level: 'namespaces', why: tools.why }];
  const options = { tools, view, node, ...owner };
  const withUsers = encloseInNamespaces({ ...options, hasUserNamespace: true });
  if (owner.uid !== 0) return [withUsers];
  return [withUsers, encloseInNamespaces({ ...options, hasUserNamespace: false })];
}
