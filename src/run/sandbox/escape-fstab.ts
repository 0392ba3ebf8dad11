/** A field of an fstab(5) line: blanks, tabs, newlines, backslashes and number signs as octal escapes. */
export function escapeFstab(text: string): string {
  return text.replace(/[\s\\#]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`);
}

/** The reverse, which is also how the kernel writes paths in /proc/self/mountinfo. */
export function unescapeFstab(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)));
}
