import { frameMarker } from './frame-marker.ts';
import { mostCharactersOfValue, type CommentMarker } from './marker.ts';

/** `<!-- galley:comment:1 fingerprint=…&status=open&… -->`: readable for whoever looks at the source of a comment. */
export function renderCommentMarker(marker: CommentMarker): string {
  const { fingerprint, status, head, prompt, quoteHash, quoteLines } = marker;
  const fields = { fingerprint, status, head, prompt, quote: quoteHash, lines: String(quoteLines) };
  const pairs = Object.entries(fields).map(([name, value]) => `${name}=${encodeValue(value)}`);
  return frameMarker('comment', pairs.join('&'));
}

/** Percent encoding, hyphens included: nothing in a marker can end it. */
function encodeValue(text: string): string {
  const wellFormed = text.slice(0, mostCharactersOfValue).replace(/\p{Cs}/gu, '\ufffd');
  return encodeURIComponent(wellFormed).replace(/-/g, '%2D');
}
