/** Sets of Babel's parser plugins to try for a file, the likeliest first. */
export function parserPluginsFor(path: string): readonly (readonly string[])[] {
  const ending = /\.([cm]?[jt]sx?)$/i.exec(path)?.[1]?.toLowerCase();
  if (ending === undefined || /\.d\.[cm]?ts$/i.test(path)) return [];
  const language = /t/.test(ending) ? typescript(ending) : javascript;
  return language.map((plugins) => [...plugins, ...everywhere]);
}

const everywhere = ['decoratorAutoAccessors', 'explicitResourceManagement', 'importAttributes'];

/** The older decorators may stand before parameters, the newer ones may be calls in parentheses. */
const javascript = [
  ['jsx', 'decorators-legacy'],
  ['flow', 'jsx', 'decorators-legacy'],
  ['jsx', 'decorators'],
];

/** In a file that is no `.tsx` the same signs are a cast, or type parameters of an arrow function. */
function typescript(ending: string): string[][] {
  const jsx = ending === 'tsx' ? ['jsx'] : [];
  return [
    ['typescript', ...jsx, 'decorators-legacy'],
    ['typescript', ...jsx, 'decorators'],
  ];
}
