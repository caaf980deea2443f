// Command special asks Go's own time, regexp and semver, and sprig's date, regex and crypto functions, and prints what
// they answer as JSON lines: the goldens under tests/fixtures/{time,regexp,semver,crypto}.
//
//	go run . semver > ../../fixtures/semver/cases.jsonl
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
)

var families = map[string]func(emit func(...any)){
	"semver":    semverCases,
	"crypto":    cryptoCases,
	"regexp":    regexpCases,
	"templates": templateCases,
	"time":      timeCases,
}

// dice is seeded, so that each run asks the same questions.
var dice = rand.New(rand.NewSource(20260727))

func pick[E any](from []E) E { return from[dice.Intn(len(from))] }

func errorText(err error) any {
	if err == nil {
		return nil
	}
	return err.Error()
}

func main() {
	if len(os.Args) == 2 && os.Args[1] == "zones" {
		zoneTable()
		return
	}
	if len(os.Args) != 2 || families[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: special semver|time|regexp|crypto|templates|zones")
		os.Exit(2)
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	write := json.NewEncoder(out)
	write.SetEscapeHTML(false)
	seen := map[string]bool{}
	families[os.Args[1]](func(row ...any) {
		line, err := json.Marshal(row)
		if err != nil {
			panic(err)
		}
		if seen[string(line)] {
			return
		}
		seen[string(line)] = true
		if err := write.Encode(row); err != nil {
			panic(err)
		}
	})
}
