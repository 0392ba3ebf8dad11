/** Longest value that is written into a test, in characters. */
const longest = 200;

/** What changes from run to run, or from machine to machine. */
const passing: readonly RegExp[] = [
  /\b(?:undefined|NaN|Infinity)\b/,
  // An error is no result: it may well be the fault of the test.
  /^\s*\[?\w*(?:Error|Exception)\b/,
  /\[(?:Function|Class|Circular|object|Getter|Symbol)/i,
  /\bSymbol\(|=>|\bfunction\b/,
  // Paths, from a root or a drive.
  /(?:^|[\s'"`(:])(?:\/(?:[\w.-]+\/)+|[A-Za-z]:\\|~\/|file:)/,
  // Dates, times, moments in milliseconds.
  /\b(?:19|20)\d\d-\d\d-\d\d|\b\d\d:\d\d:\d\d\b|\b1[4-9]\d{11}\b|\b20\d\d\b.*\bGMT\b/,
  // Identities, digests, random numbers.
  /\b[0-9a-f]{8}-[0-9a-f]{4}-|\b[0-9a-f]{24,}\b|\b0?\.\d{15,}\b/i,
  /0x[0-9a-f]{6,}/i,
];

/** Whether a value, as source text, is the same whenever and wherever the code runs, as far as one can see. */
export function isLasting(value: string): boolean {
  return value.trim() !== '' && value.length <= longest && !passing.some((pattern) => pattern.test(value));
}
