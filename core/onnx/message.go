package onnx

// A message is bytes in the wire format of protocol buffers (https://protobuf.dev/programming-guides/encoding): fields one after the other, each a number and
// a kind, then a whole number or a length and bytes.
type message []byte

// The kinds of field that ONNX models need.
const (
	kindWhole  = 0
	kindLength = 2
)

// whole adds a field with a number of 64 bits, 0 or more.
func (m *message) whole(field int, value int64) {
	m.varint(uint64(field)<<3 | kindWhole)
	m.varint(uint64(value))
}

// text adds a field with a string.
func (m *message) text(field int, value string) {
	m.varint(uint64(field)<<3 | kindLength)
	m.varint(uint64(len(value)))
	*m = append(*m, value...)
}

// message adds a field with another message, or with bytes.
func (m *message) message(field int, value message) {
	m.varint(uint64(field)<<3 | kindLength)
	m.varint(uint64(len(value)))
	*m = append(*m, value...)
}

// varint adds seven bits a byte, the lowest first; all but the last have the top bit set.
func (m *message) varint(value uint64) {
	for ; value > 127; value >>= 7 {
		*m = append(*m, byte(value)|128)
	}
	*m = append(*m, byte(value))
}
