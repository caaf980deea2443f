package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand"
	"regexp"
	"strings"
	"text/template"
	"time"
)

// The functions of the probes; tests/unit/go/probe-functions.ts declares them again.
var probeFuncs = template.FuncMap{
	"anInt":      func(n int) int { return n },
	"anInt8":     func(n int8) int8 { return n },
	"anInt64":    func(n int64) int64 { return n },
	"aUint":      func(n uint) uint { return n },
	"aUint8":     func(n uint8) uint8 { return n },
	"aString":    func(s string) string { return s },
	"aBool":      func(b bool) bool { return b },
	"aFloat":     func(f float64) float64 { return f },
	"aComplex":   func(c complex128) complex128 { return c },
	"aMap":       func(m map[string]any) int { return len(m) },
	"aTable":     func(t Table) int { return len(t) },
	"aList":      func(l []any) int { return len(l) },
	"strings":    func(l []string) string { return strings.Join(l, ",") },
	"anError":    func(e error) string { return e.Error() },
	"same":       func(v any) any { return v },
	"typeName":   func(v any) string { return fmt.Sprintf("%T", v) },
	"joined":     func(sep string, parts ...string) string { return strings.Join(parts, sep) },
	"count":      func(parts ...any) int { return len(parts) },
	"nothing":    func() any { return nil },
	"word":       func() string { return "word" },
	"table":      func() map[string]any { return map[string]any{"k": "v", "n": nil} },
	"box":        func() any { return map[string]any{"k": "v", "n": nil} },
	"fails":      func(s string) (string, error) { return "", errors.New("fails: " + s) },
	"sum":        func(a, b int) int { return a + b },
	"stampOf":    func(y int) Stamp { return Stamp{y} },
	"nilStrings": func() []string { return nil },
}

func worlds() []any {
	deep := map[string]any{"b": map[string]any{"c": "deep", "n": nil, "list": []any{1, "two", 3.5, nil, true}}, "s": "text"}
	full := func() map[string]any {
		return map[string]any{
			"s": "str", "e": "", "i": 3, "z": 0, "f": 2.5, "t": true, "n": nil, "u": uint(7), "i64": int64(-9), "u8": uint8(200), "c": 1 + 2i,
			"big": 1e21, "neg": -0.5, "a": deep, "list": []any{"x", nil, 2, map[string]any{"y": 1.0}, []any{"in"}}, "none": []any{}, "m": map[string]any{"b": 2.0, "a": 1.0, "é": "acute", "Z": nil},
			"strs": []string{"one", "two"}, "ints": []int{3, 1, 2}, "sm": map[string]string{"k": "v"}, "bytes": []byte("hi"), "p": Point{4, "pt", "any"}, "pp": &Point{5, "ptr", nil},
			"stamp": Stamp{1999}, "fault": Fault{3}, "level": Level(2), "tab": Table{"x": 1, "Size": "hidden", "l": []any{1, 2}}, "words": Words{"w", "v"}, "d": time.Duration(1500),
			"nl": []any(nil), "nm": map[string]any(nil), "html": "<a href='x'>&\"\x00é\u2028</a>", "bad": "\xffab\xc3", "maps": []any{map[string]any{"x": 1}, map[string]any{"x": nil}, map[string]any{}, nil, "s"},
			"points": []any{Point{1, "a", nil}, &Point{2, "b", 1}}, "true": false, "f0": 0.0, "fn": func(a, b int) int { return a + b }, "vfn": func(sep string, parts ...string) string { return strings.Join(parts, sep) },
		}
	}
	// what prints as an address is left out of this one
	tame := full()
	for _, name := range []string{"pp", "points", "fn", "vfn"} {
		delete(tame, name)
	}
	return []any{
		full(),
		Point{1, "root", map[string]any{"k": "v"}},
		nil,
		[]any{1, "b", nil},
		"plain",
		Table{"k": "v", "n": nil, "m": map[string]any{"x": 1}},
		map[string]string{"k": "v"},
		tame,
	}
}

