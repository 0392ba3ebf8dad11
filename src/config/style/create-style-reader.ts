import type { StyleSettings } from '../../docstring/learn-style.ts';
import { docTableOf } from '../../docstring/languages/table-of.ts';
import type { DocTable } from '../../docstring/languages/doc-table.ts';
import { createConfigValues, type ConfigValues } from './config-values.ts';
import { readEditorconfig } from './editorconfig.ts';
import { readJsdocSettings } from './eslint/read-jsdoc-settings.ts';
import { readPrettierWidth, readRustfmtWidth } from './formatter-width.ts';
import { readPythonSettings } from './python-settings.ts';
import type { StyleFiles } from './style-files.ts';

/**
 * What a repository's own tools say of the docs in a file of this path: its formatter and linter, then `.editorconfig`. Nothing
 * that is wrong with their configuration is an error. No process starts, no program of the repository is run.
 */
export function createStyleReader(files: StyleFiles): (path: string) => Promise<StyleSettings> {
  const values = createConfigValues(files);
  return async (path) => {
    const form = docTableOf(path)?.form;
    if (form === undefined) return {};
    const editor = await readEditorconfig(path, values);
    const tools = await toolsOf[form]?.(path, values);
    return { ...editor, ...tools, width: tools?.width ?? editor.width };
  };
}

type ReadTools = (path: string, values: ConfigValues) => Promise<StyleSettings>;

const toolsOf: Readonly<Partial<Record<DocTable['form'], ReadTools>>> = {
  jsdoc: async (path, values) => ({
    width: await readPrettierWidth(path, values),
    jsdoc: await readJsdocSettings(path, values),
  }),
  docstring: readPythonSettings,
  rustdoc: async (path, values) => ({ width: await readRustfmtWidth(path, values) }),
};
