import type { Declaration } from './declaration.ts';

/** One statement that ends the call, in any of the languages, with what may stand around it. */
const throwing =
  /^[\s{:=>]*(?:throw\b|raise\b|panic!?(?=\s*\()|todo!|unimplemented!)[^;{}\n()]*(?:\((?:[^;{}()]|\([^;{}()]*\))*\))?\s*;?[\s}]*$/;

/** True for what is only there to be replaced: its code says nothing of what it is for. */
export function onlyThrows(text: string, { signature, span }: Declaration): boolean {
  const body = text.slice(signature.end, span.end);
  // Longer ones do more than throw.
  return body.length < 500 && throwing.test(body);
}