var fields = strings.Split("s e i z f t n u i64 u8 c big neg a list none m strs ints sm bytes p pp stamp fault level tab words d nl nm html bad maps points f0 nope a.b a.b.c a.n a.b.n a.b.list a.nope a.nope.x n.x s.x p.X p.Name p.Any p.Nope pp.X pp.Name p.Move pp.Sum p.Fail p.Echo level.Up level.String stamp.Year stamp.String tab.x tab.Size tab.nope words.Has sm.k sm.nope m.é m.Z list.x i.x a.b.c.d k x y X Name Any m.b maps d.String fault.Error nm.x fn vfn", " ")

var funcNames = strings.Split("anInt anInt8 anInt64 aUint aUint8 aString aBool aFloat aComplex aMap aTable aList strings anError same typeName joined count nothing word table box fails sum stampOf nilStrings and or not eq ne lt le gt ge index html js urlquery len print printf println call and or eq index len printf print same typeName", " ")

type gen struct {
	r            *rand.Rand
	vars         []string
	loop, blocks int
	// inside a definition nothing is called: recursion would not end
	defining bool
	// only what cannot go wrong, so that more than the first error is seen
	sane bool
}

func (g *gen) pick(s ...string) string { return s[g.r.Intn(len(s))] }

func (g *gen) literal() string {
	return g.pick("1", "0", "-1", "3", "2.5", "1e3", "0x1F", "0b11", "0o17", "017", "1_000", "0x1p-2", "'a'", "'\\n'", "'é'", "1i", "1+2i", "0i", "true", "false", `"str"`, `"k"`, `"b"`, "`raw`", `""`, `"%d-%s"`, `"%v %v"`, `"é\n\x41"`, "nil", "9223372036854775807", "9223372036854775808", "1e19", "300", "-0", "5.0", `"x"`)
}

func (g *gen) variable() string {
	v := "$"
	if len(g.vars) > 0 && g.r.Intn(3) != 0 {
		v = g.vars[g.r.Intn(len(g.vars))]
	} else if g.r.Intn(30) == 0 {
		v = "$undefined"
	}
	if g.r.Intn(3) == 0 {
		v += "." + fields[g.r.Intn(len(fields))]
	}
	return v
}

func (g *gen) operand(depth int) string {
	switch n := g.r.Intn(20); {
	case n < 7:
		return "." + fields[g.r.Intn(len(fields))]
	case n < 9:
		return "."
	case n < 12:
		return g.variable()
	case n < 16 || depth <= 0:
		return g.literal()
	case n < 17:
		return g.pick("word", "nothing", "table", "box", "table.k", "box.k", "box.n", "box.n.x", "table.n", "nilStrings", "word.x", "same")
	case n < 19:
		return "(" + g.pipeline(depth-1, true) + ")"
	default:
		return "(" + g.pipeline(depth-1, true) + ")." + fields[g.r.Intn(len(fields))]
	}
}

func (g *gen) command(depth int, final bool) string {
	switch n := g.r.Intn(10); {
	case n < 3 && !final:
		return g.operand(depth)
	case n < 4:
		return g.operand(depth) + " " + g.operand(depth-1)
	case n < 5:
		return g.pick(".p.Move", ".pp.Sum", ".p.Fail", ".p.Echo", ".words.Has", ".level.Up", ".tab.Size", "$.p.Sum", "(.p).Move") + g.args(depth)
	default:
		return funcNames[g.r.Intn(len(funcNames))] + g.args(depth)
	}
}

func (g *gen) args(depth int) string {
	out := ""
	for n := g.r.Intn(4); n > 0; n-- {
		out += " " + g.operand(depth-1)
	}
	return out
}

var safeFields = strings.Split("s e i z f t n u i64 u8 c big neg a list none m strs ints sm bytes p stamp fault level tab words d nl nm html bad maps f0 nope a.b a.b.c a.n a.b.list p.X p.Name level.Up stamp.Year stamp.String tab.x tab.Size sm.k m.é m.Z", " ")

