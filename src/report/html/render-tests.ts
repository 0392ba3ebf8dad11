import type { GateResult, TestSuggestion } from '../../testgen/test-suggestion.ts';
import { describeGained, describeRun } from '../tests/describe-test.ts';
import { escapeHtml, htmlCode, htmlName, htmlProse } from './escape-html.ts';

/** Tests that were run: each with its code, what it closes, and every gate it went through. Empty without any. */
export function renderTests(tests: readonly TestSuggestion[]): string {
  if (tests.length === 0) return '';
  return `<section aria-labelledby="tests"><h2 id="tests">Suggested tests, run before they are shown</h2>${tests.map(renderTest).join('')}</section>`;
}

function renderTest(test: TestSuggestion, index: number): string {
  const gained = describeGained(test).map((gap) => `<li>${escapeHtml(gap)}`);
  const repairs = test.repairs.map((repair) => `<li>mended: ${htmlProse(repair)}`);
  const lines = test.added.replace(/\r?\n$/, '').split(/\r?\n/);
  const code = lines.map((line) => `<span>${htmlCode(line)}</span>`).join('');
  return [
    `<article id="test-${index + 1}" class="t-s-info" tabindex="-1"><header><h3><span class="sev">Test</span>${htmlProse(test.title)}</h3>`,
    `<p class="where"><span class="file">${htmlName(test.path)}</span>, ${test.isNew ? 'new file' : 'addition'}</p></header>`,
    `<div class="said"><p>${htmlProse(describeRun(test))}</p><ul>${gained.join('')}${repairs.join('')}</ul>`,
    `${renderGates(test.gates)}<p class="meta">Run: <code>${htmlName(test.command)}</code> in ${htmlProse(test.sandbox)}</p></div>`,
    `<pre class="code"><code>${code}</code></pre>`,
    '</article>\n',
  ].join('');
}

function renderGates(gates: readonly GateResult[]): string {
  const rows = gates.map(
    ({ gate, outcome, detail }) =>
      `<tr><td>${escapeHtml(gate)}<td>${outcome.replace('-', ' ')}<td>${htmlProse(detail)}`,
  );
  return `<div class="rows"><table><thead><tr><th scope="col">Gate<th scope="col">Outcome<th scope="col">Detail</thead><tbody>${rows.join('')}</table></div>`;
}
