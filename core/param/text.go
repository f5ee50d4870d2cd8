package param

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// parse reads a value of p's kind, of the Go type listed beside the kind.
func (p *Parameter) parse(text string) (any, error) {
	var value any
	ok := false
	switch p.Kind {
	case Float:
		x, err := strconv.ParseFloat(text, 64)
		value, ok = x, err == nil && p.Min <= x && x <= p.Max
	case Int:
		value, ok = p.parseInt(text)
	case Bool:
		// Only the two words: strconv.ParseBool also takes "T" and "1", which would not survive a round trip.
		value, ok = text == "true", text == "true" || text == "false"
	case Choice:
		value, ok = text, slices.Contains(p.Choices, text)
	case Ints:
		value, ok = p.parseInts(text)
	case Text, Made:
		value, ok = text, float64(len(text)) <= p.Max && oneLine(text)
	}
	if !ok {
		return nil, fmt.Errorf("param: %s %s: want %s", p.Name, quoted(text), p.allowed())
	}
	return value, nil
}

// longestQuote is how many bytes of a value an error repeats.
const longestQuote = 80

// quoted is a value for an error, cut short where it is long.
func quoted(text string) string {
	if len(text) <= longestQuote {
		return strconv.Quote(text)
	}
	return fmt.Sprintf("%q… of %d bytes", text[:longestQuote], len(text))
}

// oneLine reports whether a text is UTF-8 without control characters.
func oneLine(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, unicode.IsControl)
}

func (p *Parameter) parseInt(text string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	return n, err == nil && p.Min <= float64(n) && float64(n) <= p.Max
}

func (p *Parameter) parseInts(text string) ([]int, bool) {
	if strings.Count(text, ",") >= MaxInts {
		return nil, false
	}
	var list []int
	for word := range strings.SplitSeq(text, ",") {
		n, ok := p.parseInt(word)
		if !ok {
			return nil, false
		}
		list = append(list, n)
	}
	return list, true
}

// allowed says in words which values p may take.
func (p *Parameter) allowed() string {
	low, high := format(p.Min), format(p.Max)
	if p.Kind != Float { // no exponent, which whole numbers are not read with
		low, high = strconv.FormatFloat(p.Min, 'f', -1, 64), strconv.FormatFloat(p.Max, 'f', -1, 64)
	}
	switch p.Kind {
	case Float:
		return "a number in [" + low + ", " + high + "]"
	case Int:
		return "a whole number in [" + low + ", " + high + "]"
	case Bool:
		return "true or false"
	case Choice:
		return "one of " + strings.Join(p.Choices, ", ")
	case Text, Made:
		return "one line of at most " + high + " bytes"
	}
	return "1 to " + strconv.Itoa(MaxInts) + " whole numbers in [" + low + ", " + high + "], separated by commas"
}

// format writes a value so that parse reads the same value back.
func format(value any) string {
	switch x := value.(type) {
	case float64:
		return strconv.FormatFloat(x, 'g', -1, 64)
	case []int:
		words := make([]string, len(x))
		for i, n := range x {
			words[i] = strconv.Itoa(n)
		}
		return strings.Join(words, ",")
	}
	return fmt.Sprint(value)
}
