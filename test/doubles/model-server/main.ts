import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Script } from './script.ts';
import { startModelServer } from './start-model-server.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    script: { type: 'string' },
    recordings: { type: 'string' },
  },
});

const script = values.script === undefined ? {} : (JSON.parse(readFileSync(values.script, 'utf8')) as Script);
const server = await startModelServer(script, {
  port: Number(values.port),
  ...(values.recordings === undefined ? {} : { recordings: values.recordings }),
});

process.stdout.write(`${JSON.stringify({ url: server.url })}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void server.close().then(() => process.exit(0)));
}
