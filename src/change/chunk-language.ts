/**
 * The language that a path's extension or base name stands for, such as `typescript`; `text` when unknown.
 * Names are for readers and prompts; they are also the keys of the parser table in src/syntax.
 */
export function languageOf(path: string): string {
  const base = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const named = byBaseName.get(base);
  if (named !== undefined) return named;
  const dot = base.lastIndexOf('.');
  return (dot > 0 ? byExtension.get(base.slice(dot + 1)) : undefined) ?? 'text';
}

/** The extensions that stand for a language, in lower case and without a dot; empty for an unknown one. */
export function extensionsOf(language: string): readonly string[] {
  return Object.hasOwn(extensions, language) ? (extensions[language]?.split(' ') ?? []) : [];
}

const extensions: Readonly<Record<string, string>> = {
  javascript: 'js jsx mjs cjs',
  typescript: 'ts mts cts',
  tsx: 'tsx',
  python: 'py pyi pyw',
  go: 'go',
  java: 'java',
  rust: 'rs',
  csharp: 'cs csx',
  ruby: 'rb rake gemspec ru',
  php: 'php phtml',
  c: 'c',
  cpp: 'cc cpp cxx c++ h hh hpp hxx h++ ipp inl',
  kotlin: 'kt kts',
  swift: 'swift',
  scala: 'scala sc',
  groovy: 'groovy gradle',
  dart: 'dart',
  lua: 'lua',
  elixir: 'ex exs',
  erlang: 'erl hrl',
  haskell: 'hs',
  ocaml: 'ml mli',
  fsharp: 'fs fsx fsi',
  clojure: 'clj cljs cljc',
  julia: 'jl',
  r: 'r',
  perl: 'pl pm',
  zig: 'zig',
  nim: 'nim',
  crystal: 'cr',
  objectivec: 'm mm',
  solidity: 'sol',
  shell: 'sh bash zsh ksh bats',
  fish: 'fish',
  powershell: 'ps1 psm1 psd1',
  sql: 'sql',
  graphql: 'graphql gql',
  protobuf: 'proto',
  terraform: 'tf tfvars hcl',
  vue: 'vue',
  svelte: 'svelte',
  html: 'html htm',
  xml: 'xml xsl xsd svg',
  css: 'css',
  scss: 'scss sass',
  less: 'less',
  yaml: 'yaml yml',
  json: 'json json5 jsonc',
  toml: 'toml',
  ini: 'ini cfg conf properties',
  markdown: 'md markdown mdx',
  makefile: 'mk',
  cmake: 'cmake',
  dockerfile: 'dockerfile',
};

const byExtension = new Map(
  Object.entries(extensions).flatMap(([language, list]) => list.split(' ').map((name) => [name, language])),
);

const byBaseName = new Map([
  ['makefile', 'makefile'],
  ['gnumakefile', 'makefile'],
  ['dockerfile', 'dockerfile'],
  ['containerfile', 'dockerfile'],
  ['cmakelists.txt', 'cmake'],
  ['rakefile', 'ruby'],
  ['gemfile', 'ruby'],
  ['jenkinsfile', 'groovy'],
]);
