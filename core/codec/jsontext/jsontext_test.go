package jsontext_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"pushforward/core/codec/jsontext"
)

var texts = []string{
	`{}`, `[]`, ` null `, `true`, `false`, `0`, `-0.5e-3`, `12E+2`, `"aé\n\u00e9\ud83d\ude00\/\"\\"`, `"\ud800x"`,
	`{"a":{"b":[1,2,"x"]},"c":null,"":[]}`, "\t[ 1 ,\r\n2 ]",
}

// plain is a value as encoding/json has it.
func plain(value any) any {
	switch v := value.(type) {
	case jsontext.Object:
		object := map[string]any{}
		for name, member := range v {
			object[name] = plain(member)
		}
		return object
	case []any:
		list := []any{}
		for _, item := range v {
			list = append(list, plain(item))
		}
		return list
	}
	return value
}

// agree checks a text against the standard library's reader.
func agree(t *testing.T, text []byte) {
	got, err := jsontext.Parse(text)
	if err != nil {
		return // stricter: names that stand there twice, nesting, encoding
	}
	var want any
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatalf("%q is read as %v, and is no JSON: %v", text, got, err)
	}
	if !reflect.DeepEqual(plain(got), want) {
		t.Fatalf("%q is read as %v, want %v", text, got, want)
	}
	again, err := jsontext.Parse(jsontext.Append(nil, got))
	if err != nil || !reflect.DeepEqual(again, got) {
		t.Fatalf("%q, written and read again, is %v (%v), want %v", text, again, err, got)
	}
}

func TestParseAgreesWithTheStandardLibrary(t *testing.T) {
	for _, text := range texts {
		if _, err := jsontext.Parse([]byte(text)); err != nil {
			t.Errorf("%q: %v", text, err)
		}
		agree(t, []byte(text))
	}
}

func TestParseRefuses(t *testing.T) {
	for text, want := range map[string]string{
		``:                              "the end: want a value",
		`{"a":1,"a":2}`:                 `the name "a" stands there twice`,
		`[1`:                            `want ","`,
		`[1,]`:                          "want a value",
		`{"a" 1}`:                       `want ":"`,
		`01`:                            "want nothing after the value",
		`1.`:                            "want a value",
		`.5`:                            "want a value",
		`+1`:                            "want a value",
		`1e999`:                         "within float64",
		`NaN`:                           "want a value",
		`"a`:                            "want a closing quote",
		"\"a\nb\"":                      "want control characters escaped",
		`"\x"`:                          `want one of \"`,
		`"\u12"`:                        "four hexadecimal digits",
		`{} {}`:                         "want nothing after",
		"\"\xff\"":                      "not UTF-8",
		strings.Repeat("[", 1_000_000):  "at most 16 levels",
		strings.Repeat(`{"a":`, 100_00): "at most 16 levels",
	} {
		if value, err := jsontext.Parse([]byte(text)); err == nil || !strings.Contains(err.Error(), want) || value != nil {
			t.Errorf("%.40q is read as %v, %v: want an error with %q", text, value, err, want)
		}
	}
	if _, err := jsontext.ParseObject([]byte("[]")); err == nil {
		t.Error("a list is read as an object")
	}
}

func TestAppendAgreesWithTheStandardLibrary(t *testing.T) {
	for _, value := range []any{"a\x00\"\\é\n😀", 7, uint64(1<<53 - 1), 0.1, -1e-300, map[string]string{"b": "2", "a": "1"}, []any{nil, true, jsontext.Object{"x": 1.5}}} {
		var got, want any
		text := jsontext.Append(nil, value)
		if err := json.Unmarshal(text, &got); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		standard, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(standard, &want); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%v is written as %s, which reads as %v", value, text, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range texts {
		f.Add([]byte(text))
	}
	f.Fuzz(agree)
}
