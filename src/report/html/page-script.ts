/**
 * What the page can do beyond being read: the keys j, n, k and p go from finding to finding, a click on a permalink
 * copies it, and the bar counts what the filters leave. Everything else works without. No text is ever made to markup.
 */
export const pageScript = `(() => {
'use strict';
const keys = document.querySelector('.keys');
if (!keys) return;
const status = keys.querySelector('output');
const say = (text) => { status.textContent = text; };
const visible = () => [...document.querySelectorAll('article')].filter((card) =>
  card.checkVisibility ? card.checkVisibility() : card.getClientRects().length > 0);
const count = () => {
  const n = visible().length;
  say(n === 0 ? 'none shown' : n + ' shown');
};
const top = () => document.querySelector('.bar').getBoundingClientRect().bottom;
const indexFrom = (cards, step) => {
  const at = cards.indexOf(document.querySelector('article:target'));
  const box = at < 0 ? null : cards[at].getBoundingClientRect();
  if (box && box.bottom > 0 && box.top < innerHeight) return at + step;
  const edge = Math.max(0, top());
  const below = cards.findIndex((card) => card.getBoundingClientRect().top > edge - 4);
  if (step > 0) return below < 0 ? cards.length - 1 : below;
  return (below < 0 ? cards.length : below) - 1;
};
const go = (step) => {
  const cards = visible();
  if (cards.length === 0) return count();
  const index = Math.min(cards.length - 1, Math.max(0, indexFrom(cards, step)));
  const card = cards[index];
  location.replace('#' + card.id);
  card.focus({ preventScroll: true });
  say(index + 1 + ' of ' + cards.length);
};
const steps = { j: 1, n: 1, k: -1, p: -1 };
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const step = steps[event.key];
  if (step) { event.preventDefault(); go(step); }
});
document.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-step]');
  if (button) return go(Number(button.dataset.step));
  const link = event.target.closest('a.link');
  if (link && navigator.clipboard) navigator.clipboard.writeText(link.href).then(() => say('link copied'), () => {});
});
document.addEventListener('change', count);
document.addEventListener('toggle', count, true);
keys.hidden = false;
count();
})();
`;
