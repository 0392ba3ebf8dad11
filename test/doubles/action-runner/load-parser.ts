import type * as Parser from '@actions/workflow-parser/actions/action-parser';
import type * as Template from '@actions/workflow-parser/actions/action-template';
import type * as Traces from '@actions/workflow-parser/templates/trace-writer';
import { build } from 'esbuild';
import { join } from 'node:path';

type Loaded = Pick<typeof Parser, 'parseAction'> &
  Pick<typeof Template, 'convertActionTemplate'> &
  Pick<typeof Traces, 'NoOperationTraceWriter'>;

let loading: Promise<Loaded> | undefined;

/** The parser of GitHub's own tools. It imports JSON as bundlers let it and Node does not: so it is bundled first. */
export function loadParser(): Promise<Loaded> {
  return (loading ??= load());
}

async function load(): Promise<Loaded> {
  const contents = `
    export { parseAction } from '@actions/workflow-parser/actions/action-parser';
    export { convertActionTemplate } from '@actions/workflow-parser/actions/action-template';
    export { NoOperationTraceWriter } from '@actions/workflow-parser/templates/trace-writer';`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(import.meta.dirname, '../../..') },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    // The YAML library asks for its own parts by `require`.
    banner: { js: "import{createRequire as r}from'node:module';const require=r('file:///');" },
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  return (await import(`data:text/javascript;base64,${code}`)) as Loaded;
}
