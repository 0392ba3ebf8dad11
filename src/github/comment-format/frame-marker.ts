import { markerEnd, markerStart, type MarkerKind } from './marker.ts';

/** A payload as a marker. It must hold neither white space nor `-->`: base64url and percent encoding don't. */
export function frameMarker(kind: MarkerKind, payload: string): string {
  return markerStart[kind] + payload + markerEnd;
}

/** The payload of the marker that a body begins with; undefined: it begins with none of this kind and version. */
export function unframeMarker(kind: MarkerKind, body: string, maxCharacters: number): string | undefined {
  const start = markerStart[kind];
  if (!body.startsWith(start)) return undefined;
  const window = body.slice(start.length, start.length + maxCharacters + markerEnd.length);
  const end = window.indexOf(markerEnd);
  return end < 0 ? undefined : window.slice(0, end);
}

/** The body behind its marker, whichever it begins with, without the line feeds between the two. */
export function withoutMarker(body: string): string {
  if (!Object.values(markerStart).some((start) => body.startsWith(start))) return body;
  const end = body.indexOf(markerEnd);
  return end < 0 ? '' : body.slice(end + markerEnd.length).replace(/^[\r\n]+/, '');
}
