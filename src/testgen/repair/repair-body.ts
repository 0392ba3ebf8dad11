import { countErrors } from '../code/walk-code.ts';
import type { Surroundings } from '../surroundings.ts';
import type { TestBody } from '../test-body.ts';
import { addAwaits } from './add-awaits.ts';
import { fixNames } from './fix-names.ts';
import { replaceDone } from './replace-done.ts';
import type { Repair } from './repair.ts';
import { translateAssertions } from './translate-assertions.ts';
import { translateMocks } from './translate-mocks.ts';
import { translateUnittest } from './translate-unittest.ts';
import { wrapThrowing } from './wrap-throwing.ts';

interface NamedRepair {
  /** What was done, for people. */
  readonly name: string;
  readonly repair: Repair;
}

/** In this order: later ones read what earlier ones wrote. */
const javascript: readonly NamedRepair[] = [
  { name: 'names as the module exports them', repair: fixNames },
  { name: 'mocks of the framework', repair: translateMocks },
  { name: 'assertions of the repository', repair: translateAssertions },
  { name: 'a promise instead of done', repair: replaceDone },
  { name: 'a function for what must throw', repair: wrapThrowing },
  { name: 'missing await', repair: addAwaits },
];

const python: readonly NamedRepair[] = [
  { name: 'names as the module exports them', repair: fixNames },
  { name: 'assertions of pytest', repair: translateUnittest },
];

export interface RepairedBody {
  readonly body: TestBody;
  /** What was repaired, for people, in order. Empty: nothing. */
  readonly repairs: readonly string[];
}

/** All repairs that need neither the model nor a run. A repair that leaves code which does not parse is not made. */
export function repairBody(body: TestBody, around: Surroundings): RepairedBody {
  const table = around.setup.language === 'python' ? python : javascript;
  const repairs: string[] = [];
  let repaired = body;
  for (const { name, repair } of table) {
    const next = repair(repaired, around);
    if (next === undefined || !isSound(next.code, around)) continue;
    repaired = next;
    repairs.push(name);
  }
  return { body: repaired, repairs };
}

function isSound(code: string, { parse }: Surroundings): boolean {
  const root = parse(code);
  return root !== undefined && countErrors(root) === 0;
}
