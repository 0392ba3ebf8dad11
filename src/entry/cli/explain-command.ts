import type { Command } from 'commander';
import { GalleyError } from '../../errors.ts';
import { findExplanation } from './rules/find-explanation.ts';
import { rulesHere } from './rules-command.ts';
import { terminalOf } from './terminal.ts';

/** `galley explain RULE|PROBE`: the whole id, or its part behind the slash. */
export async function explain(name: string, command: Command): Promise<number> {
  const { color, width, out } = terminalOf(command);
  const { rules } = await rulesHere(command);
  const found = await findExplanation(name, rules, { color, width });
  if (!('text' in found)) throw unknownName(name, found.near[0]);
  out(found.text);
  return 0;
}

function unknownName(name: string, near: string | undefined): GalleyError {
  return new GalleyError('invalid-usage', {
    what: `there is no rule or probe ${name}`,
    why: near === undefined ? '' : `Did you mean ${near}?`,
    todo: near === undefined ? 'galley rules list, galley probe list' : `galley explain ${near}`,
  });
}
