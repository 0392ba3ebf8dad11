import { expect, it } from 'vitest';
import { declaredName } from '../../../src/change/chunk-declared-name.ts';

it.each([
  ['export class Cart extends Base {', 'class Cart'],
  ['  public abstract class Cart<T>', 'class Cart'],
  ['impl<T> fmt::Display for Wrap<T> {', 'class Wrap'],
  ['defmodule Shop.Cart do', 'class Shop.Cart'],
  ['data class Item(val price: Int)', 'class Item'],
  ['func (s *Server) Start() error {', 'function Server.Start'],
  ['func (l List[T]) Len() int {', 'function List.Len'],
  ['export async function load(id: string) {', 'function load'],
  ['async def add(self, item):', 'function add'],
  ['  def self.load(id)', 'function load'],
  ['  def empty?', 'function empty?'],
  ['pub fn add(&mut self) {', 'function add'],
  ['override suspend fun <T> read(x: T): T {', 'function read'],
  ['function M.open(path)', 'function M.open'],
  ['const total = async (cart) => {', 'function total'],
  ['void Foo::bar(int a) {', 'function Foo.bar'],
  ['std::string* Cart::name(int n)', 'function Cart.name'],
  ['  addItem(item: Item): void {', 'function addItem'],
  ['deploy() {', 'function deploy'],
  ['CREATE OR REPLACE FUNCTION total(x int)', 'function total'],
])('%s', (line, expected) => {
  const found = declaredName(line);
  expect(`${String(found?.kind)} ${String(found?.name)}`).toBe(expected);
});

it.each([
  'if (a) {',
  '} else if (b) {',
  'return f(x);',
  'x = f(',
  'for (;;) {',
  'f(1);',
  '',
  '// class of its own',
  'key: value',
])('nothing in %s', (line) => {
  expect(declaredName(line)).toBeUndefined();
});

it('looks at a bounded part of a long line', () => {
  expect(declaredName(`${'a '.repeat(200_000)}class B`)).toBeUndefined();
});
