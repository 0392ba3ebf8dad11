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
 *
 * @param yieldTo is called when another loader registers hooks of the other kind, just before it does: these are gone
 *   then, since Node itself fails where the two kinds meet in a module of the older kind
 */
export function installSyncHooks(instrument: InstrumentLoaded, yieldTo: () => void): () => readonly Edge[] {
  const edges: Edge[] = [];
  const target = Module as unknown as {
    registerHooks: RegisterHooks;
    register: (...args: unknown[]) => unknown;
  };
  const { registerHooks, register } = target;
  let own = registerHooks.call(Module, hooksFor(instrument, edges));
  target.registerHooks = (others) => {
    const handle = registerHooks.call(Module, others);
    own.deregister();
    own = registerHooks.call(Module, hooksFor(instrument, edges));
    return handle;
  };
  target.register = (...args) => {
    own.deregister();
    Object.assign(target, { registerHooks, register });
    yieldTo();
    return target.register(...args);
  };
  syncBuiltinESMExports();
  return () => edges;
}

function hooksFor(instrument: InstrumentLoaded, edges: Edge[]): SyncHooks {
  return {
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
}

function isRequire(conditions: readonly string[] | undefined): boolean {
  return conditions?.includes('require') === true;
}
