import { lineAt, type CodeNode } from '../code/code-node.ts';

/** Something that generated code has no business with. */
export interface DeniedCode {
  /** 1-based line of the text. */
  readonly line: number;
  /** For people: `starts programs (child_process)`. */
  readonly reason: string;
}

/** Called for each place that is denied. */
export type Deny = (node: CodeNode, reason: string) => void;

/** Runs a check and gives what it denied: each reason once a line, in the order of the lines. */
export function collectDenied(check: (deny: Deny) => void): DeniedCode[] {
  const found = new Map<string, DeniedCode>();
  check((node, reason) => {
    const line = lineAt(node.source, node.start);
    found.set(`${line} ${reason}`, { line, reason });
  });
  return [...found.values()].sort((a, b) => a.line - b.line);
}
