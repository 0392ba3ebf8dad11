import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const allowed = new Set([
  'MIT',
  'MIT-0',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
]);

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license?: unknown;
}

/**
 * Writes the licence texts of everything in dist/: of the packages in `folders`, and of the `grammars` by name, which
 * come compiled in a package that names none of their authors. Throws for a package whose licence is not a permissive
 * one, and for a grammar whose licence text is not kept beside this file.
 */
export function writeLicences(
  root: string,
  folders: readonly string[],
  grammars: readonly string[],
  target: string,
): void {
  const packages = [...new Set(folders)].sort().map((folder) => describePackage(join(root, folder)));
  const sections = [...packages, ...grammars.map(describeGrammar)];
  const head = '# Licences of the software in this package\n\nWritten by the build.\n';
  writeFileSync(target, [head, ...sections].join('\n'));
}

const grammarLicences = join(import.meta.dirname, 'grammar-licences');

function describeGrammar(name: string): string {
  const text = readFileSync(join(grammarLicences, `${name}.txt`), 'utf8').trim();
  if (!text.includes('Permission is hereby granted, free of charge')) {
    throw new Error(`tree-sitter-${name}: its licence text is not the MIT licence`);
  }
  return `## tree-sitter-${name} (grammar, compiled)\n\nMIT\n\n\`\`\`text\n${text}\n\`\`\`\n`;
}

function describePackage(folder: string): string {
  const { name, version, license } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Package;
  if (typeof license !== 'string' || !isAllowed(license)) {
    throw new Error(`${name}@${version}: licence ${JSON.stringify(license)} may not be bundled`);
  }
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  const quoted = texts.map((text) => `\n\`\`\`text\n${text}\n\`\`\`\n`);
  return `## ${name} ${version}\n\n${license}\n${quoted.join('')}${describeParts(folder)}${quoteCompiled(name)}`;
}

/** What is compiled into a package, with a licence that the package does not come with. */
const compiled: Readonly<Record<string, { readonly name: string; readonly file: string }>> = {
  '@electric-sql/pglite': { name: 'PostgreSQL, under the PostgreSQL Licence', file: 'postgresql.txt' },
};

function quoteCompiled(packageName: string): string {
  const part = compiled[packageName];
  if (part === undefined) return '';
  const text = readFileSync(join(import.meta.dirname, 'part-licences', part.file), 'utf8').trim();
  return `\nCompiled into it: ${part.name}.\n\n\`\`\`text\n${text}\n\`\`\`\n`;
}

/** A choice (`MIT OR GPL-2.0`) may be made, a combination (`AND`) must be allowed in all its parts. */
function isAllowed(expression: string): boolean {
  const plain = expression.replace(/[()]/g, '').trim();
  return plain
    .split(/ OR /)
    .some((choice) => choice.split(/ AND /).every((licence) => allowed.has(licence.trim())));
}

interface Manifest {
  readonly registrations?: readonly {
    readonly license?: string;
    readonly version?: string;
    readonly component?: { readonly git?: { readonly name?: string; readonly repositoryUrl?: string } };
  }[];
}

/** What a package of compiled parsers says of its parts, in its cgmanifest.json. */
function describeParts(folder: string): string {
  if (!readdirSync(folder).includes('cgmanifest.json')) return '';
  const manifest = JSON.parse(readFileSync(join(folder, 'cgmanifest.json'), 'utf8')) as Manifest;
  const lines = (manifest.registrations ?? []).map(({ license, version, component }) => {
    if (license !== undefined && !isAllowed(license))
      throw new Error(`${folder}: a part is under ${license}`);
    return `- ${component?.git?.name ?? '?'} ${version ?? ''} (${license ?? 'licence not named'}), ${component?.git?.repositoryUrl ?? ''}`;
  });
  return `\nParts:\n\n${lines.join('\n')}\n`;
}
