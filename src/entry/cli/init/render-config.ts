/** What the `.galley.yml` of a fresh start holds. Where code is sent stands in no repository file. */
export interface FreshConfig {
  /** Undefined: Galley takes the best installed one on each machine. */
  readonly model: string | undefined;
  /** Where editors find the schema, relative to the file; undefined when the repository does not hold it. */
  readonly schema: string | undefined;
}

export function renderConfig({ model, schema }: FreshConfig): string {
  const chosen = model === undefined ? '# model: qwen2.5-coder:7b' : `model: ${JSON.stringify(model)}`;
  const head =
    schema === undefined
      ? '# What may stand here: galley config schema\n'
      : `# yaml-language-server: $schema=${schema}\n$schema: ${schema}\n`;
  return `${head}
# Which model reviews. Unset: the best one that is installed.
${chosen}

# Least severity that makes "galley review" exit with 1: none, info, warning or error.
failOn: error

# Files not to review, on top of lock, generated, vendored, minified and data files.
exclude: []
`;
}
