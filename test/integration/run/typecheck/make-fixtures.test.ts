import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFixtures, type Fixtures } from '../../../../src/review/make-fixtures.ts';
import { createTypeChecker } from '../../../../src/run/typecheck/create-type-checker.ts';
import { plainSandbox } from '../../../ports/plain-sandbox.ts';
import { setups } from '../../../unit/testgen/make-surroundings.ts';

const repository = join(import.meta.dirname, '../../../..');
const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'galley-fixtures-test-')));
const childEntry = join(temporary, 'child.mjs');
const root = join(temporary, 'project');

const source = `
export enum Colour { Red = 'red', Blue = 'blue' }
export type Status = 'open' | 'closed';
export interface Customer { readonly id: string; email: string; born?: Date; }
export interface Order {
  id: string;
  customer: Customer;
  items: Item[];
  note?: string | null;
  paid: boolean;
  status: Status;
  colour: Colour;
  tags: ReadonlySet<string>;
  prices: Map<string, number>;
  meta: Record<string, number>;
  size: [width: number, height: number];
  'odd-name': number;
  parent?: Order;
  total(rate: number): number;
}
export type Item = { kind: 'book'; pages: number } | { kind: 'pen'; colour: Colour };
export interface Node { value: number; children: Node[]; next: Node | null; }
export interface Page<T, U = string> { rows: T[]; cursor: U; }
export interface Store {
  load(id: string): Promise<Order>;
  save(order: Order): Promise<void>;
  count: number;
  close?(): void;
}
export class Secret { #key = 1; }
export interface Holder { secret: Secret; run: () => void; wrap(): { a: { b: string } }; }
export type Id = string & { readonly brand: 'id' };
export interface Branded { id: Id; }
export type Handler = (order: Order) => void;
`;

const compiler = createTypeChecker({
  sandbox: plainSandbox(),
  tree: { path: root, readable: [] },
  childEntry,
  node: process.execPath,
  temporary,
});
const { signal } = new AbortController();

function fixtures(name: string, setup = setups.vitest): Promise<Fixtures> {
  return makeFixtures(
    { path: 'src/order.ts', name, target: 'test/order.fixtures.ts', setup, ending: 'source', signal },
    compiler,
  );
}

beforeAll(async () => {
  const entry = join(repository, 'src/run/typecheck/child/main.ts');
  await build({ entryPoints: [entry], outfile: childEntry, bundle: true, format: 'esm', platform: 'node' });
  const files = {
    'package.json': '{ "type": "module" }',
    'tsconfig.json': JSON.stringify({
      compilerOptions: {
        strict: true,
        module: 'nodenext',
        target: 'es2022',
        types: [],
        exactOptionalPropertyTypes: true,
      },
    }),
    'src/order.ts': source,
    'src/plain.ts': 'export const a = 1;',
    'node_modules/vitest/package.json':
      '{ "name": "vitest", "version": "1.0.0", "type": "module", "types": "index.d.ts" }',
    'node_modules/vitest/index.d.ts':
      'export declare const vi: { fn<Given extends unknown[], Result>(run: (...given: Given) => Result): ((...given: Given) => Result) & { mock: { calls: Given[] } } };\n',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  symlinkSync(join(repository, 'node_modules/typescript'), join(root, 'node_modules/typescript'));
}, 60_000);

afterAll(async () => {
  await compiler.close();
  await rm(temporary, { recursive: true, force: true });
});

describe('makeFixtures', () => {
  it('makes what the compiler accepts of all that a module exports', async () => {
    const { text, reason, proof } = await fixtures('');
    expect({ reason, proof }).toEqual({ reason: '', proof: 'typed' });
    for (const name of [
      'Order',
      'Customer',
      'Item',
      'Status',
      'Node',
      'Page',
      'Store',
      'Holder',
      'Branded',
    ]) {
      expect(text).toContain(`export function build${name}(`);
    }
    expect(text).not.toContain('buildSecret');
    expect(text).toContain("import { Colour } from '../src/order.ts';");
  });

  it('makes one type and what it is made of', async () => {
    const { text } = await fixtures('Customer');
    expect(text).toBe(
      [
        "import type { Customer } from '../src/order.ts';",
        '',
        'export function buildCustomer(overrides: Partial<Customer> = {}): Customer {',
        '  return {',
        "    id: 'id-1',",
        "    email: 'ada@example.com',",
        "    born: new Date('2024-02-29T12:00:00.000Z'),",
        '    ...overrides,',
        '  };',
        '}',
        '',
        'export const customerCases: readonly { readonly name: string; readonly value: Customer }[] = [',
        "  { name: 'typical', value: buildCustomer() },",
        "  { name: 'only what must be there', value: { id: 'id-1', email: 'ada@example.com' } },",
        "  { name: 'id is empty', value: buildCustomer({ id: '' }) },",
        "  { name: 'id is blanks', value: buildCustomer({ id: '  ' }) },",
        "  { name: 'id is unicode', value: buildCustomer({ id: 'Zoë 日本 🎉 e\\u0301' }) },",
        "  { name: 'id is long', value: buildCustomer({ id: 'x'.repeat(10_000) }) },",
        "  { name: 'email is empty', value: buildCustomer({ email: '' }) },",
        "  { name: 'email is blanks', value: buildCustomer({ email: '  ' }) },",
        "  { name: 'email is unicode', value: buildCustomer({ email: 'Zoë 日本 🎉 e\\u0301' }) },",
        "  { name: 'email is long', value: buildCustomer({ email: 'x'.repeat(10_000) }) },",
        "  { name: 'born is the start of time', value: buildCustomer({ born: new Date(0) }) },",
        "  { name: 'born is no date', value: buildCustomer({ born: new Date(NaN) }) },",
        '];',
        '',
      ].join('\n'),
    );
  });

  it('does not build a type for ever that holds itself', async () => {
    const { text } = await fixtures('Node');
    expect(text).toContain('    children: [],\n    next: null,');
  });

  it.each([
    ['vitest', 'vi.fn(('],
    ['mochaChai', 'recorded(('],
  ] as const)('mocks an interface for %s', async (name, maker) => {
    const { text, proof, reason } = await fixtures('Store', setups[name]);
    expect({ proof, reason }).toEqual({ proof: 'typed', reason: '' });
    expect(text).toContain('export function mockStore() {');
    expect(text).toContain(`load: ${maker}..._given: Parameters<NonNullable<Store['load']>>)`);
    expect(text).toContain('  } satisfies Store;');
  });

  it('says why there is nothing', async () => {
    expect((await fixtures('Nobody')).reason).toBe('src/order.ts exports no type Nobody');
    const plain = { path: 'src/plain.ts', name: '', target: 'test/a.ts', setup: setups.vitest, signal };
    expect((await makeFixtures(plain, compiler)).reason).toBe('src/plain.ts exports no types');
    expect((await fixtures('Secret')).reason).toBe('nothing can be made of what src/order.ts exports');
  });
});
