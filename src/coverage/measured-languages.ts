import { languageOf } from '../change/chunk-language.ts';
import type { ReportFormat } from './report.ts';

/** By language, the formats of its own tools; what many tools write can speak of any. */
const ownFormats: Readonly<Record<string, readonly ReportFormat[]>> = {
  ...forEach('javascript typescript tsx vue svelte', ['istanbul', 'v8']),
  ...forEach('python', ['coverage.py']),
  ...forEach('go', ['go']),
  ...forEach('java kotlin scala groovy', ['jacoco']),
  ...forEach('rust c cpp swift zig objectivec', ['llvm-cov']),
  ...forEach('csharp fsharp ruby php dart elixir perl lua julia r crystal nim haskell', []),
};

const sharedFormats: readonly ReportFormat[] = ['lcov', 'cobertura'];

/** Whether a file is in a language whose tests can be asked what they reach. */
export function isMeasuredLanguage(path: string): boolean {
  return Object.hasOwn(ownFormats, languageOf(path)) && !/\.d\.[cm]?ts$|\.pyi$/i.test(path);
}

/** Whether reports of these formats would speak of the file, had a test loaded it. */
export function canSpeakOf(path: string, formats: readonly ReportFormat[]): boolean {
  const own = ownFormats[languageOf(path)] ?? [];
  return formats.some((format) => own.includes(format) || sharedFormats.includes(format));
}

function forEach(
  languages: string,
  formats: readonly ReportFormat[],
): Record<string, readonly ReportFormat[]> {
  return Object.fromEntries(languages.split(' ').map((language) => [language, formats]));
}
