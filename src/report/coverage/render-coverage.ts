import type { ReportContext } from '../format.ts';
import type { CoverageFormat } from './coverage-format.ts';
import type { CoverageReport } from './coverage-report.ts';

type Render = (report: CoverageReport, context: ReportContext) => string;

/** Each renderer is loaded by the first output that needs it. */
const renderers: Readonly<Record<CoverageFormat, () => Promise<Render>>> = {
  pretty: async () => (await import('./render-coverage-pretty.ts')).renderCoveragePretty,
  json: async () => {
    const { renderJson } = await import('../render-json.ts');
    return ({ review }, context) => renderJson(review, context);
  },
  markdown: async () => (await import('./render-coverage-markdown.ts')).renderCoverageMarkdown,
  github: async () => (await import('./render-coverage-github.ts')).renderCoverageGithub,
  html: async () => (await import('./html/render-coverage-html.ts')).renderCoverageHtml,
  lcov: async () => (await import('./render-patch-lcov.ts')).renderPatchLcov,
};

/** What tests reach of a change as text of the format, ending in a line feed. Pure but for loading the renderer. */
export async function renderCoverage(
  format: CoverageFormat,
  report: CoverageReport,
  context: ReportContext,
): Promise<string> {
  const render = await renderers[format]();
  return render(report, context);
}
