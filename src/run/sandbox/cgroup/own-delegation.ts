import { findOwnCgroup } from './find-own-cgroup.ts';
import { openDelegation, type Delegation, type NoDelegation } from './open-delegation.ts';

let opened: Delegation | NoDelegation | undefined;

/** That of this process. It is opened once: afterwards the process is in another group than it was started in. */
export function ownDelegation(): Delegation | NoDelegation {
  return (opened ??= openDelegation(findOwnCgroup()));
}
