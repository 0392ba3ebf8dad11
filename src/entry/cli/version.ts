declare const __GALLEY_VERSION__: string | undefined;

/** Put in by the build from package.json; `0.0.0` when run from source. */
export const version = typeof __GALLEY_VERSION__ === 'string' ? __GALLEY_VERSION__ : '0.0.0';
