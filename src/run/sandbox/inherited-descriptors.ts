import { readdirSync, readFileSync } from 'node:fs';

/** O_CLOEXEC, as Linux shows it, in octal. */
const closeOnExec = 0o2_000_000;

/**
 * Open files that a new process would get from this one, beside the three standard ones: what whoever started Galley
 * left open, since Node closes its own. Empty where the system does not tell.
 */
export function inheritedDescriptors(): number[] {
  try {
    return readdirSync('/proc/self/fdinfo')
      .map(Number)
      .filter((descriptor) => descriptor > 2 && isInherited(descriptor));
  } catch {
    return [];
  }
}

function isInherited(descriptor: number): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8'))?.[1];
    return flags !== undefined && (parseInt(flags, 8) & closeOnExec) === 0;
  } catch {
    // It was the folder that was just listed.
    return false;
  }
}
