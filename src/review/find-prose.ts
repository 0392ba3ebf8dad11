import { checkProse } from '../docstring/check-prose.ts';
import { onlyThrows } from '../docstring/only-throws.ts';
import type { DocProse } from '../docstring/prose.ts';
import type { DeclarationCode } from '../prompt/document/show-declaration.ts';

export interface ProsePorts {
  /** What a model says of a Declaration, or why nothing was to be had. Never throws. */
  readonly describe: (code: DeclarationCode) => Promise<Described>;
  /**
   * What is left of prose when the model is asked about each statement: undefined for nothing. Never throws. Without it
   * nobody is asked.
   */
  readonly confirm?: (code: DeclarationCode, prose: DocProse) => Promise<Confirmed>;
}

export type Described = { readonly prose: DocProse } | Failed;
export type Confirmed = { readonly prose: DocProse | undefined } | Failed;

/** No answer was to be had. */
export interface Failed {
  readonly failure: string;
}

/** Nothing true was to be said. */
export interface Unsaid {
  readonly unsaid: string;
}

/**
 * Prose that may be written about a Declaration: said by the model, not refuted by the code, not doubted by the model itself.
 *
 * @param known see `Surroundings`; undefined takes what the model says as it is, to try the proofs
 */
export async function findProse(
  code: DeclarationCode,
  known: ReadonlySet<string> | undefined,
  { describe, confirm }: ProsePorts,
): Promise<{ readonly prose: DocProse } | Unsaid | Failed> {
  if (known === undefined) return describe(code);
  const { text, declaration } = code;
  if (onlyThrows(text, declaration)) return { unsaid: 'it only throws, which tells nothing of it' };
  const described = await describe(code);
  if ('failure' in described) return described;
  const shown = text.slice(declaration.span.start, declaration.span.end);
  const { prose, reason } = checkProse(described.prose, declaration, { known, code: shown });
  if (prose === undefined) return { unsaid: reason };
  const confirmed = confirm === undefined ? { prose } : await confirm(code, prose);
  if ('failure' in confirmed) return confirmed;
  return confirmed.prose === undefined
    ? { unsaid: 'the model is not sure of it' }
    : { prose: confirmed.prose };
}
