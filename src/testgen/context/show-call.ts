import { lastName } from '../write/name-test.ts';
import type { TargetAccess } from '../target.ts';

/**
 * How a test calls a function, as code without arguments: `add(...)`, `await load(...)`, `new Cart(...).addItem(...)`,
 * `Cart.of(...)`.
 *
 * @param local name that the test file has the export by
 * @param isPython there `new` is no word
 */
export function showCall(access: TargetAccess, local: string, isPython: boolean): string {
  const { kind, member, isStatic, isAsync } = access;
  const wait = isAsync ? 'await ' : '';
  const make = `${isPython ? '' : 'new '}${local}(...)`;
  if (kind === 'class' && member === '') return make;
  if (kind === 'class' && !isStatic)
    return isAsync ? `await (${make}).${member}(...)` : `${make}.${member}(...)`;
  return `${wait}${member === '' ? local : `${local}.${member}`}(...)`;
}

/** Whether the call reaches the function itself, and not through another one. */
export function isDirect({ exported, member, kind }: TargetAccess, name: string, local: string): boolean {
  const last = lastName(name);
  if (member !== '') return member === last;
  return kind === 'class' || last === exported || last === local || exported === 'default';
}
