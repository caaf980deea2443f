package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// text is a Go string in JSON with every byte that is no UTF-8 as one lone surrogate, the form of lib/go/text.ts.
type text string

func (t text) MarshalJSON() ([]byte, error) {
	out := &strings.Builder{}
	out.WriteByte('"')
	for s := string(t); s != ""; {
		r, size := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && size == 1 {
			fmt.Fprintf(out, `\udc%02x`, s[0])
		} else {
			quoted, _ := json.Marshal(s[:size])
			out.Write(quoted[1 : len(quoted)-1])
		}
		s = s[size:]
	}
	out.WriteByte('"')
	return []byte(plain.Replace(out.String())), nil
}

func texts(from []string) []text {
	if from == nil {
		return nil
	}
	out := make([]text, len(from))
	for i, s := range from {
		out[i] = text(s)
	}
	return out
}

var plain = strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&")
