// Command oracle asks Go's own standard library what the slice of it in lib/go must answer.
//
//	go run . fmt 3000 1 400 > ../../fixtures/go/fmt.jsonl
//	go run . strconv 2500 1 > ../../fixtures/go/strconv.jsonl
//	go run . template 4000 1 400 > ../../fixtures/go/template.jsonl
//
// The fourth argument leaves out longer lines; without it, and with other seeds, it makes material for a long search.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"sort"
	"strconv"
)

func plain(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSpace(b.Bytes()), err
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

func main() {
	if len(os.Args) < 4 {
		fmt.Fprintln(os.Stderr, "usage: oracle fmt|strconv|template COUNT SEED [LONGEST LINE]")
		os.Exit(2)
	}
	n, _ := strconv.Atoi(os.Args[2])
	seed, _ := strconv.ParseInt(os.Args[3], 10, 64)
	longest := 0
	if len(os.Args) > 4 {
		longest, _ = strconv.Atoi(os.Args[4])
	}
	r := rand.New(rand.NewSource(seed))
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	emit := func(row ...any) {
		line, err := plain(row)
		if err != nil {
			panic(err)
		}
		if longest > 0 && len(line) > longest && row[0] != "world" {
			return
		}
		w.Write(append(line, '\n'))
	}
	switch os.Args[1] {
	case "fmt":
		fmtCases(r, n, emit)
	case "strconv":
		strconvCases(r, n, emit)
	case "template":
		templateCases(r, n, emit)
	}
}
