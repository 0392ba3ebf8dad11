import type { InitializeHook, LoadHook, ResolveHook } from 'node:module';
import type { HooksData } from './install-async-hooks.ts';
import { instrumentLoaded, type InstrumentLoaded } from './instrument-loaded.ts';
import { edgeOf } from './module-graph.ts';

interface Hooks {
  readonly initialize: InitializeHook<HooksData>;
  readonly resolve: ResolveHook;
  readonly load: LoadHook;
}

let latest: object | undefined;

/**
 * Hooks for a thread of their own, made once for each time they are registered; only those that were registered last,
 * which all others come before, do anything.
 */
export function createHooks(): Hooks {
  const self = {};
  let own: (HooksData & { readonly instrument: InstrumentLoaded }) | undefined;
  return {
    initialize: (data) => {
      own = { ...data, instrument: instrumentLoaded(data.settings, data.config) };
      latest = self;
    },
    resolve: async (specifier, context, next) => {
      const resolved = await next(specifier, context);
      const edge = latest === self ? edgeOf(context.parentURL, resolved.url) : undefined;
      if (edge) own?.port.postMessage(edge);
      return resolved;
    },
    load: async (url, context, next) => {
      const loaded = await next(url, context);
      return own && latest === self ? own.instrument(url, loaded) : loaded;
    },
  };
}
