package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/Masterminds/sprig/v3"
)

var layouts = []string{
	time.Layout, time.ANSIC, time.UnixDate, time.RubyDate, time.RFC822, time.RFC822Z, time.RFC850, time.RFC1123, time.RFC1123Z, time.RFC3339, time.RFC3339Nano,
	time.Kitchen, time.Stamp, time.StampMilli, time.StampMicro, time.StampNano, time.DateTime, time.DateOnly, time.TimeOnly,
	"", "2006", "06", "1", "01", "Jan", "January", "2", "_2", "02", "002", "__2", "15", "3", "03", "4", "04", "5", "05", "PM", "pm", "MST", "Mon", "Monday",
	"-0700", "-07:00", "-07", "-070000", "-07:00:00", "Z0700", "Z07:00", "Z07", "Z070000", "Z07:00:00", "05.000", "05.999", "05,000000", "05.0", "05.9", "05.00000000000", "5.99999",
	"20060102150405", "2006-01-02T15:04", "_2006", "__2006", "Month", "Januarys", "Mondays", "Janus", "Mon day", "2006년 01월 02일", "yyyy-MM-dd", "%Y-%m-%d", "15h04m05s", "2006-002", ".000", ",999", "05.0001", "0102", "2 Jan 2006 3:04PM (MST)",
	"a\xff2006\xfe", "07", "12", "Z", "Z7", "006", "2006-1-2 3:4:5 pm", "Mon Jan 2 2006", "\x012006",
}

