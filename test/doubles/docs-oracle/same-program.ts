import ts from 'typescript';

/** Whether TypeScript's own parser reads the same program in both texts, comments and positions apart. */
export function sameProgram(before: string, after: string): boolean {
  const kind = [ts.ScriptKind.TS, ts.ScriptKind.TSX].find((one) => faultsOf(read(before, one)) === 0);
  const [old, next] = [read(before, kind ?? ts.ScriptKind.TSX), read(after, kind ?? ts.ScriptKind.TSX)];
  return faultsOf(old) === faultsOf(next) && outline(old) === outline(next);
}

function read(text: string, kind: ts.ScriptKind): ts.SourceFile {
  const options = {
    languageVersion: ts.ScriptTarget.Latest,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  };
  return ts.createSourceFile('file', text, options, false, kind);
}

function faultsOf(file: ts.SourceFile): number {
  return (file as unknown as { readonly parseDiagnostics: readonly unknown[] }).parseDiagnostics.length;
}

function outline(file: ts.SourceFile): string {
  const parts: string[] = [];
  const visit = (node: ts.Node): void => {
    const operator = 'operator' in node ? String(node.operator) : '';
    parts.push(`(${String(node.kind)} ${operator} ${String(node.flags & ts.NodeFlags.BlockScoped)}`);
    let isLeaf = true;
    ts.forEachChild(node, (child) => {
      isLeaf = false;
      visit(child);
    });
    if (ts.isJsxText(node)) parts.push(node.text);
    else if (isLeaf && node.kind !== ts.SyntaxKind.EndOfFileToken)
      parts.push(file.text.slice(node.getStart(file), node.end));
    parts.push(')');
  };
  visit(file);
  return parts.join('');
}
