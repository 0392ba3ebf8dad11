import Module from 'node:module';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One file asked for another: absolute paths. From an empty path: nobody knows who asked. */
export type Edge = readonly [from: string, to: string];

/** What one process or thread leaves about who loads what. */
export interface ProcessGraph {
  /** nyc's name for the process that started it; empty for the first. */
  readonly parent: string;
  readonly edges: readonly Edge[];
}

/** Undefined for what is no file, and for what is in a library: who asks for those, and whom they ask, tells nothing. */
export function edgeOf(from: string | undefined, to: string): Edge | undefined {
  const target = fileOf(to);
  return target === undefined ? undefined : [fileOf(from) ?? '', target];
}

function fileOf(url: string | undefined): string | undefined {
  if (!url?.startsWith('file:') || url.includes('/node_modules/')) return undefined;
  return fileURLToPath(new URL(url));
}

/** Of modules that `require` loaded: node keeps who asked for whom. */
export function commonJsEdges(): Edge[] {
  const isOwn = ({ filename }: NodeModule) => filename && !/[\\/]node_modules[\\/]/.test(filename);
  const { _cache } = Module as unknown as { _cache: Record<string, NodeModule | undefined> };
  const modules = Object.values(_cache).filter((module) => module !== undefined);
  const edges = modules.flatMap((module) => {
    const from = isOwn(module) ? module.filename : '';
    return module.children.filter(isOwn).map((child): Edge => [from, child.filename]);
  });
  const known = new Set(edges.map(([, to]) => to));
  const asked = modules.filter((module) => isOwn(module) && !known.has(module.filename));
  return [...edges, ...asked.map((module): Edge => ['', module.filename])];
}

/** @param name nyc's name for the process or thread */
export function writeGraph(folder: string, name: string, graph: ProcessGraph): void {
  const graphs = join(folder, 'graphs');
  mkdirSync(graphs, { recursive: true });
  const edges = [...new Map(graph.edges.map((edge) => [edge.join('\0'), edge])).values()];
  writeFileSync(join(graphs, `${name}.json`), JSON.stringify({ ...graph, edges }));
}
