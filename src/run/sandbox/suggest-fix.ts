import { existsSync, readFileSync } from 'node:fs';
import type { SandboxFailure } from './list-enclosures.ts';

/** Switches of a Linux system that forbid sandboxes; undefined: it has no such switch. */
export interface HostSwitches {
  /** kernel.apparmor_restrict_unprivileged_userns: Ubuntu from 23.10 on. */
  readonly appArmorRestriction: number | undefined;
  /** kernel.unprivileged_userns_clone: Debian before 12, hardened kernels. */
  readonly unprivilegedClone: number | undefined;
  /** user.max_user_namespaces: RHEL 7, hardened systems. */
  readonly mostUserNamespaces: number | undefined;
  readonly isContainer: boolean;
}

/** Lets bubblewrap alone make user namespaces, as Ubuntu's own profile does from 25.04 on. */
const appArmorProfile =
  'abi <abi/4.0>,\\ninclude <tunables/global>\\nprofile bwrap /usr/bin/bwrap flags=(unconfined) {\\n  userns,\\n}\\n';

const allowBubblewrap =
  `printf '${appArmorProfile}' | sudo tee /etc/apparmor.d/bwrap && ` +
  'sudo apparmor_parser -r /etc/apparmor.d/bwrap';

const containerOptions =
  'start the container with --security-opt seccomp=unconfined --security-opt apparmor=unconfined ' +
  '--security-opt systempaths=unconfined';

/** The one command or step that gives a better sandbox here; empty where nothing is known. */
export function suggestFix(failures: readonly SandboxFailure[], switches: HostSwitches): string {
  const lacksBubblewrap = failures.some(
    ({ level, why }) => level === 'bubblewrap' && why.includes('not installed'),
  );
  const install = 'sudo apt-get install bubblewrap';
  if (switches.unprivilegedClone === 0) return 'sudo sysctl -w kernel.unprivileged_userns_clone=1';
  if (switches.mostUserNamespaces === 0) return 'sudo sysctl -w user.max_user_namespaces=15000';
  if ((switches.appArmorRestriction ?? 0) > 0 && isRefused(failures)) {
    return lacksBubblewrap ? `${install} && ${allowBubblewrap}` : allowBubblewrap;
  }
  if (switches.isContainer && isRefused(failures)) return containerOptions;
  return lacksBubblewrap ? install : '';
}

/** In the words of bwrap, unshare and mount. */
function isRefused(failures: readonly SandboxFailure[]): boolean {
  return failures.some(({ why }) => /permission denied|not permitted/i.test(why));
}

export function readHostSwitches(): HostSwitches {
  return {
    appArmorRestriction: readNumber('/proc/sys/kernel/apparmor_restrict_unprivileged_userns'),
    unprivilegedClone: readNumber('/proc/sys/kernel/unprivileged_userns_clone'),
    mostUserNamespaces: readNumber('/proc/sys/user/max_user_namespaces'),
    isContainer: existsSync('/.dockerenv') || existsSync('/run/.containerenv'),
  };
}

function readNumber(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
