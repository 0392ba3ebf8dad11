import { expect, test } from 'vitest';
import { suggestFix, type HostSwitches } from '../../../src/run/sandbox/suggest-fix.ts';

const open: HostSwitches = {
  appArmorRestriction: undefined,
  unprivilegedClone: undefined,
  mostUserNamespaces: 96_000,
  isContainer: false,
};

const missing = { level: 'bubblewrap', why: 'bwrap is not installed' } as const;
const refusedUids = { level: 'bubblewrap', why: 'bwrap: setting up uid map: Permission denied' } as const;
const refusedClone = {
  level: 'namespaces',
  why: 'unshare: unshare failed: Operation not permitted',
} as const;

test.each([
  ['nothing is wrong', [], open, /^$/],
  ['bubblewrap is missing', [missing], open, /^sudo apt-get install bubblewrap$/],
  [
    'AppArmor forbids it',
    [refusedUids],
    { ...open, appArmorRestriction: 1 },
    /tee \/etc\/apparmor\.d\/bwrap/,
  ],
  [
    'AppArmor forbids what is installed, and bubblewrap is missing',
    [missing, refusedClone],
    { ...open, appArmorRestriction: 1 },
    /^sudo apt-get install bubblewrap && printf .*apparmor_parser -r/,
  ],
  [
    'AppArmor restricts, and something works',
    [missing],
    { ...open, appArmorRestriction: 1 },
    /^sudo apt-get/,
  ],
  [
    'Debian forbids it',
    [refusedClone],
    { ...open, unprivilegedClone: 0 },
    /kernel\.unprivileged_userns_clone=1$/,
  ],
  ['there may be none', [refusedClone], { ...open, mostUserNamespaces: 0 }, /user\.max_user_namespaces=\d+$/],
  [
    'a container forbids it',
    [refusedUids, refusedClone],
    { ...open, isContainer: true },
    /seccomp=unconfined/,
  ],
] as const)('%s', (_, failures, switches, fix) => {
  expect(suggestFix(failures, switches)).toMatch(fix);
});
