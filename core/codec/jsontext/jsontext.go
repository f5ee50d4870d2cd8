// Package jsontext reads and writes JSON (RFC 8259) as plain values, without reflection: the standard library's package would add 73 kB to the
// page's worker of 1,076, after Brotli.
//
// A value is nil, a bool, a float64, a string, a []any or an Object. The reader is strict: UTF-8, no name twice in an object, nothing after the value. What it
// allocates is at most a multiple of the text's length.
package jsontext

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// An Object holds the members of a JSON object by name.
type Object map[string]any

// mostNested is how deep lists and objects may lie in one another.
const mostNested = 16

// Parse reads one value. Errors name the byte where the text goes wrong.
func Parse(text []byte) (any, error) {
	if !utf8.Valid(text) {
		return nil, errors.New("json: not UTF-8")
	}
	r := &reader{text: string(text)}
	value := r.value(0)
	if r.space(); r.err == nil && r.at < len(r.text) {
		r.fail("want nothing after the value")
	}
	if r.err != nil {
		return nil, r.err
	}
	return value, nil
}

// ParseObject reads one object.
func ParseObject(text []byte) (Object, error) {
	value, err := Parse(text)
	if err != nil {
		return nil, err
	}
	object, ok := value.(Object)
	if !ok {
		return nil, errors.New("json: want an object")
	}
	return object, nil
}

// A reader stands at a byte of a text; after the first error it reads nothing more.
type reader struct {
	text string
	at   int
	err  error
}

func (r *reader) fail(want string) {
	if r.err == nil {
		found := "the end"
		if r.at < len(r.text) {
			found = fmt.Sprintf("%.12q", r.text[r.at:])
		}
		r.err = fmt.Errorf("json: byte %d: %s: %s", r.at, found, want)
		r.at = len(r.text)
	}
}

func (r *reader) space() { r.at = len(r.text) - len(strings.TrimLeft(r.text[r.at:], " \t\r\n")) }

// take reads a token if it comes next.
func (r *reader) take(token string) bool {
	r.space()
	if !strings.HasPrefix(r.text[r.at:], token) {
		return false
	}
	r.at += len(token)
	return true
}

func (r *reader) expect(token string) {
	if !r.take(token) {
		r.fail("want " + strconv.Quote(token))
	}
}

func (r *reader) value(depth int) any {
	switch {
	case depth > mostNested:
		r.fail(fmt.Sprintf("want at most %d levels", mostNested))
	case r.take("{"):
		return r.object(depth)
	case r.take("["):
		return r.list(depth)
	case r.take(`"`):
		return r.quoted()
	case r.take("true"):
		return true
	case r.take("false"):
		return false
	case r.take("null"):
	default:
		return r.number()
	}
	return nil
}

func (r *reader) object(depth int) Object {
	object := Object{}
	for closed := r.take("}"); !closed && r.err == nil; {
		r.expect(`"`)
		name := r.quoted()
		if _, twice := object[name]; twice {
			r.fail(fmt.Sprintf("the name %.40q stands there twice", name))
		}
		r.expect(":")
		object[name] = r.value(depth + 1)
		if closed = r.take("}"); !closed {
			r.expect(",")
		}
	}
	return object
}

func (r *reader) list(depth int) []any {
	list := []any{}
	for closed := r.take("]"); !closed && r.err == nil; {
		list = append(list, r.value(depth+1))
		if closed = r.take("]"); !closed {
			r.expect(",")
		}
	}
	return list
}

// number reads by the grammar of JSON, which is narrower than Go's.
func (r *reader) number() float64 {
	r.space()
	start := r.at
	r.one("-")
	if !r.one("0") {
		r.digits()
	}
	if r.one(".") {
		r.digits()
	}
	if r.one("eE") {
		r.one("+-")
		r.digits()
	}
	if r.err != nil {
		return 0
	}
	x, err := strconv.ParseFloat(r.text[start:r.at], 64)
	if err != nil {
		r.at = start
		r.fail("want a number within float64")
	}
	return x
}

// one reads one of some characters, if one comes next.
func (r *reader) one(of string) bool {
	if r.at == len(r.text) || strings.IndexByte(of, r.text[r.at]) < 0 {
		return false
	}
	r.at++
	return true
}

func (r *reader) digits() {
	start := r.at
	for r.one("0123456789") {
	}
	if r.at == start {
		r.fail("want a value")
	}
}
