import { gzipSync } from 'node:zlib';
import { escapeHtml } from './escape-html.ts';

/** Above this many characters the link holds the JSON compressed: browsers refuse links of 2 MB and more. */
const mostPlain = 200_000;

/** JSON in an element that is never run; `json` has no `<` in its strings any more once this is done. */
export function renderJsonElement(json: string): string {
  return `<script type="application/json" id="review">${escapeLess(json)}</script>`;
}

/** A link that saves the JSON, with or without scripts, and without a request. */
export function renderJsonLink(json: string): string {
  if (json.length > mostPlain) {
    const packed = gzipSync(json, { level: 9 }).toString('base64');
    return `<a download="galley-review.json.gz" href="data:application/gzip;base64,${packed}">Save as JSON (gzip)</a>`;
  }
  const text = encodeURIComponent(json);
  return `<a download="galley-review.json" href="data:application/json;charset=utf-8,${escapeHtml(text)}">Save as JSON</a>`;
}

/** Outside of strings JSON has no `<`, and in one `\u003c` means the same. */
function escapeLess(json: string): string {
  return json.replaceAll('<', '\\u003c');
}
