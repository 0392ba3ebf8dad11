/** A part of a text: head and foot stay together, blocks may be left out from the end. */
export interface Section {
  /** In the plural, for the words that tell what was left out: `findings`. */
  readonly name: string;
  /** 1 is kept first. */
  readonly priority: number;
  readonly head: string;
  readonly blocks: readonly string[];
  /** What joins head, blocks and foot: a blank line for paragraphs, a line feed for rows. */
  readonly glue: '\n\n' | '\n';
  readonly foot: string;
}

/** How long a text is, in the unit of its limit. */
export type Measure = (text: string) => number;

/**
 * The sections in their order, as much of them as fits: the most important first, and of each the first blocks. What was
 * left out is told at the end. No section is cut within a block, so that no fence, link or tag is.
 *
 * @param most more than the text that tells what was left out takes
 */
export function fitSections(sections: readonly Section[], most: number, measure: Measure): string {
  const all = sections.map((section) => ({ section, kept: section.blocks.length }));
  const whole = print(all);
  if (measure(whole) <= most) return whole;
  const note = measure(tell(sections.map((section) => ({ section, kept: 0 }))));
  let room = most - note - separator.length;
  const kept = new Map<Section, number>();
  for (const section of sections.toSorted((a, b) => a.priority - b.priority)) {
    const count = countFitting(section, room, measure);
    if (count === 0 && section.blocks.length > 0) continue;
    const cost = measure(printSection(section, count)) + separator.length;
    if (cost > room) continue;
    kept.set(section, count);
    room -= cost;
  }
  const shown = sections.map((section) => ({ section, kept: kept.get(section) ?? 0 }));
  const printed = shown.filter(({ section }) => kept.has(section));
  return `${print(printed).trimEnd()}${separator}${tell(shown)}\n`;
}

const separator = '\n\n';

interface Kept {
  readonly section: Section;
  /** Blocks from the first on. */
  readonly kept: number;
}

function print(sections: readonly Kept[]): string {
  return `${sections.map(({ section, kept }) => printSection(section, kept)).join(separator)}\n`;
}

function printSection({ head, blocks, glue, foot }: Section, kept: number): string {
  const end = foot === '' ? [] : [`${glue === '\n' ? '\n' : ''}${foot}`];
  return [...(head === '' ? [] : [head]), ...blocks.slice(0, kept), ...end].join(glue);
}

/** How many of the first blocks fit beside head and foot. */
function countFitting(section: Section, room: number, measure: Measure): number {
  let left = room - measure(printSection(section, 0)) - separator.length;
  let count = 0;
  for (const block of section.blocks) {
    left -= measure(block) + section.glue.length;
    if (left < 0) break;
    count += 1;
  }
  return count;
}

function tell(sections: readonly Kept[]): string {
  const gone = sections
    .filter(({ section, kept }) => kept < section.blocks.length)
    .map(({ section, kept }) => {
      const { name, blocks } = section;
      return `${blocks.length - kept} of ${blocks.length} ${name}`;
    });
  return `_Too long for one page. Left out here: ${gone.join(', ')}. The reports of the run hold everything._`;
}
