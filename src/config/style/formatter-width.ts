import type { ConfigValues } from './config-values.ts';
import { matchGlob } from './match-glob.ts';
import { nearest } from './nearest.ts';
import { pathIn } from './style-files.ts';
import { asStrings, asWidth, valueAt } from './value-shapes.ts';

/** `printWidth` of prettier: of its nearest configuration, and there of the last override that takes in the path. */
export async function readPrettierWidth(
  path: string,
  { valueOf, present }: ConfigValues,
): Promise<number | undefined> {
  return nearest(path, async (folder) => {
    for (const file of await present(folder, prettierNames)) {
      const value = await valueOf(file);
      const config = file.endsWith('package.json') ? valueAt(value, 'prettier') : value;
      if (config !== undefined) return { width: widthFor(pathIn(folder, path), config) };
    }
    return undefined;
  }).then((found) => found?.width);
}

const prettierNames = [
  'package.json',
  ...['', '.json', '.yaml', '.yml', '.toml', '.js', '.mjs', '.cjs', '.ts'].map((end) => `.prettierrc${end}`),
  ...['.js', '.mjs', '.cjs', '.ts'].map((end) => `prettier.config${end}`),
];

function widthFor(path: string, config: unknown): number | undefined {
  const overrides = valueAt(config, 'overrides');
  const own = (Array.isArray(overrides) ? overrides : []).filter(
    (one) =>
      asStrings(valueAt(one, 'files')).some((glob) => matchGlob(glob, path)) &&
      !asStrings(valueAt(one, 'excludeFiles')).some((glob) => matchGlob(glob, path)),
  );
  const widths = [config, ...own.map((one) => valueAt(one, 'options'))].map((one) =>
    asWidth(valueAt(one, 'printWidth')),
  );
  return widths.findLast((width) => width !== undefined);
}

/** `max_width` of rustfmt, or `comment_width` where it wraps comments. */
export async function readRustfmtWidth(
  path: string,
  { valueOf, present }: ConfigValues,
): Promise<number | undefined> {
  return nearest(path, async (folder) => {
    const [file] = await present(folder, ['rustfmt.toml', '.rustfmt.toml']);
    if (file === undefined) return undefined;
    const value = await valueOf(file);
    const wraps = valueAt(value, 'wrap_comments') === true;
    return { width: asWidth(valueAt(value, wraps ? 'comment_width' : 'max_width')) };
  }).then((found) => found?.width);
}
