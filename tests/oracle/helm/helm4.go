package main

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sort"
	"strings"

	"sigs.k8s.io/yaml"

	"helm.sh/helm/v4/pkg/action"
	"helm.sh/helm/v4/pkg/chart"
	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/loader/archive"
	v2 "helm.sh/helm/v4/pkg/chart/v2"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	"helm.sh/helm/v4/pkg/cli/values"
	"helm.sh/helm/v4/pkg/getter"
	release "helm.sh/helm/v4/pkg/release/v1"
	releaseutil "helm.sh/helm/v4/pkg/release/v1/util"
)

// memory4 reads `mem:` addresses.
type memory4 struct{ q *question }

func (m memory4) Get(url string, _ ...getter.Option) (*bytes.Buffer, error) { return m.q.read(url) }

func (q *question) values4() (map[string]any, error) {
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
		New:     func(...getter.Option) (getter.Getter, error) { return memory4{q}, nil },
	}})
}

func handler(logged *bytes.Buffer) slog.Handler {
	return slog.NewTextHandler(logged, &slog.HandlerOptions{
		ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey {
				return slog.Attr{}
			}
			return a
		},
	})
}

// template4 does what `helm template` of Helm 4 does between its flags and its output.
func template4(q *question, logged *bytes.Buffer) (string, error) {
	h := handler(logged)
	slog.SetDefault(slog.New(h))
	client := action.NewInstall(action.NewConfiguration(action.ConfigurationSetLogger(h)))
	if q.KubeVersion != "" {
		version, err := common.ParseKubeVersion(q.KubeVersion)
		if err != nil {
			return "", fmt.Errorf("invalid kube version '%s': %w", q.KubeVersion, err)
		}
		client.KubeVersion = version
	}
	client.DryRunStrategy = action.DryRunClient
	client.Replace = true
	client.APIVersions = common.VersionSet(q.APIVersions)
	client.IncludeCRDs = q.IncludeCRDs
	client.DisableHooks = q.NoHooks
	client.IsUpgrade = q.IsUpgrade
	client.SkipSchemaValidation = q.SkipSchema
	rel, err := q.install4(client)
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

func (q *question) install4(client *action.Install) (*release.Release, error) {
	client.ReleaseName = q.Name
	vals, err := q.values4()
	if err != nil {
		return nil, err
	}
	loaded, err := q.load4()
	if err != nil {
		return nil, err
	}
	ac, err := chart.NewAccessor(loaded)
	if err != nil {
		return nil, err
	}
	meta := ac.MetadataAsMap()
	switch meta["Type"] {
	case "", "application":
	default:
		return nil, fmt.Errorf("%s charts are not installable", meta["Type"])
	}
	if ac.Deprecated() {
		slog.Warn("this chart is deprecated")
	}
	if deps := ac.MetaDependencies(); len(deps) > 0 {
		if err := action.CheckDependencies(loaded, deps); err != nil {
			return nil, fmt.Errorf("an error occurred while checking for chart dependencies. You may need to run 'helm dependency build' to fetch missing dependencies: %w", err)
		}
	}
	client.Namespace = q.Namespace
	rel, err := client.Run(loaded, vals)
	if r, ok := rel.(*release.Release); ok {
		return r, err
	}
	return nil, err
}

// load4 mirrors how Helm 4 reads an archive, but for charts of its own next format.
func (q *question) load4() (*v2.Chart, error) {
	var files []*archive.BufferedFile
	for _, f := range q.Files {
		files = append(files, &archive.BufferedFile{Name: string(f[0]), Data: []byte(f[1])})
	}
	for _, f := range files {
		if f.Name != "Chart.yaml" {
			continue
		}
		var base struct {
			APIVersion string `json:"apiVersion,omitempty"`
		}
		if err := yaml.Unmarshal(f.Data, &base); err != nil {
			return nil, fmt.Errorf("cannot load Chart.yaml: %w", err)
		}
		switch base.APIVersion {
		case "", v2.APIVersionV1, v2.APIVersionV2:
			return loader.LoadFiles(files)
		default:
			return nil, errors.New("unsupported chart version")
		}
	}
	return nil, errors.New("unable to detect chart version, no Chart.yaml found")
}
