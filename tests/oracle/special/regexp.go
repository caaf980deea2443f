package main

import (
	"fmt"
	"regexp"
	"strings"
)

var patterns = []string{
	"", "a", "abc", "a*", "a+", "a?", "a*?", "a+?", "a??", "(a*)(b*)", "(a|b)*", "a|b|cd", "a(x*)b", "[a-z]+", "[^a-z]+", `\d+`, `\D+`, `\w+`, `\W+`, `\s+`, `\S+`,
	"^", "$", "^a", "a$", "^$", "(?m)^", "(?m)$", "(?m)^a.*$", "(?s).*", "(?i)abc", "(?i)straße", "(?i)k", "(?i:a)b", "(?U)a+", "(?U)a+?", `\bfoo\b`, `\Boo`, `\A\w`, `\w\z`,
	"[0-9]+", "[[:alpha:]]+", "[[:^alpha:]]+", "[[:word:]]", "[[:space:]]+", `[\d\s]+`, `[^\d]+`, `\pL+`, `\PL+`, `\p{Greek}`, `\P{Greek}`, `\p{^Greek}`, `\p{Lu}`, `\p{Han}+`, "[é-ü]", ".", "..", ".*", ".+",
	"(?P<first>[a-z]+)-(?P<second>[a-z]+)", "(?<name>x)", "(a)(b)?(c)?", "(?:a|b)+c", "a{2}", "a{2,}", "a{1,3}", "a{0,2}?", "a{,2}", "a{", "{", "}", "a{1", "a{1,", "a{x}", "a{0}", "(a{2}){2}",
	`\Qa.b\E`, `\Qa.b`, `\Q\E`, `a\Qb`, `\x41`, `\x{41}`, `\x{1F600}`, `\101`, `\0`, `\a\f\t\n\r\v`, `\.`, `\/`, `\-`, `\_`, `[\]]`, `[]a]`, `[^]a]`, `[a-]`, `[-a]`, `[\-a]`, `[a\-z]`, "[.]", "[$^]",
	`^v?(\d+)\.(\d+)\.(\d+)`, `[^a-zA-Z0-9-]+`, `[^-a-z0-9]`, "(^-|-$)", "^(https?)://([^/]+)(/.*)?$", "[/:.]", `(.*)-(.*)`, `\.`, `:.*$`, `[\r\n]+`, `\n`, `(?m)^\s+|\s+$`, "@sha256.*", `^[a-z0-9]([-a-z0-9]*[a-z0-9])?$`,
	`\$\{([^}]+)\}`, `"([^"]*)"`, `\\`, `[\\/]`, "😀", "[😀-😂]", ".😀", "é", `\x{e9}`, "[^\\x00-\\x7F]", "(?i)é", "(?i)ſ", "(?i)[k]", "x*", "(x*)(y*)", "(|a)*", "(|a)+", "(a|)+", "(a*)*", "(a*)+", "(a+)*", "(a+)+b", "(a|aa)+$", "(?:(a)|b)*",
	"()", "()*", "(?:)", "(?i)", "a||b", "|", "a|", "|a", "(a||b)", "(?s:.)", "(?s-m:.)", "(?i-s)a.", "(?-s).", "(?im)^A", "(?im-s:^a.$)", `(?i)\w`, `(?i)\W`, `(?i)[^k]`, "[[:upper:]]", "(?i)[[:upper:]]", `\pN`, `\p{L}`, `\p{Nd}`, `\p{Latin}`, `\p{Zs}`, `\p{Any}`, `\p{ASCII}`, `\p{Letter}`, `\p{Uppercase_Letter}`, `\p{lu}`, `\p{greek}`, `\p{LC}`,
	`\p{ cntrl}`, `\p{^lower-case letter}+`, `\Q\p{lu}\E`, `\\p{lu}`, "(?P<n>a)|(?P<n>b)", "(?P<first>a)(?<first>b)?", `[\p{uppercase letter}x]+`, `[[:word:]\p{punct}]+`,
}

