/** Bytes at the start of a file among which git looks for a NUL (`FIRST_FEW_BYTES` of its xdiff-interface.c). */
export const tellingBytes = 8000;

/** Git's own rule, for the start of a file: a NUL among its first 8000 bytes. Attributes have no say. */
export function isBinary(start: Buffer): boolean {
  return start.subarray(0, tellingBytes).includes(0);
}
