import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { cutChunks } from '../../../src/change/cut-chunks.ts';
import { createSyntax } from '../../../src/syntax/create-syntax.ts';
import { changeOf } from '../../unit/change/chunk-build-change.ts';
import { wasmFromNodeModules } from './wasm-from-node-modules.ts';

const syntax = createSyntax(wasmFromNodeModules());

/** A fixture, the text of a line that the change adds, and the chunk it must end up in. */
const cases: [file: string, added: string, symbol: string, first: string, header: string[]][] = [
  [
    'cart.ts',
    '    if (count < 1) return;',
    'Cart.addItem',
    '  @Logged()',
    ['export class Cart extends Base {'],
  ],
  [
    'cart.ts',
    '    this.items.length = 0;',
    'Cart.clear',
    '  readonly clear = (): void => {',
    ['export class Cart extends Base {'],
  ],
  ['cart.ts', '  reply.send(cart);', '', '', []],
  ['app.jsx', '    return <li>{item.name}</li>;', 'List', 'function List({ items }) {', []],
  ['cart.py', '        return len(self.items)', 'Cart.size', '    @property', ['class Cart(Base):']],
  ['cart.py', '            self.items.pop()', 'Cart.add', '    async def add(', ['class Cart(Base):']],
  ['server.go', '\t\treturn errNoAddress', 'Server.Start', 'func (s *Server) Start() error {', []],
  [
    'Cart.java',
    '    return count;',
    'Cart.size',
    '  @Override',
    ['public class Cart<T> extends Base', '    implements Serializable {'],
  ],
  ['cart.rs', '        self.items.push(item);', 'Cart.add', '    #[inline]', ['impl Cart {']],
  [
    'Cart.cs',
    '                Guard(item);',
    'Shop.Cart.Add',
    '        [Obsolete]',
    ['namespace Shop', '{', '    public class Cart : Base', '    {'],
  ],
  [
    'cart.rb',
    '      @items << item',
    'Shop.Cart.add',
    '    def add(item, count = 1)',
    ['module Shop', '  class Cart < Base'],
  ],
  [
    'cart.php',
    '        $this->items[] = $item;',
    'Cart.add',
    '    #[Pure]',
    ['final class Cart extends Base', '{'],
  ],
  [
    'cart.cpp',
    '  items_.push_back(item);',
    'shop.Cart.add',
    'void Cart::add(const Item& item) {',
    ['namespace shop {'],
  ],
];

it.each(cases)('%s: %s', async (name, added, symbol, first, header) => {
  const text = await readFile(new URL(`../../fixtures/syntax/${name}.txt`, import.meta.url), 'utf8');
  const edits = text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => ({ side: line === added ? ('head' as const) : ('both' as const), text: line }));
  const { file, headText } = changeOf(edits, 3, name);
  const headOutline = await syntax.outline(name, headText);
  if (headOutline === undefined) throw new Error(`no outline of ${name}`);
  const { language } = headOutline;
  const chunks = cutChunks({ file, fileIndex: 0, headText, headOutline, language, budget: 900 });
  expect(chunks.map((chunk) => [chunk.symbol, chunk.lines[0]?.text, chunk.header])).toEqual([
    [symbol, first, header],
  ]);
});
