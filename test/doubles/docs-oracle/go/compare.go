// Compares pairs of Go files, whose names come in on lines: before, tab, after. Prints one line a difference.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"os"
	"strings"
)

func main() {
	compared := 0
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		before, after, _ := strings.Cut(lines.Text(), "\t")
		old, err := outline(before)
		if err != nil {
			continue
		}
		compared++
		if now, err := outline(after); err != nil {
			fmt.Printf("fault\t%s\t%v\n", after, err)
		} else if !bytes.Equal(old, now) {
			fmt.Printf("fault\t%s\tother tokens\n", after)
		}
	}
	fmt.Printf("compared\t%d\n", compared)
}

// outline holds all tokens, those that line ends stand for too, and what speaks to the compiler: directives, and the
// comment above an import of "C".
func outline(path string) ([]byte, error) {
	source, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	for _, one := range file.Decls {
		directives(&out, one)
	}
	var all scanner.Scanner
	all.Init(token.NewFileSet().AddFile(path, -1, len(source)), source, nil, 0)
	for {
		_, kind, text := all.Scan()
		if kind == token.EOF {
			return out.Bytes(), nil
		}
		fmt.Fprintf(&out, "%s %q\n", kind, text)
	}
}

func directives(out *bytes.Buffer, declaration ast.Decl) {
	var doc *ast.CommentGroup
	switch one := declaration.(type) {
	case *ast.FuncDecl:
		doc = one.Doc
	case *ast.GenDecl:
		doc = one.Doc
		for _, spec := range one.Specs {
			if used, ok := spec.(*ast.ImportSpec); ok && used.Path.Value == `"C"` {
				fmt.Fprintf(out, "C %q\n", one.Doc.Text())
			}
		}
	}
	if doc == nil {
		return
	}
	for _, comment := range doc.List {
		if strings.HasPrefix(comment.Text, "//go:") || strings.HasPrefix(comment.Text, "//export ") {
			fmt.Fprintf(out, "%s\n", comment.Text)
		}
	}
}