// safe is an expression that no data makes fail.
func (g *gen) safe(depth int) string {
	if depth <= 0 || g.r.Intn(5) < 2 {
		switch g.r.Intn(4) {
		case 0:
			return g.pick("1", "0", "-3", "2.5", "1e6", "'a'", `"str"`, `""`, "true", "false", "`r`", "0x1F", `"é\xff"`, "1i", "word", "nothing", "table", "box", "nilStrings")
		case 1:
			if len(g.vars) > 0 && g.r.Intn(4) != 0 {
				return g.vars[g.r.Intn(len(g.vars))]
			}
			return "$"
		case 2:
			if g.r.Intn(3) == 0 {
				return "."
			}
		}
		return "$." + safeFields[g.r.Intn(len(safeFields))]
	}
	x := func() string {
		e := g.safe(depth - 1)
		if strings.Contains(e, " ") {
			e = "(" + e + ")"
		}
		return e
	}
	switch g.r.Intn(22) {
	case 0:
		return "printf " + g.pick(`"%v"`, `"%s"`, `"%d"`, `"%q"`, `"%5v|"`, `"%-8s|"`, `"%x"`, `"%t"`, `"%+v"`, `"%#v"`, `"%T"`, `"%08.3f"`, `"%e"`, `"%v %v"`, `"%d%%"`) + " " + x()
	case 1:
		return "print " + x() + " " + x()
	case 2:
		return "println " + x() + " " + x() + " " + x()
	case 3, 4:
		return "and " + x() + " " + x()
	case 5, 6:
		return "or " + x() + " " + x() + " " + x()
	case 7:
		return "not " + x()
	case 8:
		return "eq (print " + x() + ") (print " + x() + ")"
	case 9:
		return g.pick("lt", "le", "gt", "ge", "ne", "eq") + " (count " + x() + ") (len (print " + x() + "))"
	case 10:
		return "same " + x()
	case 11:
		return "typeName " + x()
	case 12:
		return g.pick("html ", "js ", "urlquery ") + x()
	case 13:
		return "index $.list " + g.pick("0", "1", "2", "3", "4", "($.ints | len)")
	case 14:
		return `index $.m "` + g.pick("a", "b", "é", "Z", "nope") + `"`
	case 15:
		return "len " + g.pick("$.list", "$.m", "$.s", "$.bad", "$.html", "$.bytes", "$.nm")
	case 16:
		return g.pick("$.p.Move 1", "$.p.Sum 1 2", "$.p.Echo "+x(), "$.words.Has \"w\"", x()+" | $.p.Echo", "3 | $.p.Sum 1")
	case 17:
		return x() + " | " + g.pick("print", "printf \"%v\"", "typeName", "same", "count", "html", "js", "urlquery", "not", "and true", "or false", "joined | print", "count 1 2") + g.pick("", " | print")
	case 18:
		return "(same $.a).b." + g.pick("c", "n", "list")
	case 19:
		return "sum " + g.pick("1", "$.p.X", "(len $.s)") + " " + g.pick("2", "(sum 1 2)", "(count "+x()+")")
	case 20:
		return "$.p." + g.pick("X", "Name")
	default:
		return "$.level.Up"
	}
}

func (g *gen) pipeline(depth int, nested bool) string {
	if g.sane {
		e := g.safe(3)
		if strings.Contains(e, "joined") {
			e = `"x"`
		}
		return e
	}
	out := ""
	if g.r.Intn(25) == 0 && nested {
		v := g.pick("$v", "$w")
		out = v + g.pick(" := ", " = ")
		g.vars = append(g.vars, v)
	}
	out += g.command(depth, false)
	for g.r.Intn(4) == 0 {
		out += " | " + g.command(depth-1, true)
	}
	return out
}

func (g *gen) action(body string) string {
	left, right := "{{", "}}"
	if g.r.Intn(6) == 0 {
		left = "{{- "
	}
	if g.r.Intn(6) == 0 {
		right = " -}}"
	}
	if g.r.Intn(8) == 0 {
		body = " " + body + " "
	}
	return left + body + right
}

func (g *gen) text() string {
	return g.pick("a", " ", "\n", " b\n ", "é", "\t", "世\n\n", "-", "x y", "\xff", "\r\n")
}

func (g *gen) list(depth int) string {
	mark := len(g.vars)
	out := ""
	for n := g.r.Intn(4); n >= 0; n-- {
		out += g.statement(depth)
	}
	g.vars = g.vars[:mark]
	return out
}

