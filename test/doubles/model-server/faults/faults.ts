import type { Plan } from '../plan.ts';
import { contentFaults } from './content.ts';
import type { Effect, FaultOptions } from './effect.ts';
import { inventoryFaults } from './inventory.ts';
import { refusalFaults } from './refusals.ts';
import { streamFaults } from './stream.ts';
import { windowFaults } from './window.ts';

/** Every fault by name. */
export const faultTable = {
  ...windowFaults,
  ...refusalFaults,
  ...streamFaults,
  ...contentFaults,
  ...inventoryFaults,
} satisfies Record<string, Effect>;

export type FaultKind = keyof typeof faultTable;

/** A fault as a script names it. */
export interface Fault extends FaultOptions {
  readonly kind: FaultKind;
}

/** One fault or several as a list; throws on a kind that does not exist (scripts may be JSON). */
export function listFaults(fault: Fault | readonly Fault[] | undefined): readonly Fault[] {
  const list = fault === undefined ? [] : 'kind' in fault ? [fault] : fault;
  for (const { kind } of list) {
    if (!(kind in faultTable)) throw new Error(`no such fault: ${kind}`);
  }
  return list;
}

/** The plan after the faults, one after the other. */
export function applyFaults(plan: Plan, faults: readonly Fault[]): Plan {
  return faults.reduce((current, fault) => effect(fault).apply(current, fault), plan);
}

/** True for faults about the list of models. */
export function isInventory(fault: Fault): boolean {
  return effect(fault).inventory === true;
}

function effect({ kind }: Fault): Effect {
  return faultTable[kind];
}
