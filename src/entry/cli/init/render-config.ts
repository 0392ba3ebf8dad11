/**
 * The `.galley.yml` of a fresh start. Editors find the schema in the installed package; where code is sent stands in
 * no repository file.
 *
 * @param model undefined: Galley takes the best installed one on each machine
 */
export function renderConfig(model: string | undefined): string {
  const chosen = model === undefined ? '# model: qwen2.5-coder:7b' : `model: ${JSON.stringify(model)}`;
  return `# yaml-language-server: $schema=./node_modules/galley/galley.schema.json
$schema: ./node_modules/galley/galley.schema.json

# Which model reviews. Unset: the best one that is installed.
${chosen}

# Least severity that makes "galley review" exit with 1: none, info, warning or error.
failOn: error

# Files not to review, on top of lock, generated, vendored, minified and data files.
exclude: []
`;
}
