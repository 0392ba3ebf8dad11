/** UTF-16 code units; the forge's own error names this number. */
export const longestBody = 65_536;

export const tooLongMessage = `Body is too long (maximum is ${longestBody} characters)`;

export function isTooLong(body: string): boolean {
  return body.length > longestBody;
}
