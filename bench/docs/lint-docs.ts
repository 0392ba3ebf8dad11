import { ESLint } from 'eslint';
import jsdoc from 'eslint-plugin-jsdoc';
import tseslint from 'typescript-eslint';
import { jsdocEntries } from '../../src/config/style/eslint/jsdoc-entries.ts';
import { jsdocSettings } from '../../src/config/style/eslint/jsdoc-settings.ts';
import type { StyleSettings } from '../../src/docstring/learn-style.ts';
import type { Complaint } from '../../test/integration/linters/new-complaints.ts';

const isTyped = (path: string): boolean => /\.tsx?$/.test(path);

/** What a repository with the plug-in's recommended preset says of its style. */
export function presetStyle(path: string): StyleSettings {
  const preset = isTyped(path) ? 'recommended-typescript' : 'recommended';
  return { jsdoc: jsdocSettings(jsdocEntries(`plugin:jsdoc/${preset}`), path) };
}

const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [
    { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },
    { files: ['**/*.{ts,tsx,js,mjs}'], languageOptions: { parser: tseslint.parser } },
    { files: ['**/*.{ts,tsx}'], ...jsdoc.configs['flat/recommended-typescript'] },
    { files: ['**/*.{js,mjs}'], ...jsdoc.configs['flat/recommended'] },
  ],
});

/** What eslint-plugin-jsdoc says of a file, as rule and message. */
export async function lintDocs(path: string, text: string): Promise<readonly Complaint[]> {
  const [result] = await eslint.lintText(text, { filePath: path.replaceAll('/', '_') });
  return (result?.messages ?? []).map(({ ruleId, message }) => ({
    file: path,
    text: `${ruleId ?? 'eslint'} ${message}`,
  }));
}
