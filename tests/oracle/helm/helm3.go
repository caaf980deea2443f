package main

import (
	"bytes"
	"errors"
	"fmt"
	"log"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"

	pkgerrors "github.com/pkg/errors"

	"helm.sh/helm/v3/pkg/action"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/cli/values"
	"helm.sh/helm/v3/pkg/getter"
	"helm.sh/helm/v3/pkg/release"
	"helm.sh/helm/v3/pkg/releaseutil"
)

// memory3 reads `mem:` addresses.
type memory3 struct{ q *question }

func (m memory3) Get(url string, _ ...getter.Option) (*bytes.Buffer, error) { return m.q.read(url) }

func (q *question) values3() (map[string]any, error) {
	options := values.Options{
		ValueFiles:    names(q.ValueFiles),
		JSONValues:    strs(q.SetJSON),
		Values:        strs(q.Set),
		StringValues:  strs(q.SetString),
		FileValues:    strs(q.SetFile),
		LiteralValues: strs(q.SetLiteral),
	}
	return options.MergeValues(getter.Providers{{
		Schemes: []string{"mem", ""},
		New:     func(...getter.Option) (getter.Getter, error) { return memory3{q}, nil },
	}})
}

// template3 does what `helm template` of Helm 3 does between its flags and its output.
func template3(q *question, logged *bytes.Buffer) (string, error) {
	log.SetFlags(log.Lshortfile)
	log.SetOutput(logged)
	client := action.NewInstall(&action.Configuration{Log: func(string, ...any) {}})
	if q.KubeVersion != "" {
		version, err := chartutil.ParseKubeVersion(q.KubeVersion)
		if err != nil {
			return "", fmt.Errorf("invalid kube version '%s': %s", q.KubeVersion, err)
		}
		client.KubeVersion = version
	}
	client.DryRunOption = "true"
	client.DryRun = true
	client.Replace = true
	client.ClientOnly = true
	client.APIVersions = chartutil.VersionSet(q.APIVersions)
	client.IncludeCRDs = q.IncludeCRDs
	client.DisableHooks = q.NoHooks
	client.IsUpgrade = q.IsUpgrade
	client.SkipSchemaValidation = q.SkipSchema
	rel, err := q.install3(client, logged)
	if err != nil {
		if rel != nil {
			return "", fmt.Errorf("%w\n\nUse --debug flag to render out invalid YAML", err)
		}
		return "", err
	}
	var out bytes.Buffer
	fmt.Fprintln(&out, strings.TrimSpace(rel.Manifest))
	if !q.NoHooks {
		for _, h := range rel.Hooks {
			if q.SkipTests && slices.Contains(h.Events, release.HookTest) {
				continue
			}
			fmt.Fprintf(&out, "---\n# Source: %s\n%s\n", h.Path, h.Manifest)
		}
	}
	if len(q.ShowOnly) == 0 {
		return out.String(), nil
	}
	split := releaseutil.SplitManifests(out.String())
	keys := make([]string, 0, len(split))
	for k := range split {
		keys = append(keys, k)
	}
	sort.Sort(releaseutil.BySplitManifestsOrder(keys))
	return showOnly(q.ShowOnly, keys, split)
}

func (q *question) install3(client *action.Install, logged *bytes.Buffer) (*release.Release, error) {
	client.ReleaseName = q.Name
	vals, err := q.values3()
	if err != nil {
		return nil, err
	}
	files := make([]*loader.BufferedFile, len(q.Files))
	for i, f := range q.Files {
		files[i] = &loader.BufferedFile{Name: string(f[0]), Data: []byte(f[1])}
	}
	chart, err := loader.LoadFiles(files)
	if err != nil {
		return nil, err
	}
	switch chart.Metadata.Type {
	case "", "application":
	default:
		return nil, pkgerrors.Errorf("%s charts are not installable", chart.Metadata.Type)
	}
	if chart.Metadata.Deprecated {
		logged.WriteString("WARNING: This chart is deprecated\n")
	}
	if deps := chart.Metadata.Dependencies; deps != nil {
		if err := action.CheckDependencies(chart, deps); err != nil {
			return nil, pkgerrors.Wrap(err, "An error occurred while checking for chart dependencies. You may need to run `helm dependency build` to fetch missing dependencies")
		}
	}
	client.Namespace = q.Namespace
	return client.Run(chart, vals)
}

var source = regexp.MustCompile("# Source: [^/]+/(.+)")

// showOnly picks documents as `--show-only` does.
func showOnly(patterns, keys []string, split map[string]string) (string, error) {
	var picked []string
	for _, pattern := range patterns {
		missing := true
		for _, key := range keys {
			m := source.FindStringSubmatch(split[key])
			if len(m) == 0 {
				continue
			}
			if ok, _ := filepath.Match(pattern, m[1]); !ok {
				continue
			}
			picked = append(picked, split[key])
			missing = false
		}
		if missing {
			return "", errors.New("could not find template " + pattern + " in chart")
		}
	}
	var out strings.Builder
	for _, m := range picked {
		fmt.Fprintf(&out, "---\n%s\n", m)
	}
	return out.String(), nil
}
