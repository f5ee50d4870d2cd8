package protocol

import (
	"fmt"
	"reflect"
	"syscall/js"
)

// TypeOf returns a message's type, or an error if message is not one of this protocol and version.
func TypeOf(message js.Value) (Type, error) {
	if message.Type() != js.TypeObject || message.Get("ns").Type() != js.TypeString || message.Get("ns").String() != Namespace {
		return "", fmt.Errorf("not a message: want an object whose ns is %q", Namespace)
	}
	if v := message.Get("v"); v.Type() != js.TypeNumber || v.Float() != Version {
		return "", fmt.Errorf("message version %s: want %d", v.String(), Version)
	}
	if t := message.Get("type"); t.Type() == js.TypeString {
		return Type(t.String()), nil
	}
	return "", fmt.Errorf("message without a type: want a string")
}

// Decode fills the struct that into points to from a message's fields, as the package comment lays down. Fields that
// are absent become zero, unknown ones are let pass. The slices are new. An error names the field; into is then undefined.
func Decode(message js.Value, into any) error {
	v := reflect.ValueOf(into)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		return fmt.Errorf("decode: into %T: want a pointer to a struct", into)
	}
	v.Elem().SetZero()
	return decodeStruct(v.Elem(), message, "")
}

// Encode returns the message of a type with the fields of a struct (nil for none), and the list of buffers to transfer
// with it. The Float32Arrays in it are copies.
func Encode(t Type, fields any) (message, transfer js.Value) {
	message = js.Global().Get("Object").New()
	transfer = js.Global().Get("Array").New()
	message.Set("ns", Namespace)
	message.Set("v", Version)
	message.Set("type", string(t))
	if v := reflect.Indirect(reflect.ValueOf(fields)); v.IsValid() {
		encodeStruct(message, v, transfer)
	}
	return message, transfer
}
