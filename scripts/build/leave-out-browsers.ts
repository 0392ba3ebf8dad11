import type { Plugin } from 'esbuild';

/**
 * Babel, which istanbul's instrumenter is made with, asks this library for the browsers that code is written for. Nobody
 * writes code for browsers here, and its data (CC-BY-4.0) are larger than the rest: it finds no configuration and knows none.
 */
export const leaveOutBrowsers: Plugin = {
  name: 'leave-out-browsers',
  setup(part) {
    part.onResolve({ filter: /^browserslist$/ }, () => ({ path: 'browserslist', namespace: 'left-out' }));
    part.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({
      contents:
        'module.exports = Object.assign(() => [], { findConfigFile() {}, loadConfig() {}, data: {} });',
      loader: 'js',
    }));
  },
};
