import type { Review } from '../review/review.ts';
import { formats, type Format, type ReportContext } from './format.ts';

export { formats, type Format, type ReportContext };

export type Render = (review: Review, context: ReportContext) => string;

/** Each renderer is loaded by the first report that needs it. */
const renderers: Readonly<Record<Format, () => Promise<Render>>> = {
  pretty: async () => (await import('./render-pretty.ts')).renderPretty,
  json: async () => (await import('./render-json.ts')).renderJson,
  jsonl: async () => (await import('./render-jsonl.ts')).renderJsonl,
  sarif: async () => (await import('./render-sarif.ts')).renderSarif,
  rdjson: async () => (await import('./render-rdjson.ts')).renderRdjson,
  github: async () => (await import('./render-github.ts')).renderGithub,
  gitlab: async () => (await import('./render-gitlab.ts')).renderGitlab,
  checkstyle: async () => (await import('./render-checkstyle.ts')).renderCheckstyle,
  junit: async () => (await import('./render-junit.ts')).renderJunit,
  markdown: async () => (await import('./render-markdown.ts')).renderMarkdown,
  html: async () => (await import('./html/render-html.ts')).renderHtml,
  agent: async () => (await import('./render-agent.ts')).renderAgent,
};

/** The Review as text of the format, ending in a line feed. Pure but for loading the renderer. */
export async function renderReport(format: Format, review: Review, context: ReportContext): Promise<string> {
  const render = await renderers[format]();
  return render(review, context);
}
