/**
 * Server-sent events to the data of each, several `data:` lines joined by a newline. Comments (`:`) and other fields
 * are skipped, but `error:` counts as data: llama.cpp's server reported failures that way.
 */
export async function* readEvents(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let data: string[] = [];
  for await (const line of lines) {
    if (line === '') {
      if (data.length > 0) yield data.join('\n');
      data = [];
      continue;
    }
    const match = /^(?:data|error):[ ]?(?<value>.*)$/su.exec(line);
    if (match) data.push(match.groups?.['value'] ?? '');
  }
  if (data.length > 0) yield data.join('\n');
}
