export { renderLine, renderProse } from '../../safety/render-prose.ts';
