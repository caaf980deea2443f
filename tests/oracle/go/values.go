package main

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand"
	"strconv"
	"time"
	"unicode/utf8"
)

// text travels as JSON text, or as {"b64": …} where it is no UTF-8.
type text string

func (t text) MarshalJSON() ([]byte, error) {
	if utf8.ValidString(string(t)) {
		return plain(string(t))
	}
	return json.Marshal(map[string]string{"b64": base64.StdEncoding.EncodeToString([]byte(t))})
}

// Point is a struct without methods for printing.
type Point struct {
	X    int
	Name string
	Any  any
}

// Move is a method with arguments.
func (p Point) Move(by int) int { return p.X + by }

// Sum is variadic.
func (p Point) Sum(by ...int) int {
	for _, n := range by {
		p.X += n
	}
	return p.X
}

// Fail returns an error.
func (p Point) Fail(text string) (string, error) { return "", errors.New("point says " + text) }

// Echo takes anything.
func (p Point) Echo(v any) any { return v }

// Stamp prints by its String method.
type Stamp struct{ Year int }

func (s Stamp) String() string { return "stamp-" + strconv.Itoa(s.Year) }

// Fault prints by its Error method.
type Fault struct{ Code int }

func (f Fault) Error() string { return "fault " + strconv.Itoa(f.Code) }

// Level is a named integer with a String method.
type Level int64

func (l Level) String() string { return "level " + strconv.FormatInt(int64(l), 10) }

// Up returns the next level.
func (l Level) Up() Level { return l + 1 }

// Table is a named map with a method that hides a key.
type Table map[string]any

// Size counts.
func (t Table) Size() int { return len(t) }

// Words is a named slice with a method.
type Words []string

// Has looks for a word.
func (w Words) Has(word string) bool {
	for _, x := range w {
		if x == word {
			return true
		}
	}
	return false
}

// encode writes a value with its Go type: the test reads it back.
func encode(v any) any {
	switch x := v.(type) {
	case nil:
		return []any{"nil"}
	case bool:
		return x
	case string:
		return text(x)
	case float64:
		if math.IsInf(x, 0) || math.IsNaN(x) || (x == 0 && math.Signbit(x)) {
			return []any{"float64", strconv.FormatFloat(x, 'g', -1, 64)}
		}
		return x
	case int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64, uintptr:
		return []any{fmt.Sprintf("%T", x), fmt.Sprint(x)}
	case complex128:
		return []any{"complex128", encode(real(x)), encode(imag(x))}
	case []byte:
		if x == nil {
			return []any{"nil []uint8"}
		}
		return []any{"[]uint8", base64.StdEncoding.EncodeToString(x)}
	case []any:
		if x == nil {
			return []any{"nil []any"}
		}
		out := []any{"[]any"}
		for _, e := range x {
			out = append(out, encode(e))
		}
		return out
	case []string:
		out := []any{"[]string"}
		for _, e := range x {
			out = append(out, text(e))
		}
		return out
	case Words:
		out := []any{"Words"}
		for _, e := range x {
			out = append(out, text(e))
		}
		return out
	case []int:
		out := []any{"[]int"}
		for _, e := range x {
			out = append(out, encode(e))
		}
		return out
	case map[string]any:
		if x == nil {
			return []any{"nil map"}
		}
		return encodeMap("map", x)
	case Table:
		return encodeMap("Table", x)
	case map[string]string:
		out := []any{"map[string]string"}
		for _, k := range sortedKeys(x) {
			out = append(out, text(k), text(x[k]))
		}
		return out
	case func(int, int) int:
		return []any{"func", "sum"}
	case func(string, ...string) string:
		return []any{"func", "joined"}
	case Point:
		return []any{"Point", encode(x.X), text(x.Name), encode(x.Any)}
	case *Point:
		return []any{"*Point", encode(x.X), text(x.Name), encode(x.Any)}
	case Stamp:
		return []any{"Stamp", x.Year}
	case Fault:
		return []any{"Fault", x.Code}
	case Level:
		return []any{"Level", strconv.FormatInt(int64(x), 10)}
	case time.Duration:
		return []any{"Duration", strconv.FormatInt(int64(x), 10), x.String()}
	}
	panic(fmt.Sprintf("no encoding for %T", v))
}