var brokenPatterns = []string{
	"(", ")", "a)", "(a", "((a)", "[", "[a", "[]", "[^]", "[^", "[a-", "[z-a]", "[b-a", "[a-b-c]", `[\d-z]`, `[a-\d]`, `[[:foo:]]`, "[[:alpha:]", "[[:alpha", "[:alpha:]", `[\pX]`, `\pX`, `\p`, `\p{`, `\p{X`, `\p{Foo}`, `\PX`, `[\p`,
	"*", "+", "?", "**", "a**", "a*+", "a++", "a??+", "a+?*", "a*{2}", "a{2}{3}", "a{2}*", "*a", "|*", "(*)", "(+a)", "^*", "$*", `\b+`, "(?i)*", "{1}", "{1,2}", "|{1}", "x{1001}", "x{2,1}", "x{1000}{2}", "(x{1000}){1000}", "x{9999999999}", "x{1,1001}", "x{1000,}", "((x{100}){100}){2}", "(x{500}){3}", "(x{2}){501}", "(?:x{1000}y{1000})",
	`\`, `a\`, `[\`, `[a\`, `\8`, `\9`, `\1`, `\2`, `\18`, `\z1`, `\Z`, `\e`, `\c`, `\C`, `\K`, `\G`, `\R`, `\X`, `\h`, `\H`, `\N`, `\u1234`, `\U0001`, `\g1`, `\k<a>`, `\x`, `\x1`, `\x{`, `\x{}`, `\x{110000}`, `\x{10FFFF}`, `\xZZ`, `\x{12`, `[\8]`, `[\c]`, `[\e]`, `\é`, `\😀`,
	"(?", "(?a", "(?i", "(?i-", "(?--i)", "(?-)", "(?i-)", "(?ix)", "(?x)a", "(?=a)", "(?!a)", "(?<=a)", "(?<!a)", "(?>a)", "(?#c)", "(?|a)", "(?P", "(?P=n)", "(?P>n)", "(?P<", "(?P<n", "(?P<n>", "(?P<>a)", "(?P<n a>a)", "(?P<n-a>a)", "(?P<é>a)", "(?<n", "(?<>a)", "(?P<n>a)(?P<n>b)", "(?<n>a)(?<n>b)", "(?P<1a>x)", "(?i)(?s)a)", "(?:", "(?:a", "(?i:a", `\p{Old_Italic}`, `\p{OldItalic}x[`, `\p{letter}(`, `(?P<n>a)(?P<n>b)\p{nope}(`, `(?P<n>a)(?P<n>b`, `\p{Emoji}`, `\p{Alphabetic}`, `\p{Garay}`, `\p{sign writing}`, `\p{}`, `\p{^}`, "(?<", "(?<n", "a**\xff", "[\xff", ")\xff", "(?P<a\xffb>c)", "`(", "a`[",
	strings.Repeat("(", 1001) + strings.Repeat(")", 1001), strings.Repeat("(", 999) + strings.Repeat(")", 999), strings.Repeat("a*", 4) + "*", "a\xffb", "\xff", "[\xff]", "[a\xff", "(?P<\xff>a)", `\p{` + "\xff" + `}`, `\` + "\xff", "(?i\xff)", `\Q` + "\xff", "[[:\xff:]]", `\x{` + "\xff",
}

var subjects = []string{
	"", "a", "b", "aa", "ab", "ba", "abc", "aaa", "xabcx", "abab", "-ab-axxb-", "axxb", "foo bar foo", "foobar", "Foo\nBar\nbaz", "a\nb\n", "\n", " \t x ", "1.2.3", "v1.27.3-gke.100", "hello-world", "one-two-three",
	"https://example.com:8443/a/b?c=d", "registry.io/team/app:1.2@sha256:abcdef", "straße STRASSE", "Kelvin K k", "ſs S", "éÉüÜ", "日本語 text", "😀😁😂", "a😀b", "héllo wörld", "ΑΒΓ αβγ", "${NAME} and ${OTHER}", `say "hi" and "ho"`, `C:\dir\file`, "key: value # c",
	"a.b.c", "...", "--a--", "(x)", "[y]", "{1,2}", "a{,2}", "a{", "$^", "xyxxyy", "\xff", "a\xffb", "\xe6\x97", "\xffé\xfe", "x\xf0\x9f\x98y", "\ufffd", "AbC", "tab\there", "xx  yy", strings.Repeat("ab", 20), strings.Repeat("a", 40), "123 456", "\r\n\r\n", "\x00\x01", "e\u0301",
}

var replacements = []string{
	"", "X", "$0", "$1", "${1}", "$1W", "${1}W", "$2-$1", "$first", "${second}_$first", "$name", "${0}$0", "$$", "$$1", "$", "a$", "${", "${}", "${1", "$-", "${-}", "$10", "${10}", "$01", "$é", "${é}", "\\1", "$0$", "<$0>", "$_", "$1_x", "${ 1}", "$9999999999", "é$0\xff", "$1$2$3",
}

func panicOf(run func()) (out string) {
	defer func() {
		if r := recover(); r != nil {
			out = fmt.Sprint(r)
		}
	}()
	run()
	return ""
}

func regexpCases(emit func(...any)) {
	refuse := func(pattern string) {
		if _, err := regexp.Compile(pattern); err != nil {
			emit("refuse", text(pattern), text(err.Error()))
		} else {
			emit("accept", text(pattern))
		}
	}
	for _, pattern := range append(append([]string{}, patterns...), brokenPatterns...) {
		refuse(pattern)
		if dice.Intn(5) == 0 || strings.ContainsAny(pattern, "`\xff") {
			emit("panic", text(pattern), text(panicOf(func() { regexp.MustCompile(pattern) })))
		}
	}
	pieces := []string{"a", "b", "(", ")", "[", "]", "{2}", "{", "}", "*", "+", "?", "|", "^", "$", ".", `\d`, `\`, "(?i)", "(?:", "(?P<x>", "[^", "-", "a-z", ":", "[:alpha:]", `\pL`, `\p{Lu}`, `\Q`, `\E`, "😀", "{1,3}", "é"}
	for range 700 {
		pattern := ""
		for range 1 + dice.Intn(7) {
			pattern += pick(pieces)
		}
		refuse(pattern)
	}
	ask := func(pattern, subject, replacement string, n int) {
		re, err := regexp.Compile(pattern)
		if err != nil {
			return
		}
		emit("ask", text(pattern), text(subject), text(replacement), n, re.MatchString(subject), text(re.FindString(subject)), texts(re.FindAllString(subject, n)),
			text(re.ReplaceAllString(subject, replacement)), text(re.ReplaceAllLiteralString(subject, replacement)), texts(re.Split(subject, n)))
	}
	ns := []int{-1, -1, -1, 0, 1, 2, 3}
	for _, pattern := range patterns {
		for range 7 {
			ask(pattern, pick(subjects), pick(replacements), pick(ns))
		}
	}
	for range 700 {
		pattern := ""
		for range 1 + dice.Intn(5) {
			pattern += pick([]string{"a", "b", "(a)", "(b|a)", "[ab]", "a*", "b?", "(x*)", ".", `\d`, `\w`, `\W`, "$", "^", `\b`, "(?i)A", "é", "[^a]", "(a|b)*?", "a{1,2}", "|", `\s`, "😀?", "x", "(?:a)+", "-", "(b*)*", "(a|)"})
		}
		ask(pattern, pick(subjects), pick(replacements), pick(ns))
	}
	for _, subject := range append(append([]string{}, subjects...), patterns...) {
		emit("quote", text(subject), text(regexp.QuoteMeta(subject)))
	}
}
