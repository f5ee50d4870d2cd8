package codec

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isNumber reports whether a field of the table can be a coordinate, or is a number that cannot.
func (o *Outline) isNumber(field string) bool {
	_, err := strconv.ParseFloat(o.number(field), 64)
	return err == nil || errors.Is(err, strconv.ErrRange)
}

// number is a field as strconv reads it. Numbers may stand there as spreadsheets show them: in groups of digits (1,234,567.8 or, with a decimal comma, 1.234.567,8; with blanks or
// apostrophes in either), as an amount of money ($5, −5 €), as a percentage (5% is 0.05), and in brackets if they are below zero. What is no number comes back as none.
func (o *Outline) number(field string) string {
	mark, part, plain := ".", ",", "+-.Ee"+digits
	if o.Comma {
		mark, part, plain = ",", ".", "+-,Ee"+digits
	}
	if strings.TrimLeft(field, plain) == "" {
		return strings.Replace(field, mark, ".", 1)
	}
	text, sign, exponent := unframed(field)
	whole, fraction, _ := strings.Cut(text, mark)
	if whole = ungrouped(whole, part); isDigits(whole) && isDigits(fraction) {
		return sign + whole + "." + fraction + exponent
	}
	if strings.Contains(field, part) {
		return ""
	}
	return field
}

// unframed is a number without what says that it is money or a percentage; with a minus if it is below zero, and the power of ten that a percentage stands for.
func unframed(field string) (text, sign, exponent string) {
	text = strings.TrimFunc(strings.Replace(field, "−", "-", 1), isFrame)
	if strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") {
		text = "-" + text[1:len(text)-1]
	}
	text, percent := strings.CutSuffix(text, "%")
	text, negative := strings.CutPrefix(strings.TrimFunc(text, isFrame), "-")
	if negative {
		sign = "-"
	}
	if percent {
		exponent = "e-2"
	}
	return strings.TrimFunc(strings.TrimPrefix(text, "+"), isFrame), sign, exponent
}

// isFrame reports whether a rune may stand about a number: a blank, or the sign of a currency.
func isFrame(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Sc, r) }

// ungrouped is a number's whole without what parts its digits: the last group of three, those before it of three or, in India, two.
func ungrouped(whole, part string) string {
	from := strings.TrimLeft(whole, digits)
	if from == "" || len(from) == len(whole) || whole[0] == '0' {
		return whole
	}
	_, size := utf8.DecodeRuneInString(from)
	between := from[:size]
	if !strings.Contains(part+" \u00a0\u2009\u202f'’", between) {
		return whole
	}
	groups := strings.Split(whole, between)
	for i, group := range groups {
		if last := len(groups) - 1; !isDigits(group) || len(group) > 3 || i > 0 && len(group) < 2 || i == last && len(group) < 3 {
			return whole
		}
	}
	return strings.Join(groups, "")
}

const digits = "0123456789"

func isDigits(text string) bool { return strings.TrimLeft(text, digits) == "" }

// isMissing reports whether a field says that there is no number.
func isMissing(field string) bool {
	text := strings.TrimFunc(field, isFrame)
	return strings.HasPrefix(text, "#") || slices.Contains([]string{"", "na", "n/a", "null", "none", "nil", "-", "?", "."}, strings.ToLower(text))
}

// commas reports whether numbers have a decimal comma: more of them can be read so only than without it only. Where all can be read either way, as 1,234, told decides.
func commas(fields [][]string, told bool) bool {
	point, comma, excess, either := Outline{}, Outline{Comma: true}, 0, false
	for _, text := range slices.Concat(fields...) {
		with, without := comma.isNumber(text), point.isNumber(text)
		switch {
		case with && !without:
			excess++
		case without && !with:
			excess--
		case with && strings.Contains(text, ","):
			either = true
		}
	}
	return excess > 0 || excess == 0 && either && told
}
