// Command sprig answers probes: one JSON object a line in, one a line out (see README.md).
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"text/template"
)

type probe struct {
	Func     string            `json:"f,omitempty"`
	Template string            `json:"t,omitempty"`
	Args     []json.RawMessage `json:"a"`
}

type answer struct {
	Shown   []interface{}          `json:"r,omitempty"`
	Changed map[string]interface{} `json:"m,omitempty"`
	Output  interface{}            `json:"o,omitempty"`
	Error   interface{}            `json:"e,omitempty"`
}

var where = regexp.MustCompile(`^template: t:\d+(:\d+: executing "t" at <(?s:.*?)>)?: `)

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for {
		line, err := in.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			if err := enc.Encode(run(line)); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
		}
		if err != nil {
			return
		}
	}
}

func run(line []byte) answer {
	var p probe
	if err := json.Unmarshal(line, &p); err != nil {
		return answer{Error: "probe: " + err.Error()}
	}
	dot := map[string]interface{}{}
	before := make([]string, len(p.Args))
	for i, raw := range p.Args {
		v, err := decodeRaw(raw)
		if err != nil {
			return answer{Error: "probe: " + err.Error()}
		}
		dot[fmt.Sprintf("a%d", i)] = v
		before[i] = text(encode(v, 0))
	}
	var a answer
	fm := funcs()
	fm["show"] = func(values ...interface{}) string {
		for _, v := range values {
			a.Shown = append(a.Shown, json.RawMessage(text(encode(v, 0))))
		}
		return ""
	}
	if p.Template == "" {
		call := p.Func
		for i := range p.Args {
			call += fmt.Sprintf(" .a%d", i)
		}
		p.Template = "{{ show (" + call + ") }}"
	}
	t, err := template.New("t").Option("missingkey=zero").Funcs(fm).Parse(p.Template)
	var buf strings.Builder
	if err == nil {
		err = t.Execute(&buf, dot)
	}
	if err != nil {
		return answer{Error: encodeString(where.ReplaceAllString(err.Error(), ""))}
	}
	if buf.Len() > 0 {
		a.Output = encodeString(buf.String())
	}
	for i, was := range before {
		if now := encode(dot[fmt.Sprintf("a%d", i)], 0); text(now) != was {
			if a.Changed == nil {
				a.Changed = map[string]interface{}{}
			}
			a.Changed[fmt.Sprint(i)] = now
		}
	}
	return a
}

func decodeRaw(raw []byte) (interface{}, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var j interface{}
	if err := d.Decode(&j); err != nil {
		return nil, err
	}
	return decode(j)
}

func text(j interface{}) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(j); err != nil {
		panic(err)
	}
	return strings.TrimSuffix(b.String(), "\n")
}
