package main

import (
	"bytes"
	"text/template"

	"github.com/Masterminds/sprig/v3"
)

// Templates over the special functions and the methods of what they return. Each runs against "." being nil.
var templates = []string{
	`{{ semver "1.2.3-rc.1+b" }}`, `{{ (semver "v1.2").Original }}`, `{{ with semver "1.2.3-rc.1+b.7" }}{{ .Major }} {{ .Minor }} {{ .Patch }} {{ .Prerelease }} {{ .Metadata }} {{ .String }} {{ .Original }}{{ end }}`,
	`{{ (semver "1.2.3").Compare (semver "1.3.0") }}`, `{{ (semver "1.2.3").LessThan (semver "1.3.0") }}`, `{{ (semver "1.2.3").Equal (semver "1.2.3+x") }}`, `{{ (semver "1.2.3").GreaterThan (semver "1.2.3-a") }}`,
	`{{ (semver "v1.2.3-a").IncMinor }}`, `{{ (semver "v1.2.3-a").IncPatch.Original }}`, `{{ (semver "1.2.3").IncMajor.Major }}`, `{{ ((semver "1.2.3").SetPrerelease "rc.1").String }}`, `{{ (semver "1.2.3").SetPrerelease "a..b" }}`, `{{ (semver "1.2.3").SetMetadata "x" }}`,
	`{{ semver "nope" }}`, `{{ semver 1 }}`, `{{ semverCompare "^1.2.0" "1.3.0" }}`, `{{ semverCompare "foo" "1.2.3" }}`, `{{ semverCompare ">=1" "bar" }}`, `{{ if semverCompare ">=1.19-0" "v1.27.3-gke.100" }}new{{ else }}old{{ end }}`,
	`{{ (semver "1.2.3").Nope }}`, `{{ (semver "1.2.3").Compare "1.2.3" }}`, `{{ (semver "1.2.3").Compare nil }}`, `{{ (semver "1.2.3").IncMajor.LessThan (semver "1.0.0") }}`, `{{ (semver "1.2.3").major }}`, `{{ printf "%T %v %s %q" (semver "1.2.3") (semver "1.2.3") (semver "1.2.3") (semver "1.2.3").String }}`,
	`{{ mustToJson (semver "1.2.3-a+b") }}`, `{{ list (semver "1.2.3") (semver "v2") }}`, `{{ typeOf (semver "1.2.3") }} {{ kindOf (semver "1.2.3") }}`, `{{ semver "1.2.3" | toString | quote }}`, `{{ eq (semver "1.2.3").Major 1 }}`, `{{ (semver "1.2.3").Major | add 1 }}`, `{{ printf "%d" (semver "7.2.3").Major }}`, `{{ typeOf (semver "1.2.3").Major }}`, `{{ typeOf (semver "1.2.3").IncMajor }}`,
	`{{ toDate "2006-01-02" "2024-02-29" }}`, `{{ (toDate "2006-01-02" "2024-02-29").Format "Jan _2 2006" }}`, `{{ (toDate "2006-01-02" "2024-02-29").Year }}`, `{{ (toDate "2006-01-02" "2024-02-29").Month }}`, `{{ printf "%d %s" (toDate "2006-01-02" "2024-02-29").Month (toDate "2006-01-02" "2024-02-29").Month }}`, `{{ (toDate "2006-01-02" "2024-02-29").Weekday }}`,
	`{{ (toDate "2006-01-02" "2024-02-29").AddDate 1 0 0 }}`, `{{ (toDate "2006-01-02" "2024-02-29").AddDate 0 0 1 | date "2006-01-02" }}`, `{{ (toDate "2006-01-02" "2024-02-29").Unix }}`, `{{ (toDate "2006-01-02" "2024-02-29").UnixNano }}`, `{{ unixEpoch (toDate "2006-01-02" "2024-02-29") }}`,
	`{{ $a := toDate "2006" "2024" }}{{ $b := toDate "2006" "2023" }}{{ $a.Sub $b }} {{ $a.After $b }} {{ $a.Before $b }} {{ $a.Equal $a }} {{ $b.Compare $a }}`, `{{ $a := toDate "2006" "2024" }}{{ $b := toDate "2006" "2023" }}{{ ($a.Sub $b).Hours }} {{ ($a.Sub $b).String }} {{ ($a.Sub $b).Minutes }}`,
	`{{ (toDate "2006" "2024").Add 3600000000000 }}`, `{{ $d := (toDate "2006" "2024").Sub (toDate "2006" "2023") }}{{ (toDate "2006" "2024").Add $d }}`, `{{ (toDate "2006" "2024").Add "1h" }}`, `{{ (toDate "2006" "2024").Add 1.5 }}`, `{{ (toDate "2006" "2024").AddDate 1 }}`, `{{ (toDate "2006" "2024").Nope }}`, `{{ (toDate "2006" "2024").Sub 5 }}`, `{{ (toDate "2006" "2024").wall }}`,
	`{{ mustToDate "2006" "x" }}`, `{{ toDate "2006" "x" }}`, `{{ (toDate "2006" "x").IsZero }}`, `{{ dateModify "-1.5h" (toDate "2006-01-02" "2024-03-01") }}`, `{{ mustDateModify "1y" (toDate "2006" "2024") }}`, `{{ dateModify "1h" "2024" }}`, `{{ dateModify "1h" nil }}`, `{{ unixEpoch 5 }}`, `{{ unixEpoch nil }}`,
	`{{ dateInZone "2006-01-02 15:04 MST" 1700000000 "UTC" }}`, `{{ dateInZone "2006-01-02 15:04 MST" 1700000000 "Europe/Berlin" }}`, `{{ date "2006-01-02" 0 }}`, `{{ htmlDate 86400 }}`, `{{ htmlDateInZone 86400 "Asia/Tokyo" }}`, `{{ date_in_zone "15:04" 0 "America/New_York" }}`, `{{ 1700000000 | int64 | date "2006" }}`,
	`{{ duration "95" }} {{ duration 95 }} {{ duration (int64 95) }} {{ duration "x" }} {{ duration nil }}`, `{{ durationRound "2h10m5s" }} {{ durationRound "400h" }} {{ durationRound 5 }}`, `{{ mustToJson (toDate "2006-01-02T15:04:05Z07:00" "2024-02-29T01:02:03+02:00") }}`, `{{ toDate "2006-01-02T15:04:05Z07:00" "2024-02-29T01:02:03+02:00" }}`, `{{ (toDate "2006-01-02T15:04:05Z07:00" "2024-02-29T01:02:03+02:00").UTC }}`, `{{ (toDate "2006" "2024").Location }}`, `{{ (toDate "2006" "2024").Local }}`,
	`{{ list (toDate "2006" "2024") }}`, `{{ dict "t" (toDate "2006" "2024") }}`, `{{ mustToJson (dict "t" (toDate "2006" "2024") "d" ((toDate "2006" "2024").Sub (toDate "2006" "2023"))) }}`, `{{ typeOf (toDate "2006" "2024") }} {{ kindOf (toDate "2006" "2024") }} {{ typeOf ((toDate "2006" "2024").Sub (toDate "2006" "2023")) }} {{ kindOf ((toDate "2006" "2024").Month) }} {{ typeOf (toDate "2006" "2024").Weekday }}`,
	`{{ printf "%v|%s|%d|%T" (toDate "2006" "2024").Month (toDate "2006" "2024").Month (toDate "2006" "2024").Month (toDate "2006" "2024").Month }}`, `{{ printf "%s|%d|%v|%q" ((toDate "2006" "2024").Sub (toDate "2006" "2023")) ((toDate "2006" "2024").Sub (toDate "2006" "2023")) ((toDate "2006" "2024").Sub (toDate "2006" "2023")) ((toDate "2006" "2024").Sub (toDate "2006" "2023")) }}`, `{{ printf "%s|%v|%q" (toDate "2006" "2024") (toDate "2006" "2024") (toDate "2006" "2024") }}`,
	`{{ eq (toDate "2006" "2024") (toDate "2006" "2024") }}`, `{{ eq (toDate "2006" "2024") (toDate "2006" "2023") }}`, `{{ eq (toDate "2006" "2024").Month 1 }}`, `{{ lt (toDate "2006" "2024").Year 2025 }}`, `{{ lt (toDate "2006" "2024") (toDate "2006" "2025") }}`, `{{ if toDate "2006" "x" }}y{{ end }}`, `{{ toString (toDate "2006" "2024") }}`, `{{ quote (toDate "2006" "2024") }}`, `{{ (toDate "2006" "2024").Month | add 1 }}`, `{{ (toDate "2006" "2024").Format }}`, `{{ (toDate "2006" "2024").Round 3600000000000 }}`, `{{ empty (toDate "2006" "x") }} {{ default "d" (toDate "2006" "x") }}`,
	`{{ regexMatch "^a" "abc" }} {{ regexMatch "(" "abc" }}`, `{{ mustRegexMatch "(" "abc" }}`, `{{ regexFind "(" "abc" }}`, `{{ mustRegexFind "[" "abc" }}`, `{{ regexFindAll "[0-9]" "a1b2c3" -1 }}`, `{{ regexFindAll "x" "abc" -1 }}{{ regexFindAll "x" "abc" -1 | mustToJson }}`, `{{ regexFindAll "[" "a" 1 }}`, `{{ mustRegexFindAll "[" "a" 1 }}`,
	`{{ regexReplaceAll "a(x*)b" "-ab-axxb-" "${1}W" }}`, `{{ regexReplaceAllLiteral "a(x*)b" "-ab-axxb-" "${1}" }}`, `{{ regexSplit "z+" "pizza" -1 }} {{ regexSplit "z+" "pizza" 0 }} {{ regexSplit "" "abc" 2 | mustToJson }}`, `{{ "a-b" | regexReplaceAll "-" "x-y" }}`, `{{ regexQuoteMeta "1.2+3" }}`, `{{ regexMatch 1 "a" }}`, `{{ regexFindAll "a" "aaa" "2" }}`, `{{ regexFindAll "a" "aaa" 2.0 }}`, `{{ typeOf (regexFindAll "a" "a" -1) }}`, `{{ index (regexFindAll "." "abc" -1) 1 }}`, `{{ "v1.2.3" | regexFind "[0-9]+" | int | add 1 }}`,
	`{{ sha256sum "a" }} {{ sha1sum "a" }} {{ sha512sum "a" | trunc 8 }} {{ adler32sum "a" }}`, `{{ sha256sum 1 }}`, `{{ sha256sum nil }}`, `{{ htpasswd "a:b" "c" }}`, `{{ derivePassword 1 "long" "password" "user" "example.com" }}`, `{{ derivePassword -1 "long" "password" "user" "example.com" }}`, `{{ derivePassword "1" "long" "p" "u" "e" }}`, `{{ derivePassword 1 "x" "p" "u" "e" }}`, `{{ derivePassword 4294967296 "pin" "p" "u" "e" }}`,
	`{{ genPrivateKey "nope" }}`, `{{ genCAWithKey "x" 1 "y" }}`, `{{ genSignedCert "x" nil nil 1 "ca" }}`, `{{ genSignedCert "x" (list) (list) 1 (dict) }}`, `{{ genSelfSignedCert "x" (list 1) nil 1 }}`, `{{ genSelfSignedCert "x" nil (list 1) 1 }}`, `{{ genSelfSignedCert "x" "a" nil 1 }}`, `{{ genCA "x" "365" }}`, `{{ buildCustomCert "a" "b" }}`, `{{ decryptAES "k" "AAAA" }}`, `{{ decryptAES "k" "" }}`, `{{ randInt 3 3 }}`, `{{ randBytes -1 }}`, `{{ randAlphaNum -1 }}{{ randAlpha 0 }}`, `{{ randAlphaNum 1.5 }}`, `{{ len (randAscii 7) }}`, `{{ shuffle "" }}{{ shuffle "aaa" }}`, `{{ shuffle 1 }}`, `{{ uuidv4 | len }}`, `{{ encryptAES "k" "" }}`, `{{ bcrypt "x" | len }}`, `{{ regexMatch "^[A-Za-z0-9+/]{8}$" (randBytes 6) }}`, `{{ now | typeOf }} {{ now | date "x" }} {{ ago (now) }}`,
	`{{ $c := genCA "x" 1 }}{{ typeOf $c }} {{ kindOf $c }} {{ hasPrefix "-----BEGIN CERTIFICATE-----" $c.Cert }} {{ hasPrefix "-----BEGIN RSA PRIVATE KEY-----" $c.Key }} {{ $c.Nope }}`, `{{ $c := genCA "x" 1 }}{{ $s := genSignedCert "y" nil nil 1 $c }}{{ len (splitList "\n" $s.Cert) }}{{ eq $c.Key $s.Key }}`, `{{ $c := genCA "x" 1 }}{{ printf "%s" $c | regexFind "^.-----BEGIN" }} {{ mustToJson $c | trunc 12 }}`,
}

func templateCases(emit func(...any)) {
	for _, text := range templates {
		set, err := template.New("t").Option("missingkey=zero").Funcs(sprig.TxtFuncMap()).Parse(text)
		if err != nil {
			panic(err)
		}
		out := &bytes.Buffer{}
		err = set.Execute(out, nil)
		if err != nil {
			emit(text, nil, err.Error())
		} else {
			emit(text, out.String(), nil)
		}
	}
}
