package codec

import "math"

// tens are the powers of ten that a float64 holds exactly.
var tens = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

const (
	mostDigits = 19 // of a decimal: fewer than 10^19 fit 64 bits
	mantissa32 = 29 // bits of a float64's mantissa beyond those of a float32
)

// decimal reads the decimal number at text[i:], such as -1.5e3 where point is a point, as [strconv.ParseFloat] rounds it to a float32, and gives where it ends. It is not
// ok where there is none, and where the number takes more care: strconv then has to decide.
//
// The value is taken in float64, of at most mostDigits digits times or over a power of ten that is exact: two roundings, which are at most two units in the last place. It
// rounds to the right float32 unless it is that near to the middle between two of them.
func decimal(text []byte, i int, point byte) (x float32, end int, ok bool) {
	negative := i < len(text) && text[i] == '-'
	if negative || i < len(text) && text[i] == '+' {
		i++
	}
	digits, first := uint64(0), i
	for ; i < len(text) && text[i]-'0' <= 9; i++ {
		digits = 10*digits + uint64(text[i]-'0')
	}
	count, exponent := i-first, 0
	if i < len(text) && text[i] == point {
		for i, first = i+1, i+1; i < len(text) && text[i]-'0' <= 9; i++ {
			digits = 10*digits + uint64(text[i]-'0')
		}
		exponent = first - i
		count += i - first
	}
	if i < len(text) && text[i]|0x20 == 'e' {
		power, after, there := integer(text, i+1)
		if !there {
			return 0, 0, false
		}
		exponent, i = exponent+power, after
	}
	if count < 1 || count > mostDigits || exponent <= -len(tens) || exponent >= len(tens) {
		return 0, 0, false
	}
	value := float64(digits)
	if exponent < 0 {
		value /= tens[-exponent]
	} else {
		value *= tens[exponent]
	}
	const middle, near = 1 << (mantissa32 - 1), 4
	beyond := math.Float64bits(value) & (1<<mantissa32 - 1)
	if beyond > middle-near && beyond < middle+near || value >= 0x1p127 || value < 0x1p-126 && digits != 0 {
		return 0, 0, false
	}
	if negative {
		value = -value
	}
	return float32(value), i, true
}

// integer reads a signed number of one to three digits.
func integer(text []byte, i int) (n, end int, ok bool) {
	negative := i < len(text) && text[i] == '-'
	if negative || i < len(text) && text[i] == '+' {
		i++
	}
	first := i
	for ; i < len(text) && text[i]-'0' <= 9 && i < first+4; i++ {
		n = 10*n + int(text[i]-'0')
	}
	if negative {
		n = -n
	}
	return n, i, i > first && i < first+4
}
