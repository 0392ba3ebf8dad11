import { findProgram } from './find-program.ts';
import { findSystemView, type Bind, type SystemView } from './system-view.ts';

/** The system that is seen in a sandbox: this machine's, or one that lies unpacked in a folder of it. */
export interface ShownSystem {
  /** Set inside alone: no program of this machine that puts the sandbox up looks at them. */
  readonly variables: Readonly<Record<string, string>>;
  /** What is seen of it beside the paths that a command asks for. */
  viewBeside(own: readonly Bind[]): SystemView;
  /** Absolute path inside of a program; undefined: it has none of this name. */
  find(name: string): string | undefined;
}

/**
 * This machine's own.
 *
 * @param node path of the Node executable, links resolved
 * @param searchPath value of the PATH variable
 */
export function ownSystem(node: string, searchPath: string): ShownSystem {
  const view = findSystemView(node);
  return { variables: {}, viewBeside: () => view, find: (name) => findProgram(name, searchPath) };
}
