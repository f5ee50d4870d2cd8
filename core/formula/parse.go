package formula

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Parse reads a formula. An error says at which character, from 1, what was wrong and what is wanted there: "at 7: …".
func Parse(text string) (*Formula, error) {
	switch {
	case len(text) > MaxLength:
		return nil, fmt.Errorf("a formula of %d bytes: want at most %d", len(text), MaxLength)
	case !utf8.ValidString(text):
		return nil, errors.New("a formula that is no UTF-8: want text")
	}
	p := &parser{runes: []rune(text)}
	root := p.comparison()
	if p.err == nil && p.peek() != end {
		p.fail("%s: want an operation or the end", p.found())
	}
	if p.err != nil {
		return nil, p.err
	}
	return &Formula{root}, nil
}

// end is what comes after the last character.
const end rune = -1

// A parser reads by recursive descent. After its first error every text looks like its end.
type parser struct {
	runes []rune
	at    int
	depth int
	err   error
}

// fail notes the first error, at the next character.
func (p *parser) fail(format string, args ...any) *node {
	if p.err == nil {
		p.err = fmt.Errorf("at %d: %s", p.at+1, fmt.Sprintf(format, args...))
		p.at = len(p.runes)
	}
	return &node{op: number}
}

// peek is the next character that is no space.
func (p *parser) peek() rune {
	for p.at < len(p.runes) && isSpace(p.runes[p.at]) {
		p.at++
	}
	if p.at == len(p.runes) {
		return end
	}
	return p.runes[p.at]
}

// take reads the next character if it is one of a few.
func (p *parser) take(any string) (rune, bool) {
	next := p.peek()
	if next == end || !strings.ContainsRune(any, next) {
		return end, false
	}
	p.at++
	return next, true
}

// found describes what comes next, for an error.
func (p *parser) found() string {
	if p.peek() == end && p.at == len(p.runes) {
		return "the end"
	}
	return strconv.Quote(string(p.runes[p.at]))
}

// nested reads what may hold itself, unless it does so too often.
func (p *parser) nested(read func() *node) *node {
	if p.depth == maxDepth {
		return p.fail("nested too deeply: want at most %d levels", maxDepth)
	}
	p.depth++
	defer func() { p.depth-- }()
	return read()
}

func (p *parser) comparison() *node {
	left := p.sum()
	sign, ok := p.take("<>")
	if !ok {
		return left
	}
	right := p.sum()
	if sign == '>' {
		left, right = right, left
	}
	return &node{op: less, args: []*node{left, right}}
}

func (p *parser) sum() *node {
	total := p.product()
	for {
		sign, ok := p.take("+-−")
		if !ok {
			return total
		}
		kind := add
		if sign != '+' {
			kind = subtract
		}
		total = &node{op: kind, args: []*node{total, p.product()}}
	}
}

func (p *parser) product() *node {
	total := p.signed()
	for {
		if sign, ok := p.take("*·×/÷"); ok {
			kind := multiply
			if sign == '/' || sign == '÷' {
				kind = divide
			}
			total = &node{op: kind, args: []*node{total, p.signed()}}
			continue
		}
		next := p.peek()
		if next != '(' && next != '[' && !isLetter(next) && !isDigit(next) {
			return total
		}
		total = &node{op: multiply, args: []*node{total, p.power()}}
	}
}

func (p *parser) signed() *node {
	sign, ok := p.take("+-−")
	if !ok {
		return p.power()
	}
	inner := p.nested(p.signed)
	if sign == '+' {
		return inner
	}
	return &node{op: negate, args: []*node{inner}}
}

// superscripts are powers of one character.
const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹"

func (p *parser) power() *node {
	base := p.atom()
	if sign, ok := p.take(superscripts); ok {
		digit := utf8.RuneCountInString(superscripts[:strings.IndexRune(superscripts, sign)])
		return &node{op: power, args: []*node{base, {op: number, value: float64(digit)}}}
	}
	if _, ok := p.take("^"); ok {
		return &node{op: power, args: []*node{base, p.nested(p.exponent)}}
	}
	return base
}

func (p *parser) exponent() *node {
	if _, ok := p.take("-−"); ok {
		return &node{op: negate, args: []*node{p.nested(p.exponent)}}
	}
	return p.power()
}

func (p *parser) atom() *node {
	for _, pair := range [...]string{"()", "[]"} {
		if _, ok := p.take(pair[:1]); ok {
			inner := p.nested(p.comparison)
			p.expect(pair[1:])
			return inner
		}
	}
	next := p.peek()
	switch {
	case isDigit(next):
		return p.number()
	case isLetter(next):
		return p.named()
	}
	return p.fail("%s: want a number, a name or a parenthesis", p.found())
}

func (p *parser) expect(sign string) {
	if _, ok := p.take(sign); !ok {
		p.fail("%s: want %q there", p.found(), sign)
	}
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' || r == '.' }

// number reads digits with at most one point, and an exponent where its digits follow: 2e is 2·e, and 2e3 is 2000.
func (p *parser) number() *node {
	start := p.at
	p.digits()
	if p.at < len(p.runes) && (p.runes[p.at] == 'e' || p.runes[p.at] == 'E') {
		mantissa := p.at
		p.at++
		if p.at < len(p.runes) && strings.ContainsRune("+-", p.runes[p.at]) {
			p.at++
		}
		if digits := p.at; p.digits() == digits {
			p.at = mantissa
		}
	}
	text := string(p.runes[start:p.at])
	value, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(value, 0) {
		p.at = start
		return p.fail("%.40q: want a number", text)
	}
	return &node{op: number, value: value}
}

func (p *parser) digits() int {
	for p.at < len(p.runes) && isDigit(p.runes[p.at]) {
		p.at++
	}
	return p.at
}

// named reads a constant, a coordinate, or a function with its arguments.
func (p *parser) named() *node {
	start := p.at
	for p.at < len(p.runes) && (isLetter(p.runes[p.at]) || p.at > start && '0' <= p.runes[p.at] && p.runes[p.at] <= '9') {
		p.at++
	}
	name := string(p.runes[start:p.at])
	if value, ok := constants[name]; ok {
		return &node{op: number, value: value}
	}
	if op, ok := names[name]; ok {
		return &node{op: op}
	}
	op, ok := functions[name]
	if !ok {
		p.at = start
		return p.fail("unknown name %.40q: want x, y, r, theta, pi, e or one of %s, and * between names", name, strings.Join(Functions(), ", "))
	}
	return p.call(name, op)
}

func (p *parser) call(name string, op op) *node {
	if _, ok := p.take("("); !ok {
		return p.fail("%s after %s: want its argument in parentheses", p.found(), name)
	}
	n := &node{op: op, args: []*node{p.nested(p.comparison)}}
	for {
		if _, ok := p.take(","); !ok {
			break
		}
		n.args = append(n.args, p.nested(p.comparison))
	}
	several := op == smaller || op == larger
	switch {
	case several && len(n.args) < 2:
		p.fail("%s of one argument: want two or more, with commas between", name)
	case !several && len(n.args) > 1:
		p.fail("%s of %d arguments: want one", name, len(n.args))
	}
	p.expect(")")
	return n
}

// isLetter knows the letters that names are made of; isSpace, what may stand between them.
func isLetter(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == 'θ' || r == 'π'
}

func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\u00a0' }
