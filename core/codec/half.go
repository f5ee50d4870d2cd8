package codec

import "math"

// Half is the nearest number of 16 bits (IEEE 754 binary16) to x; ties go to the even one. Beyond ±65504 it is infinite.
func Half(x float32) uint16 {
	bits := math.Float32bits(x)
	sign, size := uint16(bits>>16&0x8000), bits&0x7fffffff
	switch {
	case size > 0x7f800000:
		return sign | 0x7e00 // not a number
	case size >= 0x477ff000: // from halfway to 2¹⁶ on
		return sign | 0x7c00
	case size < 0x38800000: // below 2⁻¹⁴ steps are 2⁻²⁴
		return sign | uint16(math.RoundToEven(float64(math.Float32frombits(size))*(1<<24)))
	}
	size += 0xfff + size>>13&1
	return sign | uint16((size-0x38000000)>>13)
}

// FromHalf is the number of 16 bits, exactly.
func FromHalf(h uint16) float32 {
	size, sign := float64(h&0x3ff), 1.0
	if h&0x8000 != 0 {
		sign = -1
	}
	switch exponent := int(h >> 10 & 0x1f); exponent {
	case 0:
		return float32(math.Copysign(math.Ldexp(size, -24), sign))
	case 0x1f:
		if size > 0 {
			return float32(math.NaN())
		}
		return float32(math.Inf(int(sign)))
	default:
		return float32(sign * math.Ldexp(1024+size, exponent-25))
	}
}
