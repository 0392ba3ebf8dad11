import type { TestSetup } from '../framework.ts';

/** Names that are tried before giving up: a folder full of ours is a mistake. */
const mostNames = 1_000;

/**
 * Path of a new test file for a source file: `src/cart.ts` gives `src/cart.test.ts` or `test/cart.test.ts`; `cart-2.test.ts` where
 * that is taken.
 *
 * @param isTaken whether a file of that path exists
 */
export function nameTestFile(source: string, setup: TestSetup, isTaken: (path: string) => boolean): string {
  const folder = folderOf(source, setup.layout);
  const base = source.slice(source.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
  for (let number = 1; number <= mostNames; number++) {
    const path = join(
      folder,
      fileName(number === 1 ? base : `${base}${separatorOf(setup)}${String(number)}`, setup),
    );
    if (!isTaken(path)) return path;
  }
  return join(folder, fileName(`${base}${separatorOf(setup)}galley`, setup));
}

function separatorOf({ language }: TestSetup): string {
  return language === 'python' ? '_' : '-';
}

/** pytest finds `test_cart.py` and `cart_test.py`. */
function fileName(base: string, { language, layout }: TestSetup): string {
  if (language === 'python' && !layout.suffix.startsWith('_test')) return `test_${base}.py`;
  return base + layout.suffix;
}

/** Mirrored, the folder that all sources stand in is left out: `src/shop/cart.ts` gives `test/shop`. */
function folderOf(source: string, { kind, folder }: TestSetup['layout']): string {
  const own = source.includes('/') ? source.slice(0, source.lastIndexOf('/')) : '';
  if (kind === 'beside') return join(own, folder);
  const parent = folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : '';
  const inside = parent !== '' && `${own}/`.startsWith(`${parent}/`) ? own.slice(parent.length + 1) : own;
  return join(folder, inside.replace(/^(?:src|lib|source|app)(?:\/|$)/, ''));
}

function join(folder: string, name: string): string {
  if (folder === '' || folder === '.') return name;
  return name === '' ? folder : `${folder}/${name}`;
}
