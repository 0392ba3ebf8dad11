import type { ConfigValues } from '../config-values.ts';
import { nearest } from '../nearest.ts';
import { foldersAbove, pathIn } from '../style-files.ts';
import { asTable, valueAt } from '../value-shapes.ts';
import { jsdocEntries } from './jsdoc-entries.ts';
import { jsdocSettings, type JsdocSettings } from './jsdoc-settings.ts';

/**
 * What eslint-plugin-jsdoc wants of a file: by the nearest `eslint.config.*`, else by the `.eslintrc.*` files up to one that
 * says `root`. Configurations that are programs are read, never run: what they compute is not known.
 */
export async function readJsdocSettings(path: string, values: ConfigValues): Promise<JsdocSettings> {
  const found = (await readFlat(path, values)) ?? (await readLegacy(path, values));
  // Types in comments are the types of the program where a compiler reads it.
  return found.types === 'every' && (await isCompiled(path, values)) ? { ...found, types: 'neutral' } : found;
}

const flatNames = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((end) => `eslint.config.${end}`);
const legacyNames = ['.js', '.cjs', '.yaml', '.yml', '.json', ''].map((end) => `.eslintrc${end}`);

async function readFlat(
  path: string,
  { valueOf, present }: ConfigValues,
): Promise<JsdocSettings | undefined> {
  return nearest(path, async (folder) => {
    const [file] = await present(folder, flatNames);
    return file === undefined
      ? undefined
      : jsdocSettings(jsdocEntries(await valueOf(file)), pathIn(folder, path));
  });
}

async function readLegacy(path: string, { valueOf, present }: ConfigValues): Promise<JsdocSettings> {
  let settings: JsdocSettings = {};
  for (const folder of foldersAbove(path)) {
    const [file] = await present(folder, legacyNames);
    const [manifest] = await present(folder, ['package.json']);
    const value = file ? await valueOf(file) : manifest && valueAt(await valueOf(manifest), 'eslintConfig');
    const own = jsdocSettings(jsdocEntries(value), pathIn(folder, path));
    // The nearer one has said it already.
    settings = {
      ...own,
      ...Object.fromEntries(Object.entries(settings).filter(([, said]) => said !== undefined)),
    };
    if (asTable(value)['root'] === true) break;
  }
  return settings;
}

async function isCompiled(path: string, { valueOf, present }: ConfigValues): Promise<boolean> {
  const found = await nearest(path, async (folder) => {
    const [file] = await present(folder, ['tsconfig.json', 'jsconfig.json']);
    if (file === undefined) return undefined;
    const options = valueAt(await valueOf(file), 'compilerOptions');
    return valueAt(options, 'allowJs') === true || valueAt(options, 'checkJs') === true;
  });
  return found ?? false;
}
