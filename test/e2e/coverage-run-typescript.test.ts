import { describe, expect, test } from 'vitest';
import {
  branches,
  collect,
  makeProject,
  needRunners,
  newerNode,
  statements,
} from './coverage-run-project.ts';

needRunners();

/** A comment and types before the code, so that no line stays where it was; `if`s without an else, both ways. */
const source = `import { upper } from './upper.ENDING';

// Options of it.
interface Options {
  readonly limit?: number;
}

export type Word = 'zero' | 'positive';

export function sign(n: number, { limit = 10 }: Options = {}): string {
  if (n > limit) return 'big';
  if (n < 0) {
    return 'negative';
  }
  const word: Word = n === 0 ? 'zero' : 'positive';

  if (n === 3) {
    note(word);
  }
  return upper(word) || 'none';
}

const notes: string[] = [];

const note = (text: string): void => {
  notes.push(text);
};

export function unused(): number {
  return 1;
}
`;

const upper = `export const upper = (word: string): string => word.toUpperCase();\n`;

const suite = `import { sign } from '../src/sign.ENDING';
declare const it: ((name: string, body: () => void) => void) | undefined;

const check = (): void => {
  if (sign(3) !== 'POSITIVE' || sign(-3) !== 'negative') throw new Error('sign');
};
typeof it === 'function' ? it('signs', check) : check();
`;

/** The same whatever compiles it: places, and what an \`if\` does that nobody wrote an else for, are those of the source. */
const expected = {
  statements: '11:2 11:0 12:2 13:1 15:1 17:1 18:1 20:1 23:1 25:1 26:1 30:0',
  functions: [2, 1, 0],
  branches: [
    'default-arg 10:2',
    'default-arg 10:2',
    'if 11:0,2',
    'if 12:1,1',
    'cond-expr 15:0,1',
    'if 17:1,0',
    'binary-expr 20:1,0',
  ],
};

function project(kind: 'module' | 'commonjs', ending: string): string {
  const module = kind === 'module' ? 'NodeNext' : 'CommonJS';
  const resolution = kind === 'module' ? 'NodeNext' : 'Node10';
  const options = { target: 'ES2022', module, moduleResolution: resolution, strict: true, types: [] };
  return makeProject({
    'package.json': JSON.stringify({ type: kind }),
    'tsconfig.json': JSON.stringify({ compilerOptions: { ...options, ignoreDeprecations: '5.0' } }),
    'src/sign.ts': source.replace('.ENDING', ending),
    'src/upper.ts': upper,
    'test/sign.test.ts': suite.replace('.ENDING', ending),
  });
}

const ways: readonly {
  name: string;
  kind: 'module' | 'commonjs';
  ending: string;
  command: string[];
  node?: string;
}[] = [
  {
    name: 'tsx, under node:test',
    kind: 'module',
    ending: '.js',
    command: ['node', '--import', 'tsx', '--test'],
  },
  { name: 'ts-node, modules', kind: 'module', ending: '.js', command: ['mocha', '--loader=ts-node/esm'] },
  {
    name: 'swc, modules',
    kind: 'module',
    ending: '.js',
    command: ['node', '--import', '@swc-node/register/esm-register'],
  },
  { name: 'tsx, required', kind: 'commonjs', ending: '', command: ['mocha', '-r', 'tsx/cjs'] },
  { name: 'ts-node, required', kind: 'commonjs', ending: '', command: ['mocha', '-r', 'ts-node/register'] },
  { name: 'swc, required', kind: 'commonjs', ending: '', command: ['mocha', '-r', '@swc-node/register'] },
  { name: 'esbuild, required', kind: 'commonjs', ending: '', command: ['mocha', '-r', 'esbuild-register'] },
  ...(newerNode
    ? [
        {
          name: 'a newer Node, which takes types out',
          kind: 'module',
          ending: '.ts',
          command: ['node'],
          node: newerNode,
        } as const,
        {
          name: 'tsx on a newer Node',
          kind: 'module',
          ending: '.js',
          command: ['node', '--import', 'tsx'],
          node: newerNode,
        } as const,
      ].map((way) => ({ ...way, command: [...way.command] }))
    : []),
];

describe('TypeScript is counted where it was written', () => {
  test.each(ways)('$name', async ({ kind, ending, command, node }) => {
    const root = project(kind, ending);
    const { hits, exitCode, notes, output } = await collect(
      root,
      [...command, 'test/sign.test.ts'],
      node ? { node } : {},
    );
    expect({ exitCode, notes }, output).toEqual({ exitCode: 0, notes: [] });
    expect(Object.keys(hits)).toEqual(['src/sign.ts', 'src/upper.ts']);
    const file = hits['src/sign.ts'];
    expect(statements(file)).toBe(expected.statements);
    expect(Object.values(file!.f)).toEqual(expected.functions);
    expect(branches(file)).toEqual(expected.branches);
    // The else that is not there has no place of its own.
    expect(file!.branchMap['3']?.locations[1]?.start.line).toBeUndefined();
  });
});
