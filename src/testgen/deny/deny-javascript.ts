import type { CodeNode } from '../code/code-node.ts';
import { collectDenied, type DeniedCode } from './denied-code.ts';
import { denyDisguise } from './deny-disguise.ts';
import { denyFileWrites } from './deny-file-writes.ts';
import { denyGlobals } from './deny-globals.ts';
import { denyLoading, findMocked } from './deny-loading.ts';
import type { AllowedImports } from './node-modules.ts';

/**
 * What a generated test in JavaScript or TypeScript must not do, found by its syntax: no sandbox, but it refuses early what
 * one would have to stop, and says why. What the code under test does is not its business.
 */
export function denyJavascript(root: CodeNode, allowed: AllowedImports): DeniedCode[] {
  const mocked = findMocked(root);
  return collectDenied((deny) => {
    denyLoading(root, allowed, mocked, deny);
    denyGlobals(root, deny);
    denyDisguise(root, deny);
    denyFileWrites(root, mocked, deny);
  });
}
