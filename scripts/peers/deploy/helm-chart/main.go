// Checks a chart with Helm's own linter and prints what Helm's own engine makes of it, each for one file of values:
//
//	helm-chart lint CHART VALUES
//	helm-chart template CHART VALUES
//
// The whole of Helm takes a minute more to compile, nearly all of it for talking to clusters.
package main

import (
	"fmt"
	"os"
	"path"
	"sort"
	"strings"

	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
	"helm.sh/helm/v3/pkg/lint"
)

func main() {
	if len(os.Args) != 4 {
		fail(fmt.Errorf("usage: helm-chart lint|template CHART VALUES"))
	}
	values, err := chartutil.ReadValuesFile(os.Args[3])
	fail(err)
	if os.Args[1] == "lint" {
		lintChart(os.Args[2], values)
	} else {
		template(os.Args[2], values)
	}
}

// lintChart says what `helm lint --strict` says.
func lintChart(folder string, values chartutil.Values) {
	result := lint.All(folder, values, "default", true)
	for _, message := range result.Messages {
		fmt.Println(message)
	}
	// 1 is information: that the chart has no icon.
	if result.HighestSeverity > 1 {
		os.Exit(1)
	}
}

// template prints what `helm template galley` prints.
func template(folder string, values chartutil.Values) {
	chart, err := loader.Load(folder)
	fail(err)
	release := chartutil.ReleaseOptions{Name: "galley", Namespace: "default", Revision: 1, IsInstall: true}
	// Holds the values against values.schema.json too.
	all, err := chartutil.ToRenderValues(chart, values, release, chartutil.DefaultCapabilities)
	fail(err)
	texts, err := engine.Engine{Strict: true}.Render(chart, all)
	fail(err)
	names := make([]string, 0, len(texts))
	for name := range texts {
		if path.Ext(name) == ".yaml" && strings.TrimSpace(texts[name]) != "" {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Printf("---\n# Source: %s\n%s\n", name, strings.TrimSpace(texts[name]))
	}
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
