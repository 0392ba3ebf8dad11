"""Compares pairs of Python files, whose names come in on lines: before, tab, after. Prints one line a difference."""

import ast
import sys
import warnings

DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def outline(path):
    tree = ast.parse(open(path, "rb").read())
    for node in ast.walk(tree):
        if not isinstance(node, DOCUMENTED) or not node.body:
            continue
        first = node.body[0]
        value = getattr(first, "value", None)
        if isinstance(first, ast.Expr) and isinstance(value, ast.Constant) and isinstance(value.value, str):
            del node.body[0]
    return ast.dump(tree)


compared = 0
for line in sys.stdin:
    before, after = line.rstrip("\n").split("\t")
    warnings.simplefilter("ignore")
    try:
        old = outline(before)
    except (SyntaxError, ValueError, RecursionError):
        continue
    compared += 1
    # An escape that is none is a warning, and was there before or is new.
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        outline(before)
    known = len(seen)
    try:
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            if outline(after) != old:
                print(f"fault\t{after}\tanother syntax tree")
            if len(seen) > known:
                print(f"fault\t{after}\t{seen[-1].message}")
    except (SyntaxError, ValueError) as error:
        print(f"fault\t{after}\t{error}")
print(f"compared\t{compared}")
