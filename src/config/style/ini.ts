/** Sections of an INI file, in their order. What stands before the first one has the name `''`. */
export interface IniSection {
  readonly name: string;
  /** Keys in lower case, values trimmed; the last of a key counts. */
  readonly entries: ReadonlyMap<string, string>;
}

/**
 * The lines of `.editorconfig`, `setup.cfg` and their like: `[section]`, `key = value`, `# comment`. Values of several lines
 * end with their first. Packages for INI part section names at dots, or come as WebAssembly in a file of its own.
 */
export function parseIni(text: string): IniSection[] {
  let entries = new Map<string, string>();
  const sections: { name: string; entries: Map<string, string> }[] = [{ name: '', entries }];
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n?|\n/)) {
    const bare = line.trim();
    const [, name] = /^\[(.+)\](?:\s*[#;].*)?$/.exec(bare) ?? [];
    if (name !== undefined) {
      entries = new Map();
      sections.push({ name, entries });
      continue;
    }
    const at = bare.search(/[=:]/);
    if (at <= 0 || /^[#;]/.test(bare)) continue;
    entries.set(bare.slice(0, at).trim().toLowerCase(), withoutRemark(bare.slice(at + 1)));
  }
  return sections;
}

function withoutRemark(value: string): string {
  return value.replace(/\s[#;].*$/, '').trim();
}
