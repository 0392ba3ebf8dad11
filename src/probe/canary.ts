/** A fixed piece of code and a question about it: whoever answers all of them alike is the same model. */
export interface CanaryQuestion {
  readonly path: string;
  readonly language: string;
  readonly lines: readonly string[];
  readonly question: string;
}

/** Never to be changed without raising the probe prompt's version: tables hold their scores. */
export const canary: readonly CanaryQuestion[] = [
  {
    path: 'src/mean.ts',
    language: 'typescript',
    lines: [
      'export function mean(values: number[]): number {',
      '  return values.reduce((sum, value) => sum + value, 0) / values.length;',
      '}',
    ],
    question: 'Does the function divide by zero for an empty list?',
  },
  {
    path: 'src/queue.py',
    language: 'python',
    lines: ['def take(queue):', '    return queue.pop() if queue else None'],
    question: 'Does the function raise an error for an empty queue?',
  },
  {
    path: 'src/age.js',
    language: 'javascript',
    lines: ["const isAdult = (person) => person.age > '18';"],
    question: 'Is a number compared with a text?',
  },
];

/**
 * Servers compute the same weights with different kernels, which moves a score by a few tenths: measured up to 0.4
 * between Ollama 0.17.4 and llama-server with and without matrix instructions. Other weights differ by whole units.
 */
const mostMeanDifference = 0.5;

/** Whether these answers come from the model that gave the others. False without answers. */
export function isSameModel(expected: readonly number[], found: readonly number[]): boolean {
  if (expected.length === 0 || expected.length !== found.length) return false;
  const differences = expected.map((score, index) => Math.abs(score - (found[index] ?? Infinity)));
  return differences.reduce((sum, one) => sum + one, 0) / differences.length <= mostMeanDifference;
}
