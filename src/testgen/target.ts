import type { Gap } from '../coverage/gap.ts';

/** One function with Gaps in it: what one prompt is about. */
export interface TestTarget {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  /** As in Gap; empty for code at the top of a module. */
  readonly function: string;
  /** How test code reaches it. Undefined: it is not exported, and reached only through others. */
  readonly access: TargetAccess | undefined;
  /** Lines of the head file, 1-based, inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  /** In the order of their places. At least one. */
  readonly gaps: readonly Gap[];
}

/** `member`: a method, reached through its class or object. */
export interface TargetAccess {
  /** What the module exports: `default` for a default export. */
  readonly exported: string;
  readonly kind: 'function' | 'class' | 'object' | 'value';
  /** Name behind the export: `addItem` of the class `Cart`. Empty: the export itself. */
  readonly member: string;
  readonly isStatic: boolean;
  readonly isAsync: boolean;
}
