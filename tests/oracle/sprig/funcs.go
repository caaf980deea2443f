package main

import (
	"encoding/json"
	"text/template"

	"github.com/Masterminds/sprig/v3"
)

// funcs is sprig's table as Helm keeps it, with Helm's own toJson and fromJson.
func funcs() template.FuncMap {
	fm := sprig.TxtFuncMap()
	delete(fm, "env")
	delete(fm, "expandenv")
	fm["toJson"] = func(v interface{}) string {
		data, err := json.Marshal(v)
		if err != nil {
			return ""
		}
		return string(data)
	}
	fm["fromJson"] = func(text string) map[string]interface{} {
		m := make(map[string]interface{})
		if err := json.Unmarshal([]byte(text), &m); err != nil {
			m["Error"] = err.Error()
		}
		return m
	}
	fm["getHostByName"] = func(string) string { return "" }
	return fm
}
