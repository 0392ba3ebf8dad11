import type { StyleSettings } from '../../docstring/learn-style.ts';
import type { ConfigValues } from './config-values.ts';
import { nearest } from './nearest.ts';
import { asWidth, valueAt } from './value-shapes.ts';

type PythonSettings = Pick<StyleSettings, 'width' | 'convention'>;

/**
 * What ruff says of a path, then what pydocstyle, flake8 and black say of it, each by its nearest file. A configuration that
 * extends another one is taken for the whole of it.
 */
export async function readPythonSettings(path: string, values: ConfigValues): Promise<PythonSettings> {
  const ruff = await nearest(path, (folder) => ruffIn(folder, values));
  const others = await nearest(path, (folder) => othersIn(folder, values));
  return { width: ruff?.width ?? others?.width, convention: ruff?.convention ?? others?.convention };
}

/** Of several in one folder the first counts, as in ruff. */
async function ruffIn(
  folder: string,
  { valueOf, present }: ConfigValues,
): Promise<PythonSettings | undefined> {
  for (const path of await present(folder, ['.ruff.toml', 'ruff.toml', 'pyproject.toml'])) {
    const value = await valueOf(path);
    const ruff = path.endsWith('pyproject.toml') ? valueAt(value, 'tool', 'ruff') : value;
    if (ruff === undefined) continue;
    const lint = (...keys: string[]): unknown => valueAt(ruff, 'lint', ...keys) ?? valueAt(ruff, ...keys);
    return {
      width: asWidth(lint('pycodestyle', 'max-doc-length')) ?? asWidth(valueAt(ruff, 'line-length')),
      convention: asConvention(lint('pydocstyle', 'convention')),
    };
  }
  return undefined;
}

async function othersIn(
  folder: string,
  { valueOf, iniOf, present }: ConfigValues,
): Promise<PythonSettings | undefined> {
  const [pyproject = ''] = await present(folder, ['pyproject.toml']);
  const tool = pyproject === '' ? undefined : valueAt(await valueOf(pyproject), 'tool');
  const files = await Promise.all((await present(folder, iniNames)).map(iniOf));
  const ini = (section: string, key: string): string | undefined =>
    files
      .flat()
      .find(({ name, entries }) => name === section && entries.has(key))
      ?.entries.get(key);
  const width =
    asWidth(Number(ini('flake8', 'max-doc-length') ?? ini('flake8', 'max-line-length'))) ??
    asWidth(valueAt(tool, 'black', 'line-length'));
  const convention =
    asConvention(valueAt(tool, 'pydocstyle', 'convention')) ??
    asConvention(ini('pydocstyle', 'convention')) ??
    asConvention(ini('flake8', 'docstring-convention'));
  return width === undefined && convention === undefined ? undefined : { width, convention };
}

const iniNames = ['.pydocstyle', '.pydocstyle.ini', '.flake8', 'setup.cfg', 'tox.ini'];

function asConvention(value: unknown): StyleSettings['convention'] {
  return value === 'google' || value === 'numpy' || value === 'pep257' ? value : undefined;
}