var zoneNames = []string{"UTC", "UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "Europe/London", "Asia/Kathmandu"}

var fixedZones = []*time.Location{time.FixedZone("", 3600), time.FixedZone("", -5*3600-1800), time.FixedZone("XYZ", 12345), time.FixedZone("", 24*3600), time.FixedZone("", -100*3600)}

func zoneOf(name string) *time.Location {
	l, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return l
}

func shown(t time.Time) []any {
	name, offset := t.Zone()
	return []any{fmt.Sprint(t.Unix()), t.Nanosecond(), name, offset, t.Location().String(), t.String()}
}

var values = []string{
	"2024-02-29", "2023-02-29", "2024-13-01", "2024-00-10", "2024-01-32", "2024-01-00", "2024-1-2", "24-01-02", "20240102150405", "2024-06-15T12:30", "2024-06-15T12:30:45Z", "2024-06-15T12:30:45+02:00", "2024-06-15T12:30:45.123456789-05:00",
	"2024-06-15T12:30:45.1Z", "2024-06-15T12:30:45,5Z", "2024-06-15T24:00:00Z", "2024-06-15T12:60:00Z", "2024-06-15T12:30:60Z", "2024-06-15t12:30:45z", "2024-06-15T12:30:45+25:00", "2024-06-15T12:30:45+24:00", "2024-06-15T12:30:45+02:61", "2024-06-15T12:30:45+2:00", "2024-06-15T12:30:45 02:00",
	"Mon Jan  2 15:04:05 2006", "Mon Jan 2 15:04:05 MST 2006", "Sat Jun 15 12:30:45 EDT 2024", "Sat Jun 15 12:30:45 CEST 2024", "Sat Jan 15 12:30:45 EST 2024", "Sat Jun 15 12:30:45 UTC 2024", "Sat Jun 15 12:30:45 GMT+3 2024", "Sat Jun 15 12:30:45 GMT-25 2024", "Sat Jun 15 12:30:45 WITA 2024", "Sat Jun 15 12:30:45 ABCD 2024", "Sat Jun 15 12:30:45 ABCDT 2024", "Sat Jun 15 12:30:45 ABCDEF 2024", "Sat Jun 15 12:30:45 +03 2024", "Sat Jun 15 12:30:45 ChST 2024", "Sat Jun 15 12:30:45 xx 2024",
	"sat jun 15 12:30:45 utc 2024", "Saturday, 15-Jun-24 12:30:45 GMT", "Sat, 15 Jun 2024 12:30:45 +0530", "Sat, 15 Jun 2024 12:30:45 GMT", "15 Jun 24 12:30 EST", "15 Jun 24 12:30 -0300", "3:04PM", "3:04 PM", "13:04PM", "12:04AM", "0:04AM", "3:04pm", "15:04:05", "15:4:5", "1:2:3", "Jun 15 12:30:45", "Jun  5 12:30:45.123", "JUNE 15, 2024", "June 5",
	"2024 060", "2023 060", "2024 366", "2023 366", "2024 000", "2024-367", "99", "68", "69", "-1", "+5", "2a24", "+024", "", " ", "x", "2024", "2024 ", " 2024", "2024-02-30", "02/29/2023", "é", "2024é", "2024-06-15T12:30:45\xff", "\"q\"", "12:30:45.9999999999", "12:30:45.", "12:30:45.x", "45.123", "45.12", "45,123", "45.-12", "+0200", "+02:00", "+02", "-023045", "-02:30:45", "-000001", "Z", "Zx", "+0a00", "+25", "*02",
	"2024-11-03 01:30:00", "2024-03-10 02:30:00", "2024-10-27 02:30:00", "2024-03-31 02:30:00", "2024-04-07 01:45:00", "2024-10-06 02:10:00",
}

func timeCases(emit func(...any)) {
	times := []time.Time{}
	for _, s := range []int64{0, 1, -1, 951782400, 951868799, 1709210096, 1718454645, 1730613600, 1730617200, 1711846799, 1711846800, 253402300799, 253402300800, -62135596800, -62135596801, -62167219200, -99999999999, 1e15, 32503680000, 2051222400} {
		for _, name := range zoneNames[1:] {
			if s < 0 || s > 2100000000 {
				name = "UTC"
			}
			times = append(times, time.Unix(s, int64(pick([]int{0, 0, 1, 500000000, 999999999, 123456789, 120000000, 1000}))).In(zoneOf(name)))
		}
	}
	where := func(t time.Time) any {
		if t.Location().String() == "" || t.Location().String() == "XYZ" {
			name, offset := t.Zone()
			return []any{name, offset}
		}
		return t.Location().String()
	}
	subject := func(t time.Time) []any { return []any{fmt.Sprint(t.Unix()), t.Nanosecond(), where(t)} }
	for i, layout := range layouts {
		for k := range 6 {
			t := times[(i*7+k*23)%len(times)]
			emit("format", subject(t), text(layout), text(t.Format(layout)))
		}
		t := times[i%len(times)].In(fixedZones[i%len(fixedZones)])
		emit("format", subject(t), text(layout), text(t.Format(layout)))
	}
	json := func(t time.Time) any {
		b, err := t.MarshalJSON()
		if err != nil {
			return []any{nil, err.Error()}
		}
		return []any{string(b), nil}
	}
	durations := []time.Duration{0, 1, -1, 999, 1000, 1500, time.Millisecond, 1234567, time.Second, 1500 * time.Millisecond, time.Minute, 90 * time.Second, time.Hour, 25*time.Hour + 61*time.Second, -3 * time.Hour, 1<<63 - 1, -1 << 63, 7 * 24 * time.Hour, 400 * 24 * time.Hour, 333 * time.Millisecond, -2500 * time.Microsecond}
	for i, t := range times {
		d := durations[i%len(durations)]
		u := times[(i*31+7)%len(times)]
		year, week := t.ISOWeek()
		_, _ = year, week
		emit("parts", subject(t), t.Year(), t.Month().String(), int(t.Month()), t.Day(), t.YearDay(), t.Weekday().String(), t.Hour(), t.Minute(), t.Second(), fmt.Sprint(t.UnixNano()), fmt.Sprint(t.UnixMilli()), t.IsZero(), t.IsDST(), json(t), t.GoString())
		y, m, dd := dice.Intn(7)-3, dice.Intn(40)-20, dice.Intn(800)-400
		emit("moved", subject(t), fmt.Sprint(int64(d)), shown(t.Add(d)), []int{y, m, dd}, shown(t.AddDate(y, m, dd)), shown(t.Truncate(d)), shown(t.Round(d)), subject(u), fmt.Sprint(int64(t.Sub(u))), t.Compare(u))
	}
	for _, d := range durations {
		for _, m := range []time.Duration{0, 1, time.Microsecond, time.Second, time.Minute, time.Hour, 333} {
			emit("duration", fmt.Sprint(int64(d)), fmt.Sprint(int64(m)), d.String(), fmt.Sprint(int64(d.Round(m))), fmt.Sprint(int64(d.Truncate(m))), d.Hours(), d.Minutes(), d.Seconds(), fmt.Sprint(int64(d.Abs())))
		}
	}
	parse := func(layout, value, zone string) {
		t, err := time.ParseInLocation(layout, value, zoneOf(zone))
		if err != nil {
			emit("parse", text(layout), text(value), zone, nil, text(err.Error()))
		} else {
			emit("parse", text(layout), text(value), zone, shown(t), nil)
		}
	}
	parseLayouts := append(append([]string{}, layouts[:19]...), "2006-01-02 15:04:05", "2006 002", "2006-__2", "06", "2006", "January 2, 2006", "January _2", "3:04 PM", "3:04pm", "15:04:05.000", "05.000", "05.999", "05,000", "-0700", "-07:00", "-07", "-070000", "-07:00:00", "Z07:00", "Z07", "20060102150405", "2006-01-02T15:04", "x", "", "Jan _2 15:04:05.000", "2006-002", "__2", "5", "MST", "2006-1-2", "01/02/2006", "é2006")
	for _, value := range values {
		for _, layout := range parseLayouts {
			if _, err := time.Parse(layout, value); err == nil {
				for _, zone := range []string{"UTC", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe"} {
					parse(layout, value, zone)
				}
			} else if dice.Intn(10) == 0 {
				parse(layout, value, pick(zoneNames))
			}
		}
	}
	for _, layout := range layouts {
		for range 3 {
			t := times[dice.Intn(len(times))]
			parse(layout, t.Format(layout), pick(zoneNames))
		}
	}
	durationTexts := []string{"", "0", "-0", "+0", "1", "1s", "1.5s", "-1.5h", "+5m", "1h2m3s", "1m1h", ".5s", "5.s", ".s", "-.s", "1.2.3s", "1x", "1 s", " 1s", "1s ", "1us", "1µs", "1μs", "1ns", "1ms", "1d", "1w", "9223372036854775807ns", "9223372036854775808ns", "-9223372036854775808ns", "-9223372036854775809ns", "9223372036s", "9223372037s", "2540400h10m10s", "99999999h", "0.1ns", "0.9ns", "1.0000000000001h", "0.333333333333333333333333h", "0.9223372036854775807h", "3000000h", "s", "-", "+", "--1s", "1e3s", "1s-1s", "é", "1é", "\xff", "1h\xff", "1_000s", "1\"s", "0.100000000000000000000h", "9223372036854775.807us", "9007199254.740993s", "1m 2s", "0x10s", "1H"}
	for range 150 {
		s := pick([]string{"", "", "-"})
		for range 1 + dice.Intn(3) {
			s += fmt.Sprint(dice.Intn(1000))
			if dice.Intn(2) == 0 {
				s += "." + fmt.Sprint(dice.Intn(100000))
			}
			s += pick([]string{"h", "m", "s", "ms", "us", "ns", "µs"})
		}
		durationTexts = append(durationTexts, s)
	}
	for _, s := range durationTexts {
		d, err := time.ParseDuration(s)
		emit("parseDuration", text(s), fmt.Sprint(int64(d)), errorText(err))
	}
	functions := sprig.TxtFuncMap()
	duration := functions["duration"].(func(any) string)
	round := functions["durationRound"].(func(any) string)
	for _, s := range append(durationTexts[:60], "95", "-95", "99999999999999999999", "-99999999999999999999", "010", "1e3", "9223372036854775807") {
		if !strings.ContainsAny(s, "\xff") {
			emit("sprig", "duration", "string", s, duration(s))
			emit("sprig", "durationRound", "string", s, round(s))
		}
	}
	for _, n := range []int64{0, 1, 59, 60, 61, 3600, 86400, -86401, 1e9, 1e10, 60e9, 61e9, 3600e9, 3601e9, 86400e9, 86401e9, 30 * 86400e9, 31 * 86400e9, 365 * 86400e9, 366 * 86400e9, 800 * 86400e9, -90e9, 1<<63 - 1, -1 << 63} {
		emit("sprig", "duration", "int64", fmt.Sprint(n), duration(n))
		emit("sprig", "durationRound", "int64", fmt.Sprint(n), round(n))
		emit("sprig", "duration", "int", fmt.Sprint(n), duration(int(n)))
		emit("sprig", "durationRound", "int", fmt.Sprint(n), round(int(n)))
	}
	inZone := functions["dateInZone"].(func(string, any, string) string)
	html := functions["htmlDateInZone"].(func(any, string) string)
	for _, zone := range []string{"UTC", "", "Europe/Berlin", "America/New_York", "europe/berlin", "Nowhere/City", "+01:00", "../etc/passwd", "/etc/localtime", "Asia/Kolkata", "EST", "GMT", "US/Eastern"} {
		for _, n := range []int64{0, 1700000000, 1720000000, -86400} {
			emit("sprig", "dateInZone", "int64", fmt.Sprint(n), zone, inZone("2006-01-02 15:04:05 MST -0700", n, zone))
			emit("sprig", "dateInZone", "int32", fmt.Sprint(n), zone, inZone("2006-01-02 15:04:05 MST -0700", int32(n), zone))
			emit("sprig", "htmlDateInZone", "int", fmt.Sprint(n), zone, html(int(n), zone))
		}
	}
}
