import { printable } from '../../safety/printable.ts';
import type { TestOutcome } from '../test-ports.ts';

const longest = 160;

/** Why a run did not pass, on one line: for people, and as a counter-example for the model. */
export function describeFailed(outcome: TestOutcome, name?: string): string {
  const { status, tests, output } = outcome;
  if (status === 'timed-out') return 'it did not come to an end';
  if (status === 'over-limit') return 'it used more than it may: output, memory, processes or disk';
  const test = tests.find((one) => one.name === name) ?? tests.find((one) => one.status === 'failed');
  const failure = test?.failure;
  if (failure === undefined) return status === 'broken' ? `no test ran: ${errorLine(output)}` : 'it failed';
  const { kind, message, expected, actual } = failure;
  if (kind === 'assertion' && expected !== undefined && actual !== undefined)
    return oneLine(`it expected ${expected} and got ${actual}`);
  return oneLine(kind === 'assertion' ? `an assertion failed: ${message}` : `it threw ${kind}: ${message}`);
}

function errorLine(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  return oneLine(lines.find((line) => /\b\w*Error\b/.test(line)) ?? 'it could not be loaded');
}

function oneLine(text: string): string {
  return printable(text.replace(/\s+/g, ' ').trim(), longest);
}
