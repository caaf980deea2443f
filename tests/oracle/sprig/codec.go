package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"slices"
	"sort"
	"strconv"
	"time"
	"unicode/utf8"

	"chartroom/oracle/sprig/chartutil"
)

// Typed JSON: see README.md for the notation.

const maxDepth = 40

func encode(v interface{}, depth int) interface{} {
	if depth > maxDepth {
		return map[string]interface{}{"deep": true}
	}
	switch x := v.(type) {
	case nil:
		return nil
	case bool:
		return x
	case string:
		return encodeString(x)
	case float64:
		return encodeFloat(x)
	case []byte:
		if x == nil {
			return tag("[]uint8", nil)
		}
		return tag("[]uint8", base64.StdEncoding.EncodeToString(x))
	case time.Time:
		return tag("time.Time", x.Format("2006-01-02T15:04:05.999999999 -0700 MST"))
	}
	r := reflect.ValueOf(v)
	name := fmt.Sprintf("%T", v)
	switch r.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return tag(name, encodeInt(r.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		if u := r.Uint(); u > 1<<52 {
			return tag(name, strconv.FormatUint(u, 10))
		}
		return tag(name, r.Uint())
	case reflect.Float32, reflect.Complex64, reflect.Complex128:
		return tag(name, fmt.Sprint(v))
	case reflect.Slice, reflect.Array:
		if r.Kind() == reflect.Slice && r.IsNil() {
			return tag(name, nil)
		}
		items := make([]interface{}, r.Len())
		for i := range items {
			items[i] = encode(r.Index(i).Interface(), depth+1)
		}
		if _, plain := v.([]interface{}); plain {
			return items
		}
		return tag(name, items)
	case reflect.Map:
		if _, plain := v.(map[string]interface{}); plain {
			name = "map"
		}
		if r.IsNil() {
			return tag(name, nil)
		}
		return tag(name, encodeEntries(r, depth))
	}
	return map[string]interface{}{"type": name, "fields": fields(r, depth), "text": fmt.Sprintf("%v", v)}
}

// encodeEntries gives an object, or pairs when a key is no UTF-8.
func encodeEntries(r reflect.Value, depth int) interface{} {
	keys := make([]string, 0, r.Len())
	object := map[string]interface{}{}
	valid := true
	for _, k := range r.MapKeys() {
		key := fmt.Sprint(k.Interface())
		keys = append(keys, key)
		valid = valid && utf8.ValidString(key)
		object[key] = encode(r.MapIndex(k).Interface(), depth+1)
	}
	if valid {
		return object
	}
	sort.Strings(keys)
	pairs := make([]interface{}, 0, len(keys))
	for _, key := range keys {
		pairs = append(pairs, []interface{}{encodeString(key), object[key]})
	}
	return pairs
}

func fields(r reflect.Value, depth int) map[string]interface{} {
	out := map[string]interface{}{}
	if r.Kind() == reflect.Ptr {
		r = r.Elem()
	}
	if r.Kind() != reflect.Struct {
		return out
	}
	for i := 0; i < r.NumField(); i++ {
		if f := r.Type().Field(i); f.IsExported() {
			out[f.Name] = encode(r.Field(i).Interface(), depth+1)
		}
	}
	return out
}

func tag(name string, payload interface{}) map[string]interface{} {
	return map[string]interface{}{name: payload}
}

func encodeString(s string) interface{} {
	if utf8.ValidString(s) {
		return s
	}
	return tag("string", base64.StdEncoding.EncodeToString([]byte(s)))
}

func encodeInt(n int64) interface{} {
	if n > 1<<52 || n < -1<<52 {
		return strconv.FormatInt(n, 10)
	}
	return n
}

func encodeFloat(f float64) interface{} {
	if math.IsNaN(f) || math.IsInf(f, 0) || f == 0 && math.Signbit(f) {
		return tag("float64", strconv.FormatFloat(f, 'g', -1, 64))
	}
	return f
}

func decode(j interface{}) (interface{}, error) {
	switch x := j.(type) {
	case nil, bool, string:
		return x, nil
	case json.Number:
		return x.Float64()
	case []interface{}:
		return decodeItems(x)
	case map[string]interface{}:
		for name, payload := range x {
			return decodeTagged(name, payload)
		}
	}
	return nil, fmt.Errorf("no typed JSON: %v", j)
}

func decodeItems(items []interface{}) ([]interface{}, error) {
	// appended one by one, as encoding/json does: sprig's slice sees the capacity
	out := make([]interface{}, 0)
	for _, item := range items {
		v, err := decode(item)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// types lists what a tag may name beyond what decodeTagged treats by hand.
var types = map[string]reflect.Type{
	"[]interface {}":    reflect.TypeFor[[]interface{}](),
	"[]string":          reflect.TypeFor[[]string](),
	"[]int":             reflect.TypeFor[[]int](),
	"[]float64":         reflect.TypeFor[[]float64](),
	"[][]interface {}":  reflect.TypeFor[[][]interface{}](),
	"map":               reflect.TypeFor[map[string]interface{}](),
	"map[string]string": reflect.TypeFor[map[string]string](),
	"chartutil.Values":  reflect.TypeFor[chartutil.Values](),
	"int":               reflect.TypeFor[int](),
	"int8":              reflect.TypeFor[int8](),
	"int16":             reflect.TypeFor[int16](),
	"int32":             reflect.TypeFor[int32](),
	"int64":             reflect.TypeFor[int64](),
	"uint":              reflect.TypeFor[uint](),
	"uint8":             reflect.TypeFor[uint8](),
	"uint16":            reflect.TypeFor[uint16](),
	"uint32":            reflect.TypeFor[uint32](),
	"uint64":            reflect.TypeFor[uint64](),
	"time.Duration":     reflect.TypeFor[time.Duration](),
}

func decodeTagged(name string, payload interface{}) (interface{}, error) {
	switch name {
	case "string", "[]uint8":
		if payload == nil {
			return []byte(nil), nil
		}
		b, err := base64.StdEncoding.DecodeString(payload.(string))
		if name == "string" {
			return string(b), err
		}
		return slices.Clip(b), err
	case "float64":
		return strconv.ParseFloat(payload.(string), 64)
	case "float32":
		f, err := strconv.ParseFloat(fmt.Sprint(payload), 32)
		return float32(f), err
	case "complex128":
		return strconv.ParseComplex(payload.(string), 128)
	case "time.Time":
		return time.Parse("2006-01-02T15:04:05.999999999 -0700 MST", payload.(string))
	}
	t, ok := types[name]
	if !ok {
		return nil, fmt.Errorf("no such tag: %s", name)
	}
	out := reflect.New(t).Elem()
	switch t.Kind() {
	case reflect.Slice:
		if payload == nil {
			return out.Interface(), nil
		}
		out.Set(reflect.MakeSlice(t, 0, 0))
		for _, item := range payload.([]interface{}) {
			v, err := decode(item)
			if err != nil {
				return nil, err
			}
			out = reflect.Append(out, element(v, t.Elem()))
		}
	case reflect.Map:
		if payload == nil {
			return out.Interface(), nil
		}
		out.Set(reflect.MakeMap(t))
		for k, item := range payload.(map[string]interface{}) {
			v, err := decode(item)
			if err != nil {
				return nil, err
			}
			out.SetMapIndex(reflect.ValueOf(k), element(v, t.Elem()))
		}
	default:
		text := fmt.Sprint(payload)
		if out.CanInt() {
			n, err := strconv.ParseInt(text, 10, 64)
			out.SetInt(n)
			return out.Interface(), err
		}
		n, err := strconv.ParseUint(text, 10, 64)
		out.SetUint(n)
		return out.Interface(), err
	}
	return out.Interface(), nil
}

func element(v interface{}, t reflect.Type) reflect.Value {
	if v == nil {
		return reflect.Zero(t)
	}
	return reflect.ValueOf(v)
}