func (g *gen) declare(names ...string) string {
	g.vars = append(g.vars, names...)
	return strings.Join(names, g.pick(", ", ",", " , ")) + g.pick(" := ", ":=", " := ")
}

func (g *gen) statement(depth int) string {
	n := g.r.Intn(24)
	if depth <= 0 {
		n %= 10
	}
	switch {
	case n < 3:
		return g.text()
	case n < 8:
		return g.action(g.pipeline(2, false))
	case n < 9:
		p := g.pipeline(1, false)
		return g.action(g.declare(g.pick("$x", "$y", "$v")) + p)
	case n < 10:
		if len(g.vars) == 0 {
			return g.text()
		}
		return g.action(g.vars[g.r.Intn(len(g.vars))] + " = " + g.pipeline(1, false))
	case n < 14:
		mark := len(g.vars)
		cond := g.pipeline(1, false)
		if g.r.Intn(5) == 0 {
			cond = g.declare("$c") + cond
		}
		out := g.action("if "+cond) + g.list(depth-1)
		if g.r.Intn(4) == 0 {
			out += g.action("else if "+g.pipeline(1, false)) + g.list(depth-1)
		}
		if g.r.Intn(2) == 0 {
			out += g.action("else") + g.list(depth-1)
		}
		g.vars = g.vars[:mark]
		return out + g.action("end")
	case n < 16:
		mark := len(g.vars)
		cond := g.pipeline(1, false)
		if g.r.Intn(4) == 0 {
			cond = g.declare("$c") + cond
		}
		out := g.action("with "+cond) + g.list(depth-1)
		if g.r.Intn(4) == 0 {
			out += g.action("else with "+g.pipeline(1, false)) + g.list(depth-1)
		}
		if g.r.Intn(2) == 0 {
			out += g.action("else") + g.list(depth-1)
		}
		g.vars = g.vars[:mark]
		return out + g.action("end")
	case n < 20:
		mark := len(g.vars)
		over := g.pick(".list", ".m", ".ints", ".strs", ".maps", ".points", ".i", "3", ".none", ".nm", ".a.b.list", ".sm", ".tab", ".u8 | anInt", ".words", "$", ".")
		if g.sane {
			over = g.pick("$.list", "$.m", "$.ints", "$.strs", "$.maps", "$.i64 | sum 3 | anInt | print | len", "3", "$.none", "$.nm", "$.a.b.list", "$.sm", "$.tab", "$.words", "(len $.s)")
			over = strings.ReplaceAll(over, "$.i64 | sum 3 | anInt | print | len", "len (print $.i64)")
		} else if g.r.Intn(4) == 0 {
			over = g.pipeline(1, false)
		}
		choice := g.r.Intn(5)
		if g.sane && choice == 0 && (over == "3" || strings.HasPrefix(over, "(len") || strings.HasPrefix(over, "len")) {
			choice = 1
		}
		switch choice {
		case 0:
			over = g.declare("$i", "$e") + over
		case 1:
			over = g.declare("$e") + over
		case 2:
			if len(g.vars) > 0 {
				over = g.vars[g.r.Intn(len(g.vars))] + " = " + over
			}
		}
		g.loop++
		out := g.action("range "+over) + g.list(depth-1)
		if g.r.Intn(5) == 0 {
			out += g.action(g.pick("break", "continue")) + g.text()
		}
		g.loop--
		if g.r.Intn(3) == 0 {
			out += g.action("else") + g.list(depth-1)
		}
		g.vars = g.vars[:mark]
		return out + g.action("end")
	case n < 22 && g.defining:
		return g.text()
	case n < 22:
		return g.action("template " + g.pick(`"t1"`, `"t2"`, "`t1`", `"t1"`, `"t2"`, `"t2"`, `"t2"`, g.pick(`"t1"`, `"nope"`)) + g.pick("", " .", " $.a", " $", " ($.p)", " 1"))
	case n < 23:
		return "{{/* comment */}}" + "{{- /* other\n */ -}}"
	default:
		saved, loop := g.vars, g.loop
		g.loop = 0
		pipe := g.pipeline(1, false)
		g.vars = nil
		defining := g.defining
		g.blocks++
		g.defining = true
		body := g.list(depth - 1)
		g.vars, g.loop, g.defining = saved, loop, defining
		return g.action(fmt.Sprintf("block \"b%d\" %s", g.blocks, pipe)) + body + g.action("end")
	}
}

