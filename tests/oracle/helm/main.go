// Renders whole charts as `helm template` of Helm 3.21.4 and 4.2.4 does, without a process for each. Reads one question
// a line from standard input and writes one answer a line to standard output, in the same order; README.md tells both.
//
// One question at a time: what Helm logs goes through globals, and belongs to the question being asked. For more cores
// run more of these.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"runtime/debug"
	"strings"
	"time"
	"unicode/utf8"
)

// text is a Go string: a JSON string where it is UTF-8, else {"b64": "…"}.
type text string

func (t *text) UnmarshalJSON(data []byte) error {
	if data[0] == '"' {
		return json.Unmarshal(data, (*string)(t))
	}
	var o struct{ B64 string }
	if err := json.Unmarshal(data, &o); err != nil {
		return err
	}
	b, err := base64.StdEncoding.DecodeString(o.B64)
	*t = text(b)
	return err
}

func (t text) MarshalJSON() ([]byte, error) {
	if !utf8.ValidString(string(t)) {
		return json.Marshal(map[string]string{"b64": base64.StdEncoding.EncodeToString([]byte(t))})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(string(t))
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

type question struct {
	// Files are pairs of path and content, in the order of the archive.
	Files [][2]text
	// Values files, read by the names mem:0, mem:1, …
	ValueFiles []text
	SetJSON    []text
	Set        []text
	SetString  []text
	SetFile    []text
	SetLiteral []text
	// Content is what --set-file finds, by name.
	Content     map[string]text
	Name        string
	Namespace   string
	IsUpgrade   bool
	KubeVersion string
	APIVersions []string
	IncludeCRDs bool
	NoHooks     bool
	SkipTests   bool
	SkipSchema  bool
	ShowOnly    []string
	// Profiles asked for: "3", "4" or "34"
	Profiles string
}

type answer struct {
	Out text `json:"out,omitempty"`
	// Err is what follows "Error: "
	Err *text `json:"err,omitempty"`
	// Log is what Helm writes to standard error besides
	Log []text `json:"log,omitempty"`
	// Panic is set where Helm crashes
	Panic string `json:"panic,omitempty"`
}

const patience = 10 * time.Second

func main() {
	debug.SetGCPercent(400)
	// endless recursion is fatal however far it goes: let it end soon
	debug.SetMaxStack(64 << 20)
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			_ = out.Flush()
			return
		}
		var q question
		if err := json.Unmarshal(line, &q); err != nil {
			log.SetOutput(os.Stderr)
			log.Fatalf("%v: %s", err, line)
		}
		answers := []answer{}
		for _, profile := range q.Profiles {
			answers = append(answers, guarded(&q, profile))
		}
		e := json.NewEncoder(out)
		e.SetEscapeHTML(false)
		if err := e.Encode(answers); err != nil {
			panic(err)
		}
		if in.Buffered() == 0 {
			_ = out.Flush()
		}
	}
}

// guarded renders, and lives through panics. What takes too long ends this process: it cannot be stopped otherwise.
func guarded(q *question, profile rune) (a answer) {
	timer := time.AfterFunc(patience, func() {
		fmt.Fprintln(os.Stderr, "the oracle lost its patience")
		os.Exit(3)
	})
	defer timer.Stop()
	var logged bytes.Buffer
	defer func() {
		log.SetOutput(io.Discard)
		for line := range strings.Lines(logged.String()) {
			a.Log = append(a.Log, text(strings.TrimSuffix(line, "\n")))
		}
		if r := recover(); r != nil {
			a.Panic = fmt.Sprint(r)
		}
	}()
	out, err := "", error(nil)
	if profile == '3' {
		out, err = template3(q, &logged)
	} else {
		out, err = template4(q, &logged)
	}
	a.Out = text(out)
	if err != nil {
		e := text(err.Error())
		a.Err = &e
	}
	return a
}

func strs(texts []text) []string {
	s := make([]string, len(texts))
	for i, t := range texts {
		s[i] = string(t)
	}
	return s
}

// names gives the values files names that our getter understands.
func names(files []text) []string {
	s := make([]string, len(files))
	for i := range files {
		s[i] = fmt.Sprintf("mem:%d", i)
	}
	return s
}

// read finds a values file or the content of a --set-file by its name.
func (q *question) read(name string) (*bytes.Buffer, error) {
	if content, ok := q.Content[name]; ok {
		return bytes.NewBufferString(string(content)), nil
	}
	var i int
	if _, err := fmt.Sscanf(name, "mem:%d", &i); err == nil && i < len(q.ValueFiles) {
		return bytes.NewBufferString(string(q.ValueFiles[i])), nil
	}
	return nil, fmt.Errorf("open %s: no such file or directory", name)
}
