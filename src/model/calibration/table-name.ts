import type { CalibrationKey } from '../../probe/calibration.ts';

/** File name of a table: `qwen2-1.5B-Q4_K_M.json`. A server words the parts, so nothing in them can name a folder. */
export function tableName({ family, parameters, quantisation }: CalibrationKey): string {
  return `${[family, parameters, quantisation].map(safePart).join('-')}.json`;
}

function safePart(text: string): string {
  const safe = text
    .replace(/[^A-Za-z0-9._]+/g, '_')
    .replace(/^\.+/, '_')
    .slice(0, 60);
  return safe === '' ? 'unknown' : safe;
}
