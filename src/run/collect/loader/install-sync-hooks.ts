import Module, {
  syncBuiltinESMExports,
  type LoadFnOutput,
  type LoadHookContext,
  type ResolveFnOutput,
  type ResolveHookContext,
} from 'node:module';
import type { InstrumentLoaded } from './instrument-loaded.ts';
import { edgeOf, type Edge } from './module-graph.ts';

/** As `module.registerHooks` takes them; the oldest Node that is supported does not know it. */
interface SyncHooks {
  resolve(
    specifier: string,
    context: ResolveHookContext,
    next: (specifier: string, context: ResolveHookContext) => ResolveFnOutput,
  ): ResolveFnOutput;
  load(
    url: string,
    context: LoadHookContext,
    next: (url: string, context: LoadHookContext) => LoadFnOutput,
  ): LoadFnOutput;
}

type RegisterHooks = (hooks: Partial<SyncHooks>) => { deregister(): void };

/**
 * Hooks in this thread (Node 22.15, 23.5). They stay the last that were registered, so that they see what all others,
 * such as those that compile TypeScript, made of a module. Returns the edges so far.
 */
export function installSyncHooks(instrument: InstrumentLoaded): () => readonly Edge[] {
  const edges: Edge[] = [];
  const hooks: SyncHooks = {
    resolve: (specifier, context, next) => {
      const resolved = next(specifier, context);
      const edge = edgeOf(context.parentURL, resolved.url);
      if (edge && !isRequire(context.conditions)) edges.push(edge);
      return resolved;
    },
    load: (url, context, next) => {
      const loaded = next(url, context);
      const isNyc = isRequire(context.conditions) && loaded.format?.startsWith('commonjs');
      return isNyc ? loaded : instrument(url, loaded);
    },
  };
  const target = Module as unknown as { registerHooks: RegisterHooks };
  const register = target.registerHooks.bind(Module);
  let own = register(hooks);
  target.registerHooks = (others) => {
    const handle = register(others);
    own.deregister();
    own = register(hooks);
    return handle;
  };
  syncBuiltinESMExports();
  return () => edges;
}

function isRequire(conditions: readonly string[] | undefined): boolean {
  return conditions?.includes('require') === true;
}
