// Times Helm 4's template engine alone (no loading, no values, no sorting), the peer of our warm renders.
// Reads chart archive paths from standard input, or JSON objects {"chart", "values"} with a list of user values that are
// rendered in turn; writes one JSON object a line: {"chart", "ms", "bytes"} or {"chart", "error"}.
package main

import (
	"bufio"
	"encoding/json"
	"os"
	"sort"
	"time"

	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/common/util"
	v2 "helm.sh/helm/v4/pkg/chart/v2"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	chartutil "helm.sh/helm/v4/pkg/chart/v2/util"
	"helm.sh/helm/v4/pkg/engine"
)

type row struct {
	Chart string  `json:"chart"`
	Ms    float64 `json:"ms,omitempty"`
	Bytes int     `json:"bytes,omitempty"`
	Error string  `json:"error,omitempty"`
}

func main() {
	out := json.NewEncoder(os.Stdout)
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<26)
	for in.Scan() {
		asked := question{Chart: in.Text()}
		if in.Bytes()[0] == '{' {
			asked.Chart = ""
			if err := json.Unmarshal(in.Bytes(), &asked); err != nil {
				panic(err)
			}
		}
		if len(asked.Values) == 0 {
			asked.Values = []map[string]any{{}}
		}
		_ = out.Encode(measure(asked.Chart, asked.Values))
	}
}

type question struct {
	Chart  string           `json:"chart"`
	Values []map[string]any `json:"values"`
}

func measure(path string, changes []map[string]any) row {
	r := row{Chart: path}
	chart, err := loader.Load(path)
	if err != nil {
		r.Error = err.Error()
		return r
	}
	if err := chartutil.ProcessDependencies(chart, changes[0]); err != nil {
		r.Error = err.Error()
		return r
	}
	var times []float64
	started := time.Now()
	for len(times) < 3 || (len(times) < 15 && time.Since(started) < 1500*time.Millisecond) {
		values, err := renderValues(chart, changes[len(times)%len(changes)])
		if err != nil {
			r.Error = err.Error()
			return r
		}
		before := time.Now()
		files, err := engine.Render(chart, values)
		times = append(times, float64(time.Since(before).Microseconds())/1000)
		if err != nil {
			r.Error = err.Error()
			return r
		}
		r.Bytes = 0
		for _, text := range files {
			r.Bytes += len(text)
		}
	}
	sort.Float64s(times)
	r.Ms = times[len(times)/2]
	return r
}

func renderValues(chart *v2.Chart, given map[string]any) (common.Values, error) {
	options := common.ReleaseOptions{Name: "release-name", Namespace: "default", Revision: 1, IsInstall: true}
	return util.ToRenderValues(chart, given, options, common.DefaultCapabilities)
}
