import type { Proof } from './finding.ts';

/** How far a suggestion was proved, for people. */
export function describeProof(proof: Proof): string {
  return proofs[proof];
}

const proofs: Readonly<Record<Proof, string>> = {
  parsed: 'it parses',
  typed: 'it type-checks',
  rescored: 'the model no longer objects',
  ran: 'it ran',
};
