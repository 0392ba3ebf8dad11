import { unframeMarker } from './frame-marker.ts';
import type { SummaryMarker } from './marker.ts';
import { summaryMarkerSchema } from './memory-schema.ts';
import { unpackJson } from './pack-json.ts';

/** A body of a comment has no more. */
const mostCharacters = 65_536;
/** What 24,000 characters of marker can hold of real text is a tenth of this. */
const mostBytes = 1024 * 1024;

/** The marker that the body of a summary begins with; undefined where it has none, or one that is broken. Never throws. */
export function parseSummaryMarker(body: string): SummaryMarker | undefined {
  const payload = unframeMarker('summary', body, mostCharacters);
  if (payload === undefined) return undefined;
  const parsed = summaryMarkerSchema.safeParse(unpackJson(payload, mostBytes));
  return parsed.success ? parsed.data : undefined;
}
