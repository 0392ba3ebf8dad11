import type { InitializeHook, LoadHook, ResolveHook } from 'node:module';
import type { HooksData } from './install-async-hooks.ts';
import { instrumentLoaded, type InstrumentLoaded } from './instrument-loaded.ts';
import { edgeOf } from './module-graph.ts';

/**
 * Entry of the hooks where they have a thread of their own. It is loaded once for each time it is registered; only the
 * instance that was registered last, which all others come before, does anything.
 */

const latest = globalThis as unknown as Record<symbol, string | undefined>;
const latestKey = Symbol.for('galley.coverage.latest');
let own: (HooksData & { readonly instrument: InstrumentLoaded }) | undefined;

export const initialize: InitializeHook<HooksData> = (data) => {
  own = { ...data, instrument: instrumentLoaded(data.settings, data.config) };
  latest[latestKey] = data.id;
};

export const resolve: ResolveHook = async (specifier, context, next) => {
  const resolved = await next(specifier, context);
  if (!own || latest[latestKey] !== own.id) return resolved;
  const edge = edgeOf(context.parentURL, resolved.url);
  if (edge) own.port.postMessage(edge);
  return resolved;
};

export const load: LoadHook = async (url, context, next) => {
  const loaded = await next(url, context);
  return own && latest[latestKey] === own.id ? own.instrument(url, loaded) : loaded;
};
