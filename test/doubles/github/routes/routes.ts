import type { Route } from '../types.ts';

/** Everything the double answers. */
export const routes: readonly Route[] = [];
