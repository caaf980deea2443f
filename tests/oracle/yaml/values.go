package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

func decode(v interface{}) (interface{}, error) {
	switch x := v.(type) {
	case []interface{}:
		out := make([]interface{}, len(x))
		for i := range x {
			var err error
			if out[i], err = decode(x[i]); err != nil {
				return nil, err
			}
		}
		return out, nil
	case json.Number:
		return x.Float64()
	case map[string]interface{}:
		for kind, arg := range x {
			return decodeKind(kind, arg)
		}
	}
	return v, nil
}

func decodeKind(kind string, arg interface{}) (interface{}, error) {
	switch kind {
	case "b":
		return unbase64(arg), nil
	case "y":
		return []byte(unbase64(arg)), nil
	case "f":
		return strconv.ParseFloat(arg.(string), 64)
	case "i":
		n, err := strconv.ParseInt(arg.(string), 10, 64)
		return int(n), err
	case "l":
		return strconv.ParseInt(arg.(string), 10, 64)
	case "u":
		return strconv.ParseUint(arg.(string), 10, 64)
	case "nm":
		return map[string]interface{}(nil), nil
	case "nl":
		return []interface{}(nil), nil
	case "ss":
		out := []string{}
		for _, s := range arg.([]interface{}) {
			d, err := decode(s)
			if err != nil {
				return nil, err
			}
			out = append(out, d.(string))
		}
		return out, nil
	case "is":
		out := []int{}
		for _, s := range arg.([]interface{}) {
			n, err := strconv.Atoi(s.(string))
			if err != nil {
				return nil, err
			}
			out = append(out, n)
		}
		return out, nil
	case "ms":
		out := map[string]string{}
		for _, pair := range arg.([]interface{}) {
			p := pair.([]interface{})
			k, _ := decode(p[0])
			d, _ := decode(p[1])
			out[k.(string)] = d.(string)
		}
		return out, nil
	case "fn":
		return func() {}, nil
	case "m":
		out := map[string]interface{}{}
		for _, pair := range arg.([]interface{}) {
			p := pair.([]interface{})
			k, err := decode(p[0])
			if err != nil {
				return nil, err
			}
			if out[k.(string)], err = decode(p[1]); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	return nil, fmt.Errorf("unknown kind %q", kind)
}

// show writes a value so that kinds are told apart: the form that probes have.
func show(v interface{}) string {
	var b strings.Builder
	write(&b, v)
	return b.String()
}

func quoted(b *strings.Builder, s string) {
	if !utf8.ValidString(s) {
		fmt.Fprintf(b, `{"b":"%s"}`, base64.StdEncoding.EncodeToString([]byte(s)))
		return
	}
	var line strings.Builder
	enc := json.NewEncoder(&line)
	enc.SetEscapeHTML(false)
	enc.Encode(s)
	b.WriteString(strings.TrimSuffix(line.String(), "\n"))
}

func write(b *strings.Builder, v interface{}) {
	switch x := v.(type) {
	case nil:
		b.WriteString("null")
	case bool:
		fmt.Fprint(b, x)
	case string:
		quoted(b, x)
	case float64:
		if x == math.Trunc(x) && math.Abs(x) < 1e15 && !(x == 0 && math.Signbit(x)) {
			fmt.Fprint(b, strconv.FormatFloat(x, 'f', -1, 64))
		} else {
			fmt.Fprintf(b, `{"f":"%s"}`, strconv.FormatFloat(x, 'g', -1, 64))
		}
	case int:
		fmt.Fprintf(b, `{"i":"%d"}`, x)
	case int64:
		fmt.Fprintf(b, `{"l":"%d"}`, x)
	case uint64:
		fmt.Fprintf(b, `{"u":"%d"}`, x)
	case time.Time:
		name, offset := x.Zone()
		fmt.Fprintf(b, `{"t":"%s %s %d %s"}`, x.Format(time.RFC3339Nano), name, offset, x.Location())
	case []interface{}:
		if x == nil {
			b.WriteString(`{"nl":1}`)
			return
		}
		b.WriteByte('[')
		for i := range x {
			if i > 0 {
				b.WriteByte(',')
			}
			write(b, x[i])
		}
		b.WriteByte(']')
	case []map[string]interface{}:
		b.WriteString(`{"lm":[`)
		for i := range x {
			if i > 0 {
				b.WriteByte(',')
			}
			write(b, x[i])
		}
		b.WriteString(`]}`)
	case map[string]interface{}:
		if x == nil {
			b.WriteString(`{"nm":1}`)
			return
		}
		keys := make([]string, 0, len(x))
		for k := range x {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		b.WriteString(`{"m":[`)
		for i, k := range keys {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteByte('[')
			quoted(b, k)
			b.WriteByte(',')
			write(b, x[k])
			b.WriteByte(']')
		}
		b.WriteString(`]}`)
	default:
		fmt.Fprintf(b, `{"?":"%T"}`, v)
	}
}
