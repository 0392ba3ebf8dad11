/** Terminal escape sequences: CSI, OSC (ended by BEL or ST) and the two-character ones. */
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;

/** Every C0 and C1 control but tab and line feed. */
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/**
 * Characters that show nothing or reorder what is shown: soft hyphen, zero-width and bidirectional controls, fillers,
 * variation selectors, tag characters. Source: Unicode's Default_Ignorable_Code_Point and Bidi_Control properties.
 */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]/gu;

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text without anything a reader cannot see; line feeds and tabs stay, lone surrogates become U+FFFD. */
export function removeInvisible(text: string): string {
  return text
    .replace(loneSurrogate, '\ufffd')
    .replace(escapes, '')
    .replace(controls, '')
    .replace(invisible, '');
}
