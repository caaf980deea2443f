package main

import (
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"math/big"
	"reflect"
	"strings"

	"github.com/Masterminds/sprig/v3"
)

var functions = sprig.TxtFuncMap()

// invoke calls a sprig function as a template would: the result, or the text of its error or panic.
func invoke(name string, args ...any) (out reflect.Value, failure any) {
	defer func() {
		if r := recover(); r != nil {
			failure = fmt.Sprint(r)
		}
	}()
	f := reflect.ValueOf(functions[name])
	in := make([]reflect.Value, len(args))
	for i, arg := range args {
		in[i] = reflect.ValueOf(arg)
		if arg == nil {
			in[i] = reflect.Zero(f.Type().In(i))
		}
	}
	results := f.Call(in)
	if len(results) == 2 && !results[1].IsNil() {
		return results[0], results[1].Interface().(error).Error()
	}
	return results[0], nil
}

func must[R any](value R, err error) R {
	if err != nil {
		panic(err)
	}
	return value
}

func pemOf(kind string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
}

func cryptoCases(emit func(...any)) {
	hashed := []string{"", "a", "abc", "héllo", "日本語", "\xff\x00", strings.Repeat("a", 63), strings.Repeat("a", 64), strings.Repeat("b", 1000), strings.Repeat("\xff", 7000), strings.Repeat("z", 100000)}
	for _, name := range []string{"sha1sum", "sha256sum", "sha512sum", "adler32sum"} {
		for _, s := range hashed {
			out, _ := invoke(name, s)
			if len(s) > 500 {
				emit("hash", name, []any{text(s[:1]), len(s)}, out.String())
			} else {
				emit("hash", name, text(s), out.String())
			}
		}
	}
	for i, kind := range []string{"maximum", "long", "medium", "short", "basic", "pin", "unknown", "long", "maximum"} {
		for k, who := range [][3]string{{"password", "user", "example.com"}, {"pässwörd", "", "x\xff"}} {
			if k != i%2 {
				continue
			}
			out, _ := invoke("derivePassword", uint32(i*1000003+k), kind, who[0], who[1], who[2])
			emit("derive", fmt.Sprint(i*1000003+k), kind, text(who[0]), text(who[1]), text(who[2]), out.String())
		}
	}
	for _, password := range []string{"", "secret", "0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdefIGNORED", "pä\xff"} {
		for _, plain := range []string{"", "a", "hello world", strings.Repeat("x", 15), strings.Repeat("x", 16), strings.Repeat("y", 100), "bin\x00\xff\xfe"} {
			out, _ := invoke("encryptAES", password, plain)
			emit("decrypt", text(password), out.String(), text(plain), nil)
		}
	}
	for _, sealed := range []string{"!", "AAAA", "AAA", base64.StdEncoding.EncodeToString(make([]byte, 15)), base64.StdEncoding.EncodeToString(make([]byte, 16)), base64.StdEncoding.EncodeToString(make([]byte, 17)), base64.StdEncoding.EncodeToString(make([]byte, 31)), base64.StdEncoding.EncodeToString(make([]byte, 14)), base64.StdEncoding.EncodeToString(make([]byte, 12)), "AAAAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAA==", "AAAAAAAAAAAAAAAAAAAA\n\n\n\n", base64.StdEncoding.EncodeToString([]byte(strings.Repeat("q", 32))), base64.StdEncoding.EncodeToString([]byte(strings.Repeat("r", 48)))} {
		out, failure := invoke("decryptAES", "secret", sealed)
		if failure != nil {
			emit("decrypt", "secret", sealed, nil, failure)
		} else {
			emit("decrypt", "secret", sealed, text(out.String()), nil)
		}
	}

	rsaKey := must(rsa.GenerateKey(rand.Reader, 2048))
	keys := map[string]string{
		"rsa":      pemOf("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(rsaKey)),
		"rsaPkcs8": pemOf("PRIVATE KEY", must(x509.MarshalPKCS8PrivateKey(rsaKey))),
	}
	order := []string{"rsa", "rsaPkcs8"}
	for name, curve := range map[string]elliptic.Curve{"p224": elliptic.P224(), "p256": elliptic.P256(), "p384": elliptic.P384(), "p521": elliptic.P521()} {
		key := must(ecdsa.GenerateKey(curve, rand.Reader))
		keys[name] = pemOf("EC PRIVATE KEY", must(x509.MarshalECPrivateKey(key)))
		keys[name+"Pkcs8"] = pemOf("PRIVATE KEY", must(x509.MarshalPKCS8PrivateKey(key)))
	}
	order = append(order, "p224", "p256", "p256Pkcs8", "p384", "p521", "p521Pkcs8")
	_, edKey, _ := ed25519.GenerateKey(rand.Reader)
	keys["ed25519"] = pemOf("PRIVATE KEY", must(x509.MarshalPKCS8PrivateKey(edKey)))
	keys["x25519"] = pemOf("PRIVATE KEY", must(x509.MarshalPKCS8PrivateKey(must(ecdh.X25519().GenerateKey(rand.Reader)))))
	dsaKey, _ := invoke("genPrivateKey", "dsa")
	keys["dsa"] = dsaKey.String()
	order = append(order, "ed25519", "x25519", "dsa")

	pair := func(v reflect.Value) []string { return []string{v.Field(0).String(), v.Field(1).String()} }
	// Keys and authorities' certificates stand once, and by name wherever they come again.
	labels := map[string]string{}
	for _, name := range order {
		labels[keys[name]] = "@" + name
		emit("pem", "@"+name, keys[name])
	}
	label := func(s string) any {
		if name, ok := labels[s]; ok {
			return name
		}
		return text(s)
	}
	both := func(v reflect.Value) []any { return []any{label(pair(v)[0]), label(pair(v)[1])} }
	custom := func(cert, key string) reflect.Value {
		out, failure := invoke("buildCustomCert", base64.StdEncoding.EncodeToString([]byte(cert)), base64.StdEncoding.EncodeToString([]byte(key)))
		if failure != nil {
			panic(failure)
		}
		return out
	}
	// Certificates cross as [cert, key], lists as lists.
	shown := func(args []any) []any {
		out := []any{}
		for _, arg := range args {
			if v := reflect.ValueOf(arg); arg != nil && v.Kind() == reflect.Struct {
				out = append(out, both(v))
			} else if s, ok := arg.(string); ok {
				out = append(out, label(s))
			} else {
				out = append(out, arg)
			}
		}
		return out
	}
	ask := func(name string, args ...any) reflect.Value {
		out, failure := invoke(name, args...)
		if failure != nil {
			emit("certificateError", name, shown(args), failure)
			return reflect.Value{}
		}
		emit("certificate", name, shown(args), both(out))
		return out
	}
	none := []any(nil)
	ips := []any{"10.0.0.1", "::1", "2001:db8::8:800:200c:417a", "::ffff:192.168.1.7", "1:2:3:4:5:6:7.8.9.10"}
	dns := []any{"example.com", "*.example.com", "a.b", ""}
	for _, cn := range []string{"my-ca", "*.example.com", "", "ünï-ca", "a&b", "under_score", "comma, name", "bad\xff"} {
		ask("genCAWithKey", cn, 365, keys["rsa"])
		ask("genSelfSignedCertWithKey", cn, ips, dns, 3650, keys["ed25519"])
	}
	for _, days := range []int{0, -1, 1, 10000, 36500, 100000, -40000} {
		ask("genCAWithKey", "days", days, keys["ed25519"])
	}
	authorities := []reflect.Value{}
	for _, name := range order {
		if ca := ask("genCAWithKey", "ca of "+name, 365, keys[name]); ca.IsValid() {
			authorities = append(authorities, ca)
			labels[pair(ca)[0]] = "@ca of " + name
			emit("pem", "@ca of "+name, pair(ca)[0])
		}
		ask("genSelfSignedCertWithKey", "self of "+name, none, none, 30, keys[name])
	}
	for i, ca := range authorities {
		for k, name := range order {
			if (i+k)%3 == 0 || i < 2 {
				ask("genSignedCertWithKey", "leaf", ips[:i%len(ips)], dns[:k%len(dns)], 90, ca.Interface(), keys[name])
			}
		}
	}
	ca := authorities[0]
	ask("genSignedCertWithKey", "ca of rsa", none, []any{"same.subject"}, 90, ca.Interface(), keys["rsa"])
	for _, bad := range [][]any{{1}, {"nope"}, {"fe80::1%eth0"}, {nil}, {"1.2.3"}, {"1.2.3.4.5"}, {"01.2.3.4"}, {""}, {true}, {1.5}, {[]any{"x", 1}}} {
		ask("genSelfSignedCertWithKey", "x", bad, none, 1, keys["rsa"])
		ask("genSelfSignedCertWithKey", "x", none, bad, 1, keys["rsa"])
	}
	ask("genSelfSignedCertWithKey", "x", none, []any{"höst"}, 1, keys["rsa"])
	small := must(x509.ParsePKCS1PrivateKey(must(base64.StdEncoding.DecodeString("MIIBOgIBAAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf9Cnzj4p4WGeKLs1Pt8QuKUpRKfFLfRYC9AIKjbJTWit+CqvjWYzvQwECAwEAAQJAIJLixBy2qpFoS4DSmoEmo3qGy0t6z09AIJtH+5OeRV1be+N4cDYJKffGzDa88vQENZiRm0GRq6a+HPGQMd2kTQIhAKMSvzIBnni7ot/OSie2TmJLY4SwTQAevXysE2RbFDYdAiEBCUEaRQnMnbp79mxDXDf6AU0cN/RPBjb9qSHDcWZHGzUCIG2Es59z8ugGrDY+pxLQnwfotadxd+Uyv/Ow5T0q5gIJAiEAyS4RaI9YG8EWx/2w0T67ZUVAw8eOMB6BIUg0Xcu+3okCIBOs/5OiPgoTdSy7bcF9IGpSE8ZgGKzgYQVZeN97YE00"))))
	mangled := func(change func(der []byte)) string {
		block, _ := pem.Decode([]byte(keys["rsa"]))
		der := append([]byte{}, block.Bytes...)
		change(der)
		return pemOf("RSA PRIVATE KEY", der)
	}
	rsaDer, _ := pem.Decode([]byte(keys["rsa"]))
	ecDer, _ := pem.Decode([]byte(keys["p256"]))
	wrapped, _ := pem.Decode([]byte(keys["p256Pkcs8"]))
	public := pemOf("PUBLIC KEY", must(x509.MarshalPKIXPublicKey(&rsaKey.PublicKey)))
	for _, key := range []string{
		"", "nonsense", public, "-----BEGIN RSA PRIVATE KEY-----\n-----END RSA PRIVATE KEY-----\n", pemOf("FOO PRIVATE KEY", []byte{1}), pemOf("CERTIFICATE", []byte{1}), pemOf("ENCRYPTED PRIVATE KEY", []byte{1}),
		pemOf("EC PRIVATE KEY", rsaDer.Bytes), pemOf("RSA PRIVATE KEY", ecDer.Bytes), pemOf("PRIVATE KEY", rsaDer.Bytes), pemOf("PRIVATE KEY", ecDer.Bytes), pemOf("RSA PRIVATE KEY", wrapped.Bytes), pemOf("EC PRIVATE KEY", wrapped.Bytes),
		pemOf("RSA PRIVATE KEY", append(append([]byte{}, rsaDer.Bytes...), 0)), pemOf("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(small)), mangled(func(der []byte) { der[20] ^= 1 }), mangled(func(der []byte) { der[266] ^= 2 }), mangled(func(der []byte) { der[300] ^= 1 }), mangled(func(der []byte) { der[len(der)-1] ^= 1 }), mangled(func(der []byte) { der[6] = 2 }),
		"junk before\n" + keys["rsa"] + "junk after", strings.ReplaceAll(keys["rsa"], "\n", "\r\n"), " " + keys["rsa"], strings.Replace(keys["rsa"], "KEY-----\n", "KEY-----\nProc-Type: 4,ENCRYPTED\n\n", 1), strings.Replace(keys["rsa"], "END RSA", "END DSA", 1), strings.TrimSpace(keys["rsa"]), strings.ReplaceAll(keys["rsa"], "\n", "\n  "), keys["p256"] + keys["rsa"], "-----BEGIN X-----\n" + keys["rsa"],
	} {
		ask("genCAWithKey", "keys", 1, key)
	}
	caCert, caKey := pair(ca)[0], pair(ca)[1]
	ask("genSignedCertWithKey", "mismatch", none, none, 1, custom(caCert, keys["p256"]).Interface(), keys["rsa"])
	ask("buildCustomCert", "!", "x")
	b64 := func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
	ask("buildCustomCert", b64(caCert), "!")
	ask("buildCustomCert", b64("x"), b64("x"))
	ask("buildCustomCert", b64(caCert), b64("x"))
	ask("buildCustomCert", b64(caCert), b64(caKey))
	ask("buildCustomCert", b64(caKey), b64(caKey))
	block, _ := pem.Decode([]byte(caCert))
	for _, at := range []int{0, 1, 4, 8, 10, 12, 13, 30, 33, 35, 45, 60, 70, 90, 92, 94, 100, 110, 125, 130, 150} {
		der := append([]byte{}, block.Bytes...)
		der[at] ^= 0x10
		ask("buildCustomCert", b64(pemOf("CERTIFICATE", der)), b64(caKey))
	}
	// a version 3 certificate of our own with one odd extension
	extension := func(id int, critical bool, value ...byte) pkix.Extension {
		return pkix.Extension{Id: asn1.ObjectIdentifier{2, 5, 29, id}, Critical: critical, Value: value}
	}
	for _, extensions := range [][]pkix.Extension{
		{extension(14, true, 4, 1, 1)}, {extension(14, false, 5, 0)}, {extension(14, false, 4, 2, 1, 2)}, {extension(15, true, 3, 1)}, {extension(15, true, 3, 2, 1, 2)}, {extension(19, true, 48, 3, 1, 1, 1)},
		{extension(19, true, 48, 3, 2, 1, 255)}, {extension(19, true, 48, 6, 1, 1, 255, 2, 1, 0)}, {extension(19, true, 4, 0)}, {extension(35, true, 48, 0)}, {extension(35, false, 4, 0)}, {extension(35, false, 48, 3, 128, 1, 7)},
		{extension(37, false, 48, 2, 5, 0)}, {extension(37, false, 4, 0)}, {extension(37, false, 48, 3, 6, 1, 42)}, {extension(17, false, 4, 0)}, {extension(17, false, 48, 5, 135, 3, 1, 2, 3)}, {extension(17, false, 48, 3, 130, 1, 200)},
		{extension(17, false, 48, 3, 129, 1, 200)}, {extension(17, false, 48, 1, 130)}, {extension(17, false, 48, 6, 135, 4, 1, 2, 3, 4)}, {extension(99, true, 1)}, {extension(99, false, 1), extension(99, false, 2)},
	} {
		template := &x509.Certificate{SerialNumber: big.NewInt(1), ExtraExtensions: extensions}
		der := must(x509.CreateCertificate(rand.Reader, template, template, edKey.Public(), edKey))
		ask("buildCustomCert", b64(pemOf("CERTIFICATE", der)), b64(caKey))
	}
	ask("buildCustomCert", b64(pemOf("CERTIFICATE", append(append([]byte{}, block.Bytes...), 0))), b64(caKey))
	ask("buildCustomCert", b64(pemOf("CERTIFICATE", block.Bytes[:300])), b64(caKey))
	ask("buildCustomCert", b64(pemOf("CERTIFICATE", nil)), b64(caKey))
	for _, kind := range []string{"foo", "RSA"} {
		out, _ := invoke("genPrivateKey", kind)
		emit("unknownKey", kind, out.String())
	}
	for _, args := range [][2]string{{"a:b", "x"}, {"bob", strings.Repeat("x", 73)}} {
		out, _ := invoke("htpasswd", args[0], args[1])
		emit("htpasswd", args[0], args[1], out.String())
	}
}
