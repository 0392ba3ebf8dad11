import { languageOf } from '../change/chunk-language.ts';
import type { Chunk } from '../change/chunk.ts';
import { messageProblem } from '../finding/check-message.ts';
import { namesOf } from '../finding/names-of.ts';
import { refuteByFacts } from '../finding/refute-claim.ts';
import { maskText } from '../safety/mask-lines.ts';
import type { LocatedClaim } from './locate-claims.ts';
import type { RuleEngine } from './ports.ts';
import type { PreparedFile } from './prepare-files.ts';

/**
 * Makes a check of claims that asks no model: false for a claim that the facts of its file refute, or whose wording is not
 * fit to be shown. A file is parsed once for all its claims.
 */
export function createClaimCheck(engine: RuleEngine): (located: LocatedClaim) => Promise<boolean> {
  const known = new Map<PreparedFile, Promise<boolean | undefined>>();
  const parses = (prepared: PreparedFile): Promise<boolean | undefined> => {
    const found = known.get(prepared) ?? parsesCleanly(prepared, engine);
    known.set(prepared, found);
    return found;
  };
  return async (located) => isTenable(located, await parses(located.prepared));
}

function isTenable({ claim, place, chunk, prepared }: LocatedClaim, parses: boolean | undefined): boolean {
  const { headText, file } = prepared;
  const language = languageOf(file.path);
  const lines = { first: place.startLine, last: place.endLine };
  // A part of a line proves less than the line: what was found counts, not what the model quoted of it.
  const said = { problem: claim.problem, quote: place.quote };
  if (refuteByFacts(said, { headText, language, lines, parses }) !== undefined) return false;
  const names = namesOf(headText ?? textOf(chunk));
  return messageProblem(maskText(claim.problem), { names }) === undefined;
}

/** Undefined: not known. */
async function parsesCleanly(
  { headText: text, file }: PreparedFile,
  engine: RuleEngine,
): Promise<boolean | undefined> {
  if (text === undefined) return undefined;
  const language = languageOf(file.path);
  const { errors } = await engine.match({ language, text, rules: [], countErrors: true });
  return errors === undefined ? undefined : errors === 0;
}

function textOf({ header, lines }: Chunk): string {
  return [...header, ...lines.map(({ text }) => text)].join('\n');
}
