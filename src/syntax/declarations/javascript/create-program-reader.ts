import type { Program } from 'oxc-parser';
import { silentLog } from '../../../log.ts';
import { isTooDeep } from './is-too-deep.ts';
import { oxcLoader } from './load-oxc.ts';

/**
 * Reads a program as a tree, such as a configuration file whose options are looked up without running it. Undefined for one
 * that is broken or nested too deep, and without a word where the parser is not installed.
 */
export function createProgramReader(): (path: string, text: string) => Promise<Program | undefined> {
  const load = oxcLoader(silentLog);
  return async (path, text) => {
    if (isTooDeep(text)) return undefined;
    const oxc = await load();
    const lang = /\.[cm]?ts$/.test(path) ? 'ts' : 'js';
    const parsed = oxc?.parseSync('text', text, { lang, sourceType: 'unambiguous' });
    return parsed === undefined || parsed.errors.length > 0 ? undefined : parsed.program;
  };
}