func (g *gen) define(name string) string {
	g.vars, g.defining = nil, true
	return g.action("define "+name) + g.list(1) + g.action("end")
}

// mangle breaks a template in the ways that fingers do.
func (g *gen) mangle(s string) string {
	for n := g.r.Intn(3); n >= 0; n-- {
		at := g.r.Intn(len(s) + 1)
		switch g.r.Intn(4) {
		case 0:
			end := min(len(s), at+1+g.r.Intn(5))
			s = s[:at] + s[end:]
		case 1:
			s = s[:at] + g.pick("{{", "}}", "{{end}}", "{{else}}", "(", ")", "|", ",", ":=", "=", "$", "\"", "`", "'", ".", "..", "\n", "{{/*", "*/}}", "-", "{{- ", " -}}", "if ", "range ", "#", "é", "\x00", "\xff", "1x", "0x", "1e", "$a,$b", "break", "{{continue}}", "nil", "define", "😀", ":", "\\", "{{define \"d\"}}", "{{block", "template", "else if", "with", "1i+", "'ab'", "true.x", "\"x\".y", "1.x", "undefinedFunc") + s[at:]
		case 2:
			end := min(len(s), at+g.r.Intn(9))
			s = s[:end] + s[at:]
		default:
			s = s[:at]
		}
	}
	return s
}

// No two runs agree on addresses.
var address = regexp.MustCompile("0x[0-9a-f]{6,}")

func probe(missing, name string, texts [][2]string, data any) (out string, err error) {
	t := template.New("gotpl").Option("missingkey=" + missing).Funcs(probeFuncs)
	for _, text := range texts {
		if _, err = t.New(text[0]).Parse(text[1]); err != nil {
			return
		}
	}
	var b bytes.Buffer
	err = t.ExecuteTemplate(&b, name, data)
	return b.String(), err
}

// rows: ["world", data] first; then [missingkey, world, [[name, text], …], output, error or absent]
func templateCases(r *rand.Rand, n int, emit func(...any)) {
	data := worlds()
	for _, w := range data {
		emit("world", encode(w))
	}
	row := func(missing string, world int, texts [][2]string) {
		out, err := probe(missing, texts[0][0], texts, data[world])
		shown := []any{}
		for _, t := range texts {
			shown = append(shown, []any{text(t[0]), text(t[1])})
		}
		if err != nil {
			// addresses differ from run to run, and no other engine's stack is as deep
			if !address.MatchString(err.Error()) && !strings.Contains(err.Error(), "maximum template depth") {
				emit(missing, world, shown, nil, text(err.Error()))
			}
		} else if !address.MatchString(out) {
			emit(missing, world, shown, text(out))
		}
	}
	for _, t := range handmade {
		for w := range data {
			if w == 0 || strings.Contains(t, "{{.") {
				row("zero", w, [][2]string{{"dir/t.yaml", t}})
			}
		}
		row("default", 0, [][2]string{{"t", t}})
		row("error", 0, [][2]string{{"100.yaml", t}})
	}
	for i := 0; i < n; i++ {
		g := &gen{r: r, sane: r.Intn(5) < 3}
		missing := []string{"zero", "zero", "zero", "default", "error"}[r.Intn(5)]
		world := 0
		if r.Intn(12) == 0 {
			world = r.Intn(len(data))
		}
		if g.sane {
			world = len(data) - 1
		}
		main := g.list(2)
		if g.sane {
			main += g.list(3)
		}
		texts := [][2]string{{"main", main}}
		if strings.Contains(main, "template ") || r.Intn(20) == 0 {
			texts = append(texts, [2]string{"helpers.tpl", strings.ReplaceAll(g.define(`"t1"`)+g.define(`"t2"`), `"b`, `"d`)})
		}
		if r.Intn(6) == 0 {
			texts[0][1] = g.mangle(main)
		}
		row(missing, world, texts)
	}
}
