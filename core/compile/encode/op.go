package encode

// Op is an instruction: one byte, or an opcode after a prefix byte, marked by a high bit.
type Op int

const (
	saturating Op = 0x08000 // prefix 0xfc
	simd       Op = 0x10000 // prefix 0xfd
)

// The instructions used, named as in the specification.
const (
	F32Load  Op = 0x2a
	I32Load  Op = 0x28
	I64Load  Op = 0x29
	F32Store Op = 0x38
	I32Store Op = 0x36
	I64Store Op = 0x37

	Drop      Op = 0x1a
	SelectVal Op = 0x1b

	I32Eqz Op = 0x45
	I32Eq  Op = 0x46
	I32Ne  Op = 0x47
	I32LtS Op = 0x48
	I32LtU Op = 0x49
	I32GtS Op = 0x4a
	I32GeS Op = 0x4e
	I64LtS Op = 0x53
	I64LeS Op = 0x57
	F32Ne  Op = 0x5c

	I32Add  Op = 0x6a
	I32Sub  Op = 0x6b
	I32Mul  Op = 0x6c
	I32And  Op = 0x71
	I32Or   Op = 0x72
	I32Xor  Op = 0x73
	I32Shl  Op = 0x74
	I32ShrS Op = 0x75
	I32ShrU Op = 0x76
	I64Or   Op = 0x84
	I64Shl  Op = 0x86

	F32Add Op = 0x92
	F32Min Op = 0x96
	F32Max Op = 0x97

	I32WrapI64        Op = 0xa7
	I64ExtendI32S     Op = 0xac
	I64ExtendI32U     Op = 0xad
	F32ConvertI32S    Op = 0xb2
	I32ReinterpretF32 Op = 0xbc

	V128Load        = simd // | 0x00
	V128Load32Splat = simd | 0x09
	V128Store       = simd | 0x0b
	V128Load32Lane  = simd | 0x56
	V128Load64Lane  = simd | 0x57
	V128Store32Lane = simd | 0x5a
	V128Store64Lane = simd | 0x5b
	V128Load32Zero  = simd | 0x5c
	V128Load64Zero  = simd | 0x5d

	I32x4Splat       = simd | 0x11
	F32x4Splat       = simd | 0x13
	I32x4ExtractLane = simd | 0x1b
	F32x4ExtractLane = simd | 0x1f
	F32x4ReplaceLane = simd | 0x20

	I32x4Eq = simd | 0x37
	F32x4Eq = simd | 0x41
	F32x4Ne = simd | 0x42
	F32x4Lt = simd | 0x43
	F32x4Gt = simd | 0x44
	F32x4Le = simd | 0x45
	F32x4Ge = simd | 0x46

	V128Not       = simd | 0x4d
	V128And       = simd | 0x4e
	V128AndNot    = simd | 0x4f
	V128Or        = simd | 0x50
	V128Xor       = simd | 0x51
	V128Bitselect = simd | 0x52

	F32x4Floor   = simd | 0x68
	F32x4Nearest = simd | 0x6a

	I32x4Shl  = simd | 0xab
	I32x4ShrS = simd | 0xac
	I32x4ShrU = simd | 0xad
	I32x4Add  = simd | 0xae
	I32x4Sub  = simd | 0xb1
	I32x4Mul  = simd | 0xb5
	I32x4MinS = simd | 0xb6
	I32x4MaxS = simd | 0xb8

	F32x4Abs  = simd | 0xe0
	F32x4Neg  = simd | 0xe1
	F32x4Sqrt = simd | 0xe3
	F32x4Add  = simd | 0xe4
	F32x4Sub  = simd | 0xe5
	F32x4Mul  = simd | 0xe6
	F32x4Div  = simd | 0xe7
	F32x4Min  = simd | 0xe8
	F32x4Max  = simd | 0xe9
	F32x4PMin = simd | 0xea
	F32x4PMax = simd | 0xeb

	I32x4TruncSatF32x4S = simd | 0xf8
	I32x4TruncSatF32x4U = simd | 0xf9
	F32x4ConvertI32x4S  = simd | 0xfa
	F32x4ConvertI32x4U  = simd | 0xfb
	F32x4RelaxedMadd    = simd | 0x105

	I32TruncSatF32S = saturating // | 0x00
)
