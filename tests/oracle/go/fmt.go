package main

import (
	"fmt"
	"math/rand"
	"reflect"
	"strconv"
	"strings"
)

var verbs = strings.Split("v v v v s s s d d q q x X t b o O c U e E f F g G T % w y ! é 世 z p", " ")

func randomFormat(r *rand.Rand, args int) string {
	var b strings.Builder
	for n := r.Intn(4); n >= 0; n-- {
		if r.Intn(3) == 0 {
			b.WriteString([]string{"a", " ", "é", "\xff", "-", "%%", "世"}[r.Intn(7)])
		}
		b.WriteByte('%')
		for r.Intn(3) == 0 {
			b.WriteByte("+-# 0"[r.Intn(5)])
		}
		index := func(odds int) {
			if r.Intn(odds) == 0 {
				b.WriteString("[" + []string{"1", "2", "3", "0", "x", "", "99", "-1", "1"}[r.Intn(9)])
				if r.Intn(12) != 0 {
					b.WriteByte(']')
				}
			}
		}
		number := func() {
			if r.Intn(4) == 0 {
				index(4)
				b.WriteByte('*')
			} else if r.Intn(60) == 0 {
				b.WriteString("99999999")
			} else {
				b.WriteString(strconv.Itoa(r.Intn(14)))
			}
		}
		index(12)
		if r.Intn(3) == 0 {
			number()
		}
		if r.Intn(4) == 0 {
			b.WriteByte('.')
			if r.Intn(6) != 0 {
				number()
			}
		}
		index(14)
		if r.Intn(40) != 0 {
			b.WriteString(verbs[r.Intn(len(verbs))])
		}
	}
	return b.String()
}

// one line per case: ["f", format, args, text], ["p", args, text], ["l", args, text]
func fmtCases(r *rand.Rand, n int, emit func(...any)) {
	for i := 0; i < n; i++ {
		args := make([]any, r.Intn(4))
		shown := make([]any, len(args))
		for k := range args {
			args[k] = randomValue(r, 2)
			shown[k] = encode(args[k])
		}
		switch r.Intn(12) {
		case 0:
			emit("p", shown, text(fmt.Sprint(args...)))
		case 1:
			emit("l", shown, text(fmt.Sprintln(args...)))
		default:
			format := randomFormat(r, len(args))
			out := fmt.Sprintf(format, args...)
			if strings.Contains(format, "p") && hasAddress(args) {
				continue // no two runs agree
			}
			emit("f", text(format), shown, text(out))
		}
	}
}

func hasAddress(args []any) bool {
	for _, a := range args {
		switch reflect.ValueOf(a).Kind() {
		case reflect.Map, reflect.Slice, reflect.Func, reflect.Pointer:
			return true
		}
	}
	return false
}
