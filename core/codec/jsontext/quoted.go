package jsontext

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// quoted reads the rest of a string whose opening quote has been read.
func (r *reader) quoted() string {
	end := strings.IndexAny(r.text[r.at:], `"\`)
	if end >= 0 && r.text[r.at+end] == '"' && !hasControl(r.text[r.at:r.at+end]) { // nothing escaped
		text := r.text[r.at : r.at+end]
		r.at += end + 1
		return text
	}
	var b strings.Builder
	for r.err == nil {
		if r.at == len(r.text) {
			r.fail("want a closing quote")
			break
		}
		c := r.text[r.at]
		switch {
		case c == '"':
			r.at++
			return b.String()
		case c < ' ':
			r.fail("want control characters escaped")
		case c == '\\':
			r.at++
			b.WriteRune(r.escaped())
		default:
			b.WriteByte(c)
			r.at++
		}
	}
	return ""
}

func hasControl(text string) bool {
	return strings.ContainsFunc(text, func(c rune) bool { return c < ' ' })
}

// escapes pairs what follows a backslash with what it means.
const escapes = "\"\"\\\\//b\bf\fn\nr\rt\t"

// escaped reads what follows a backslash. Half of a surrogate pair reads as U+FFFD.
func (r *reader) escaped() rune {
	if r.one("u") {
		first := r.hex()
		if !utf16.IsSurrogate(first) || !strings.HasPrefix(r.text[r.at:], `\u`) {
			return first
		}
		before := r.at
		r.at += 2
		if pair := utf16.DecodeRune(first, r.hex()); pair != utf8.RuneError {
			return pair
		}
		r.at = before
		return utf8.RuneError
	}
	for i := 0; r.at < len(r.text) && i < len(escapes); i += 2 {
		if r.text[r.at] == escapes[i] {
			r.at++
			return rune(escapes[i+1])
		}
	}
	r.fail(`want one of \" \\ \/ \b \f \n \r \t \u`)
	return 0
}

func (r *reader) hex() rune {
	code, err := strconv.ParseUint(r.text[r.at:min(r.at+4, len(r.text))], 16, 16)
	if err != nil || r.at+4 > len(r.text) {
		r.fail("want four hexadecimal digits")
		return 0
	}
	r.at += 4
	return rune(code)
}

// Quote is a text as a JSON string.
func Quote(text string) string { return string(appendQuoted(nil, text)) }

func appendQuoted(to []byte, text string) []byte {
	to = append(to, '"')
	for _, c := range text {
		switch {
		case c == '"' || c == '\\':
			to = append(to, '\\', byte(c))
		case c < ' ':
			to = fmt.Appendf(to, `\u%04x`, c)
		default:
			to = utf8.AppendRune(to, c)
		}
	}
	return append(to, '"')
}

// Append writes a value, the members of objects in the order of their names. Beside what [Parse] gives it takes an int, an uint64 and a map[string]string;
// anything else panics, as do numbers that are not finite.
func Append(to []byte, value any) []byte {
	switch v := value.(type) {
	case nil:
		return append(to, "null"...)
	case bool:
		return strconv.AppendBool(to, v)
	case int:
		return strconv.AppendInt(to, int64(v), 10)
	case uint64:
		return strconv.AppendUint(to, v, 10)
	case float64:
		if v-v != 0 {
			panic(fmt.Sprintf("jsontext: %v: want a finite number", v))
		}
		return strconv.AppendFloat(to, v, 'g', -1, 64)
	case string:
		return appendQuoted(to, v)
	case []any:
		to = append(to, '[')
		for i, item := range v {
			to = Append(separate(to, i), item)
		}
		return append(to, ']')
	case map[string]string:
		object := Object{}
		for name, text := range v {
			object[name] = text
		}
		return Append(to, object)
	case Object:
		names := make([]string, 0, len(v))
		for name := range v {
			names = append(names, name)
		}
		slices.Sort(names)
		to = append(to, '{')
		for i, name := range names {
			to = append(appendQuoted(separate(to, i), name), ':')
			to = Append(to, v[name])
		}
		return append(to, '}')
	}
	panic(fmt.Sprintf("jsontext: a %T: want what Parse gives", value))
}

func separate(to []byte, i int) []byte {
	if i > 0 {
		return append(to, ',')
	}
	return to
}