func encodeMap(name string, m map[string]any) any {
	out := []any{name}
	for _, k := range sortedKeys(m) {
		out = append(out, text(k), encode(m[k]))
	}
	return out
}

var strange = []string{"", "a", "héllo", "世界", "😀 x", "tab\tnl\n", "q\"b`'\\", "\x00\x7f", "\xff\xfe", "a\xc3", "\ufeff", "\u00a0", "\u2028", "%d%%", "<&>", "true", "0", "12", "<no value>", "long text with several words in it", "\U0010ffff", "{{ x }}"}

func randomText(r *rand.Rand) string {
	if r.Intn(8) == 0 {
		b := make([]byte, r.Intn(6))
		r.Read(b)
		return string(b)
	}
	return strange[r.Intn(len(strange))]
}

func randomFloat(r *rand.Rand) float64 {
	switch r.Intn(7) {
	case 0:
		return []float64{0, math.Copysign(0, -1), math.Inf(1), math.Inf(-1), math.NaN(), 1e6, 1e20, 1e21, 1e-4, 1e-5, 5e-324, math.MaxFloat64, 0.5, 2.5, 100, 1000000, 123456789}[r.Intn(17)]
	case 1:
		return float64(r.Intn(2000) - 1000)
	case 2:
		return float64(r.Intn(20000)-1000) / 100
	case 3:
		return math.Ldexp(float64(r.Intn(100)), r.Intn(80)-40)
	case 4:
		return math.Float64frombits(r.Uint64())
	default:
		return math.Round(r.NormFloat64()*1e6) / 1e4
	}
}

func randomScalar(r *rand.Rand) any {
	n := int64(r.Uint64()) >> uint(r.Intn(64))
	switch r.Intn(22) {
	case 0:
		return nil
	case 1:
		return r.Intn(2) == 0
	case 2, 3, 4:
		return randomText(r)
	case 5, 6, 7:
		return randomFloat(r)
	case 8, 9:
		return int(n)
	case 10:
		return r.Intn(200) - 50
	case 11:
		return n
	case 12:
		return int8(n)
	case 13:
		return int32(n)
	case 14:
		return uint(n)
	case 15:
		return uint8(n)
	case 16:
		return uint64(n)
	case 17:
		return Level(n % 1000)
	case 18:
		return Stamp{r.Intn(3000)}
	case 19:
		return Fault{r.Intn(100)}
	case 20:
		return time.Duration(n)
	default:
		return complex(randomFloat(r), randomFloat(r))
	}
}

func randomValue(r *rand.Rand, depth int) any {
	if depth == 0 || r.Intn(2) == 0 {
		return randomScalar(r)
	}
	switch r.Intn(11) {
	case 0, 1:
		s := make([]any, r.Intn(4))
		for i := range s {
			s[i] = randomValue(r, depth-1)
		}
		return s
	case 2:
		s := make([]string, r.Intn(4))
		for i := range s {
			s[i] = randomText(r)
		}
		return s
	case 3:
		s := make([]byte, r.Intn(5))
		r.Read(s)
		return s
	case 4, 5, 6:
		m := map[string]any{}
		for i := r.Intn(4); i > 0; i-- {
			m[randomText(r)] = randomValue(r, depth-1)
		}
		if r.Intn(4) == 0 {
			return Table(m)
		}
		return m
	case 7:
		m := map[string]string{}
		for i := r.Intn(4); i > 0; i-- {
			m[randomText(r)] = randomText(r)
		}
		return m
	case 8:
		return Point{r.Intn(9), randomText(r), randomValue(r, depth-1)}
	case 9:
		return []any{map[string]any(nil), []any(nil), []byte(nil)}[r.Intn(3)]
	default:
		s := make([]int, r.Intn(4))
		for i := range s {
			s[i] = r.Intn(300)
		}
		return s
	}
}
