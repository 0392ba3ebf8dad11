let wrapped;

/** For Node that has no hooks in the same thread. */
export function initialize({ url }) {
  wrapped = url;
}

export async function resolve(specifier, context, next) {
  return specifier === 'node:test' ? { url: wrapped, shortCircuit: true } : next(specifier, context);
}
