import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/**
 * Writes what is in dist/ as a CycloneDX 1.6 bill of materials (https://cyclonedx.org/docs/1.6/json/): the packages in
 * `folders`, relative to `root`, and the `grammars` by name. `npm sbom` would list what is installed for development
 * instead, since a bundle has no dependencies. Without a time or serial number, so that the same build gives the same
 * bytes.
 */
export function writeSbom(
  root: string,
  folders: readonly string[],
  grammars: readonly string[],
  target: string,
): void {
  const packages = [...new Set(folders)].sort().map((folder) => describePackage(readManifest(root, folder)));
  const self = readManifest(root, '.');
  const sbom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { ...describePackage(self), type: 'application' } },
    components: [...packages, ...grammars.map(describeGrammar)],
  };
  writeFileSync(target, `${JSON.stringify(sbom, null, 2)}\n`);
}

function readManifest(root: string, folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;
}

function describePackage({ name, version, license }: Manifest): Record<string, unknown> {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const licenses = license === undefined ? [] : [{ expression: license }];
  return { type: 'library', 'bom-ref': purl, name, version, purl, licenses };
}

/** Their package does not say which version of each grammar it was compiled from. */
function describeGrammar(name: string): Record<string, unknown> {
  const full = `tree-sitter-${name}`;
  return { type: 'library', 'bom-ref': `grammar:${full}`, name: full, licenses: [{ expression: 'MIT' }] };
}
