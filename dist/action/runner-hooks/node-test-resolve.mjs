let wrapped;

/** Runs in a thread of its own. */
export function initialize({ url }) {
  wrapped = url;
}

export async function resolve(specifier, context, next) {
  return specifier === 'node:test' ? { url: wrapped, shortCircuit: true } : next(specifier, context);
}
