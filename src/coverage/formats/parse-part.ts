import type * as z from 'zod';
import { brokenReport } from './report-input.ts';

/**
 * The value of a part of a JSON report.
 *
 * @param key what it is about, for messages
 * @throws GalleyError `broken-report` unless it is JSON of that shape
 */
export function parsePart<T>(schema: z.ZodType<T>, text: string, name: string, key: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw brokenReport(name, key, 'this is no valid JSON', cause);
  }
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  const issue = error.issues[0];
  const place = [key, ...(issue?.path ?? [])].map(String).join(' > ');
  throw brokenReport(name, place, `this is not what such a report holds (${issue?.message ?? ''})`);
}
