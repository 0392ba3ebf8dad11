import { serverTable, unknownServer } from './server-table.ts';

/** How the reader starts it. Nothing answered, so only the port tells which product was meant. */
export function startOfServer(url: URL): string {
  const product = { '8080': 'llama-server', '9931': 'llama-server', '8000': 'vllm', '1234': 'lmstudio', '11434': 'ollama' }[url.port]; // prettier-ignore
  return (serverTable.find((row) => row.product === product) ?? unknownServer).start;
}
