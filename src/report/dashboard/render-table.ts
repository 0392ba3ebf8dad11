import { escapeHtml } from '../html/escape-html.ts';

/** A column: what it is called, and what stands in it, as HTML. */
export interface Column<Row> {
  readonly name: string;
  /** Figures stand at the right, where they can be compared. */
  readonly isFigure?: boolean;
  readonly cell: (row: Row) => string;
}

/** On narrow screens each row becomes a block, and each value stands beside the name of its column. */
export function renderTable<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  empty: string,
  caption = '',
): string {
  if (rows.length === 0) return `<p class="empty">${escapeHtml(empty)}</p>`;
  const head = columns.map(
    ({ name, isFigure }) =>
      `<th scope="col"${isFigure === true ? ' class="n"' : ''}>${escapeHtml(name)}</th>`,
  );
  const body = rows.map((row) => `<tr>${columns.map((column) => renderCell(row, column)).join('')}</tr>\n`);
  const named = caption === '' ? '' : `<caption>${escapeHtml(caption)}</caption>`;
  return `<div class="rows"><table>${named}<thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

function renderCell<Row>(row: Row, { name, isFigure, cell }: Column<Row>): string {
  const html = cell(row);
  if (html === '') return '<td></td>';
  return `<td${isFigure === true ? ' class="n"' : ''} data-label="${escapeHtml(name)}">${html}</td>`;
}

/** A label and its value, which is HTML; those without a value are left out. */
export type Fact = readonly [label: string, html: string];

export function renderFacts(facts: readonly Fact[]): string {
  const told = facts.filter(([, html]) => html !== '');
  return `<dl class="facts">${told.map(([label, html]) => `<dt>${escapeHtml(label)}</dt><dd>${html}</dd>`).join('')}</dl>`;
}
