// Command yaml answers what Go's YAML, JSON and TOML do: one JSON object a line in, one a line out (see README.md).
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"unicode/utf8"

	"chartroom/oracle/yaml/chart"

	"github.com/BurntSushi/toml"
	"sigs.k8s.io/yaml"
	yaml3 "sigs.k8s.io/yaml/goyaml.v3"
)

type probe struct {
	Op    string          `json:"op"`
	Text  *string         `json:"t,omitempty"`
	Bytes []byte          `json:"b,omitempty"`
	Value json.RawMessage `json:"v,omitempty"`
}

type answer struct {
	Text  *string `json:"r,omitempty"`
	Bytes []byte  `json:"rb,omitempty"`
	Error *string `json:"e,omitempty"`
	EB    []byte  `json:"eb,omitempty"`
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer out.Flush()
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for {
		line, err := in.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			if err := enc.Encode(run(line)); err != nil {
				panic(err)
			}
			if in.Buffered() == 0 {
				out.Flush()
			}
		}
		if err != nil {
			return
		}
	}
}

func run(line []byte) (a answer) {
	var p probe
	if err := json.Unmarshal(line, &p); err != nil {
		panic(err)
	}
	defer func() {
		if r := recover(); r != nil {
			s := fmt.Sprintf("panic: %v", r)
			a = answer{Error: &s}
		}
	}()
	text := p.Bytes
	if p.Text != nil {
		text = []byte(*p.Text)
	}
	result, err := ask(p.Op, text, p.Value)
	if err != nil {
		s := err.Error()
		if utf8.ValidString(s) {
			return answer{Error: &s}
		}
		return answer{EB: []byte(s)}
	}
	if utf8.ValidString(result) {
		return answer{Text: &result}
	}
	return answer{Bytes: []byte(result)}
}

func ask(op string, text []byte, raw json.RawMessage) (string, error) {
	switch op {
	case "unmarshal":
		var v interface{}
		if err := yaml.Unmarshal(text, &v); err != nil {
			return "", err
		}
		return show(v), nil
	case "unmarshalStrict":
		var v interface{}
		if err := yaml.UnmarshalStrict(text, &v); err != nil {
			return "", err
		}
		return show(v), nil
	case "unmarshalMap":
		v := map[string]interface{}{}
		if err := yaml.Unmarshal(text, &v); err != nil {
			return "", err
		}
		return show(v), nil
	case "unmarshalSlice":
		v := []interface{}{}
		if err := yaml.Unmarshal(text, &v); err != nil {
			return "", err
		}
		return show(v), nil
	case "head":
		var v chart.SimpleHead
		if err := yaml.Unmarshal(text, &v); err != nil {
			return "", err
		}
		b, err := json.Marshal(v)
		return string(b), err
	case "metadata":
		v := new(chart.Metadata)
		if err := yaml.Unmarshal(text, v); err != nil {
			return "", err
		}
		b, err := json.Marshal(v)
		return string(b), err
	case "fromJson":
		v := map[string]interface{}{}
		if err := json.Unmarshal(text, &v); err != nil {
			return "", err
		}
		return show(v), nil
	case "fromJsonArray":
		v := []interface{}{}
		if err := json.Unmarshal(text, &v); err != nil {
			return "", err
		}
		return show(v), nil
	case "json":
		var v interface{}
		if err := json.Unmarshal(text, &v); err != nil {
			return "", err
		}
		return show(v), nil
	case "first":
		var v interface{}
		dec := json.NewDecoder(bytes.NewReader(text))
		if err := dec.Decode(&v); err != nil {
			return "", err
		}
		return show([]interface{}{v, string(text[dec.InputOffset():])}), nil
	case "fromToml":
		v := map[string]interface{}{}
		if err := toml.Unmarshal(text, &v); err != nil {
			return "", err
		}
		return show(v), nil
	}
	v, err := decodeRaw(raw)
	if err != nil {
		panic(err)
	}
	switch op {
	case "marshal":
		b, err := yaml.Marshal(v)
		return string(b), err
	case "toJson":
		b, err := json.Marshal(v)
		return string(b), err
	case "toPrettyJson":
		b, err := json.MarshalIndent(v, "", "  ")
		return string(b), err
	case "toRawJson":
		buf := new(bytes.Buffer)
		enc := json.NewEncoder(buf)
		enc.SetEscapeHTML(false)
		err := enc.Encode(v)
		return strings.TrimSuffix(buf.String(), "\n"), err
	case "pretty":
		var data bytes.Buffer
		encoder := yaml3.NewEncoder(&data)
		encoder.SetIndent(2)
		err := encoder.Encode(v)
		return data.String(), err
	case "toToml":
		b := bytes.NewBuffer(nil)
		err := toml.NewEncoder(b).Encode(v)
		return b.String(), err
	}
	panic("unknown op " + op)
}

// decodeRaw reads a value as probes write it: see README.md.
func decodeRaw(raw json.RawMessage) (interface{}, error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var v interface{}
	if err := dec.Decode(&v); err != nil {
		return nil, err
	}
	return decode(v)
}

func unbase64(s interface{}) string {
	b, err := base64.StdEncoding.DecodeString(s.(string))
	if err != nil {
		panic(err)
	}
	return string(b)
}
