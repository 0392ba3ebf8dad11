/** A colour of the page and its value, `#rrggbb`. */
export type Palette = Readonly<Record<(typeof colours)[number], string>>;

const colours = [
  'page',
  'card',
  'text',
  'muted',
  'line',
  'link',
  'error',
  'warning',
  'info',
  'ok',
  'mark',
  'added',
  'removed',
  'addedWord',
  'removedWord',
] as const;

/** For light screens and for paper. */
export const lightPalette: Palette = {
  page: '#f5f6f8',
  card: '#ffffff',
  text: '#1b2027',
  muted: '#545d69',
  line: '#d5dae1',
  link: '#0b57a4',
  error: '#b3211a',
  warning: '#874a00',
  info: '#2b5a94',
  ok: '#0f6a3b',
  mark: '#fff1bd',
  added: '#e7f6eb',
  removed: '#fdecea',
  addedWord: '#bfe8ca',
  removedWord: '#f9cdc8',
};

export const darkPalette: Palette = {
  page: '#13161b',
  card: '#1a1e25',
  text: '#dde2e8',
  muted: '#9ca6b2',
  line: '#323943',
  link: '#8dbbff',
  error: '#ff9a8d',
  warning: '#f0b65c',
  info: '#9cc0f2',
  ok: '#7ed09a',
  mark: '#40360f',
  added: '#162c1d',
  removed: '#371d1c',
  addedWord: '#24522f',
  removedWord: '#692f2b',
};

/** Custom properties of CSS: `--page:#fff;...`. */
export function declarePalette(palette: Palette): string {
  return colours.map((name) => `--${name}:${palette[name]};`).join('');
}
