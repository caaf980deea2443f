package main

import (
	"fmt"
	"strings"

	"github.com/Masterminds/semver/v3"
)

var plainVersions = []string{
	"1.2.3", "v1.2.3", "1.2", "1", "v1", "0.0.0", "0.0.1", "0.1.0", "0.1.9", "1.0.0", "1.27.3", "v1.27.3-gke.100",
	"1.2.3-alpha", "1.2.3-alpha.1", "1.2.3-alpha.beta", "1.2.3-beta.2", "1.2.3-beta.11", "1.2.3-rc.1", "1.2.3+build.7",
	"1.2.3-0", "1.2.3-0.3.7", "1.2.3-x.7.z.92", "1.2.3--", "1.2.3-rc.1+meta", "2.0.0", "2.0.0-rc1", "2.1.0", "2.1.4",
	"11.0.0", "11.1.0", "11.2.1", "0.2.3", "0.2.9", "0.3.0", "0.0.3", "0.0.4", "01.2.3", "1.02.3", "1.2.03",
	"1.2.3-99999999999999999999", "1.2.3-18446744073709551615", "18446744073709551615.0.0", "1.0.0-a.b.c", "1.0.0-a.b", "1.0.0-A",
}

var brokenVersions = []string{
	"", " ", "a", "V1.2.3", "1.2.3.4", "1.2.", ".1.2", "1..2", "-1.2.3", "1.2.3-", "1.2.3+", "1.2.3-01", "1.2.3-a..b",
	"1.2.3-ü", "1.2.3 ", " 1.2.3", "18446744073709551616.0.0", "1.99999999999999999999.0", "1.2.3-al_pha", "1.2.3+me_ta", "v", "vv1",
	"1.2.3-alpha.01", "1.2.3-alpha.0a1", "1.2.3+01.0", "1.2-5", "1-rc", "1+2", "1.2+b", "x.y.z", "1.x", "1.2.3\n", "1.2.3-+b",
	strings.Repeat("1", 300), "1.2.3-" + strings.Repeat("a", 250), "1.2.3-" + strings.Repeat("a", 251), "1.2.3-" + strings.Repeat("é", 126),
}

var operators = []string{"", "=", "!=", ">", "<", ">=", "=>", "<=", "=<", "~", "~>", "^"}

var constraintVersions = []string{
	"1", "1.2", "1.2.3", "v1.2.3", "0", "0.0", "0.0.0", "0.0.3", "0.2", "0.2.3", "2", "2.1", "11", "11.1", "*", "x", "X", "1.x", "1.X.X",
	"1.2.x", "1.*", "1.2.*", "0.x", "0.0.x", "x.2.3", "1.2.3-0", "1.2.3-alpha", "1.2.3-beta.2", "1.2-0", "1-0", "*-0", "1.x-rc.1", "1.2.3+b",
	"1.19-0", "1.27.3-gke.100", "01.2", "2.0.0-0",
}

var oddConstraints = []string{
	"", " ", ",", "||", "1 ||", "|| 1", "1,", ",1", "1,,2", "1 , 2", "1 ,2", ">1<2", ">1 <2", "> 1", ">= 1.2 < 2", ">=1.2,<2", ">=1.2, <2 || >=3",
	"1.2 - 2", "1.2.3 - 2.3.4", "1.2-2", "1.2 -2", "1.2- 2", "1.2 - 2 || 3 - 4", ">=1.2 - 2", "1.2.3.4 - 2", " 1.2  -  2 ", "v1.2 - v2", "1.2-beta - 2.0.0-rc.1+x",
	"1.2 - 2, !=1.5", "~1.2 ^1.3", "==1", "<>1", "!1", "!= 1.x", "=>1", ">>1", "~ 1", "~> 1.2.3", "^ 1", "^^1", "foo", "1.2.3.4", "1|2", "x|x", "xx", "1.2.xx",
	"1.2.3-", "1.2.3+", "1.2.3-a_b", "1.2.3-01", ">= 1.2.3-ü", "99999999999999999999", ">1.2.3 <1.2.4-0", ">= 1.16.0-0 < 1.30.0-0", "1\t2", "1\u00a02", "1\v2", "\n1\n",
	">=1.0.0-0 <2.0.0 || >=3.0.0", ">1 || <1", "<=1.2.3 >=1.2.3", "1 2 3", ">=1.2.3 , <2", ">=1.21.0-0 <1.22.0 || v1.30.x", "1.2.3, , 2", "*.1.2", "~*", "^*", "^x", "!=*", ">*", "<*", "<=*", ">=*",
	strings.Repeat("1 ", 256), strings.Repeat("1 ", 257), strings.Repeat("1||", 31) + "1", strings.Repeat("1||", 32) + "1", strings.Repeat("1    ", 90) + "!",
}

func asked(text string) (out []any) {
	v, err := semver.NewVersion(text)
	if err != nil {
		return []any{nil, err.Error()}
	}
	return []any{[]string{v.String(), fmt.Sprint(v.Major()), fmt.Sprint(v.Minor()), fmt.Sprint(v.Patch()), v.Prerelease(), v.Metadata(), v.Original()}, nil}
}

func incremented(text string) []string {
	v, err := semver.NewVersion(text)
	if err != nil {
		return nil
	}
	out := []string{}
	for _, step := range []func() semver.Version{v.IncMajor, v.IncMinor, v.IncPatch} {
		func() {
			defer func() {
				if r := recover(); r != nil {
					out = append(out, fmt.Sprint("panic: ", r))
				}
			}()
			w := step()
			out = append(out, w.Original())
		}()
	}
	return out
}

func semverCases(emit func(...any)) {
	all := append(append([]string{}, plainVersions...), brokenVersions...)
	for _, text := range all {
		loose := asked(text)
		_, err := semver.StrictNewVersion(text)
		emit("parse", text, loose[0], loose[1], errorText(err), incremented(text))
	}
	for _, a := range plainVersions {
		for _, b := range plainVersions {
			if dice.Intn(5) > 0 {
				continue
			}
			emit("compare", a, b, semver.MustParse(a).Compare(semver.MustParse(b)))
		}
	}
	judge := func(constraint string, versions []string) {
		c, err := semver.NewConstraint(constraint)
		if err != nil {
			emit("refuse", constraint, err.Error())
			return
		}
		for _, text := range versions {
			v := semver.MustParse(text)
			_, reasons := c.Validate(v)
			texts := []string{}
			for _, reason := range reasons {
				texts = append(texts, reason.Error())
			}
			emit("check", constraint, text, c.Check(v), texts, c.String())
		}
	}
	some := func(n int) (out []string) {
		for range n {
			out = append(out, pick(plainVersions))
		}
		return out
	}
	for _, operator := range operators {
		for _, version := range constraintVersions {
			judge(operator+version, some(4))
		}
	}
	for _, constraint := range oddConstraints {
		judge(constraint, some(3))
	}
	for range 200 {
		text := ""
		for i := range 1 + dice.Intn(4) {
			if i > 0 {
				text += pick([]string{" ", ", ", "||", " || ", ",", "  ", " - "})
			}
			text += pick(operators) + pick([]string{"", " "}) + pick(constraintVersions)
		}
		judge(text, some(2))
	}
}
