package main

import (
	"archive/zip"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"time"
)

// zoneTable prints lib/worker/zone-names.ts: which abbreviation each offset of each zone has had since 1970, the latest
// where there were several. Abbreviations that are the offset itself are left out.
func zoneTable() {
	file := filepath.Join(runtime.GOROOT(), "lib/time/zoneinfo.zip")
	os.Setenv("ZONEINFO", file)
	archive, err := zip.OpenReader(file)
	if err != nil {
		panic(err)
	}
	groups := map[string][]string{}
	for _, f := range archive.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		zone, err := time.LoadLocation(f.Name)
		if err != nil {
			panic(err)
		}
		names := map[int]string{}
		for t := time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC); t.Year() < 2038; t = t.Add(24 * time.Hour * 7) {
			name, offset := t.In(zone).Zone()
			if strings.ContainsAny(name, "+-") && name != "-00" {
				name = ""
			}
			if t.In(zone).IsDST() {
				name += "*"
			}
			names[offset] = name
		}
		key := []string{}
		for offset, name := range names {
			if name != "" {
				key = append(key, fmt.Sprintf("%d=%s", offset, name))
			}
		}
		sort.Strings(key)
		joined := strings.Join(key, " ")
		groups[joined] = append(groups[joined], f.Name)
	}
	keys := []string{}
	for key := range groups {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	fmt.Println("/**\n * Zones by what their offsets are called, made by tests/oracle/special (`go run . zones`): offsets in seconds and their\n * abbreviations, `*` for daylight saving time, then the zones. What is not named is called by its offset.\n */")
	fmt.Println("export const ZONE_NAMES = `")
	for _, key := range keys {
		sort.Strings(groups[key])
		fmt.Printf("%s|%s\n", key, strings.Join(groups[key], " "))
	}
	fmt.Println("`")
}
