import { ESLint } from 'eslint';
import jsdoc from 'eslint-plugin-jsdoc';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { jsdocEntries } from '../../../src/config/style/eslint/jsdoc-entries.ts';
import { jsdocSettings } from '../../../src/config/style/eslint/jsdoc-settings.ts';
import { documentSample, readSample, voices, type Sample, type Voice } from './document-sample.ts';
import { newComplaints, type Complaint } from './new-complaints.ts';

const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [
    { files: ['**/*.{ts,tsx,js}'], languageOptions: { parser: tseslint.parser } },
    { files: ['**/*.{ts,tsx}'], ...jsdoc.configs['flat/recommended-typescript'] },
    { files: ['**/*.js'], ...jsdoc.configs['flat/recommended'] },
  ],
});

async function lint({ name, text }: Sample): Promise<Complaint[]> {
  const [result] = await eslint.lintText(text, { filePath: name });
  return (result?.messages ?? []).map(({ ruleId, message, line, fatal }) => {
    if (fatal) throw new Error(`${name}:${line} ${message}`);
    return { file: name, text: `${ruleId ?? 'eslint'} ${message}` };
  });
}

const cases = [
  ['service.ts', 'recommended-typescript', 26],
  ['view.tsx', 'recommended-typescript', 4],
  ['tools.js', 'recommended', 13],
] as const;

describe('eslint-plugin-jsdoc', () => {
  it.each(cases)(
    'has nothing to say of docs in %s by its preset %s',
    async (name, preset, least) => {
      const sample = readSample(name);
      const before = await lint(sample);
      const jsdocStyle = jsdocSettings(jsdocEntries(`plugin:jsdoc/${preset}`), name);
      for (const voice of Object.keys(voices) as Voice[])
        for (const style of [{}, { width: 60 }, { jsdoc: { hyphen: false, shape: 'block' } }] as const) {
          const documented = await documentSample(sample, voice, {
            ...style,
            jsdoc: { ...jsdocStyle, ...('jsdoc' in style ? style.jsdoc : {}) },
          });
          expect(documented.count).toBeGreaterThanOrEqual(least);
          expect(newComplaints(before, await lint(documented))).toEqual([]);
        }
    },
    120_000,
  );

  it('misses names for what an array takes out, which no caller knows', async () => {
    const sample = { name: 'first.js', text: 'export function first([a]) {\n  return a;\n}\n' };
    const documented = await documentSample(sample, 'short', { jsdoc: { types: 'every' } });
    expect(newComplaints([], await lint(documented)).join()).toMatch(
      /^(?:[^,]*require-param [^,]*root0[^,]*,?)+$/,
    );
  });
});
