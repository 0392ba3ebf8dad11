import { expect, test } from 'vitest';
import { explainFailure } from '../../../../src/model/transport/explain-failure.ts';

const context = { model: 'm:1b', pull: 'ollama pull m:1b' };
const code = (status: number, body: string) => explainFailure({ status, body }, context).code;

test.each([
  [400, '{"error":"the input length exceeds the context length"}'],
  [400, '{"error":"the prompt is longer than the context length of the model"}'],
  [400, '{"error":"input length (5000 tokens) exceeds the model\'s maximum context length (4096)"}'],
  [
    400,
    '{"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error","n_prompt_tokens":5000,"n_ctx":4096}}',
  ],
  [
    500,
    '{"error":"{\\"error\\":{\\"type\\":\\"exceed_context_size_error\\",\\"message\\":\\"too big\\",\\"n_prompt_tokens\\":5000,\\"n_ctx\\":4096}}"}',
  ],
  [
    400,
    '{"object":"error","message":"This model\'s maximum context length is 4096 tokens. However, you requested 5000","type":"BadRequestError"}',
  ],
  [400, '{"error":{"message":"max_tokens must be at least 1, got -904.","type":"BadRequestError"}}'],
  [
    200,
    '{"error":"The number of tokens to keep from the initial prompt is greater than the context length."}',
  ],
])('%i %s: too long', (status, body) => {
  expect(code(status, body)).toBe('prompt-too-long');
});

test('the sizes a server names are passed on', () => {
  const body = '{"error":{"message":"exceed_context_size_error","n_prompt_tokens":5000,"n_ctx":4096}}';
  expect(explainFailure({ status: 400, body }, context).why).toContain('(5000 tokens, window 4096)');
});

test.each([
  [404, '{"error":"model \'m:1b\' not found"}', 'model-missing'],
  [404, '404 page not found', 'server-refused'],
  [503, '{"error":"server busy, please try again.  maximum pending requests exceeded"}', 'model-busy'],
  [503, '{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}', 'model-busy'],
  [403, '', 'server-refused'],
  [401, '{"error":{"message":"Invalid API Key"}}', 'server-refused'],
  [400, '{"error":"\\"m:1b\\" does not support thinking"}', 'server-refused'],
  [400, '{"error":"invalid think value: \\"bogus\\""}', 'server-refused'],
  [499, '{"error":"context canceled"}', 'reply-broken'],
  [500, '{"error":"unexpected end of JSON input"}', 'reply-broken'],
  [500, '{"error":"token repeat limit reached"}', 'reply-repeats'],
  [
    500,
    '{"error":"model requires more system memory (9.1 GiB) than is available (2.0 GiB)"}',
    'server-refused',
  ],
  [502, '<html>Bad gateway</html>', 'reply-broken'],
  [200, '{"error":"an error was encountered while running the model"}', 'reply-broken'],
])('%i %s: %s', (status, body, wanted) => {
  expect(code(status, body)).toBe(wanted);
});

test('what to do is a command for a missing model', () => {
  expect(explainFailure({ status: 404, body: '{"error":"model not found"}' }, context).todo).toBe(
    'ollama pull m:1b',
  );
});

test('a long page is cut to one line without control characters', () => {
  const { why } = explainFailure({ status: 500, body: `\u001b[31m<html>\n${'x'.repeat(9000)}` }, context);
  expect(why.length).toBeLessThan(240);
  expect(why).not.toMatch(/[\u0000-\u001f]/u);
});
