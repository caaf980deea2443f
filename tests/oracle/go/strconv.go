package main

import (
	"math"
	"math/rand"
	"strconv"
	"strings"
)

func pick(r *rand.Rand, alphabet string, most int) string {
	var b strings.Builder
	for n := r.Intn(most); n > 0; n-- {
		b.WriteByte(alphabet[r.Intn(len(alphabet))])
	}
	return b.String()
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// rows: ["F", bits of the float, format, precision, size, text] · ["P", text, size, bits, error]
// ["I", text, base, size, int, error, uint, error] · ["Q", text, quoted, ASCII, backquotable, literal, unquoted or null]
func strconvCases(r *rand.Rand, n int, emit func(...any)) {
	formats := "eEfgGbxX"
	hex := func(f float64) string {
		if f != f {
			return "nan"
		}
		return strconv.FormatUint(math.Float64bits(f), 16)
	}
	for i := 0; i < n; i++ {
		size := []int{64, 64, 64, 32}[r.Intn(4)]
		switch r.Intn(4) {
		case 0:
			f := randomFloat(r)
			if size == 32 {
				f = float64(float32(f))
			}
			c := formats[r.Intn(8)]
			precision := r.Intn(12) - 1
			if r.Intn(2) == 0 {
				precision = -1
			}
			emit("F", hex(f), string(c), precision, size, strconv.FormatFloat(f, c, precision, size))
		case 1:
			s := pick(r, "0123456789012345678900..eE+-_xXpPabfni", 10)
			if r.Intn(2) == 0 {
				s = strconv.FormatFloat(randomFloat(r), formats[r.Intn(8)], r.Intn(30)-1, 64)
			} else if r.Intn(3) == 0 {
				s = "0x" + pick(r, "0123456789abcdefF._", 22) + "p" + strconv.Itoa(r.Intn(2400)-1200)
			}
			f, err := strconv.ParseFloat(s, size)
			emit("P", s, size, hex(f), message(err))
		case 2:
			s := pick(r, "01234567890123456789_-+xXoObBaf", 8)
			if r.Intn(2) == 0 {
				s = []string{"", "-", "+", "0x", "-0x", "0b", "0o", "0"}[r.Intn(8)] + pick(r, "0123456789abcdef_"[:[]int{2, 8, 10, 16, 17}[r.Intn(5)]], 24)
			}
			base, bits := []int{0, 0, 10, 16, 2, 8, 36}[r.Intn(7)], []int{64, 64, 32, 8}[r.Intn(4)]
			v, err := strconv.ParseInt(s, base, bits)
			u, erru := strconv.ParseUint(s, base, bits)
			emit("I", s, base, bits, strconv.FormatInt(v, 10), message(err), strconv.FormatUint(u, 10), message(erru))
		default:
			s := randomText(r)
			if r.Intn(2) == 0 {
				s += string(rune(r.Intn(0x30000))) + pick(r, `"'\nxuU0127`, 6)
			}
			literal := []string{s, `"` + s + `"`, `'` + s + `'`, "`" + s + "`"}[r.Intn(4)]
			var unquoted any
			if u, err := strconv.Unquote(literal); err == nil {
				unquoted = text(u)
			}
			emit("Q", text(s), strconv.Quote(s), strconv.QuoteToASCII(s), strconv.CanBackquote(s), text(literal), unquoted)
		}
	}
}
