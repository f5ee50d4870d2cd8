package protocol

import (
	"reflect"
	"syscall/js"
)

// encodeStruct sets dst's properties to the fields of v and appends the buffers of its Float32Arrays and Uint8Arrays to transfer.
func encodeStruct(dst js.Value, v reflect.Value, transfer js.Value) {
	for i := range v.NumField() {
		name, omitEmpty := tag(v.Type().Field(i))
		if name == "-" || omitEmpty && v.Field(i).IsZero() {
			continue
		}
		dst.Set(name, encode(v.Field(i), transfer))
	}
}

// encode returns v as JavaScript would have it from JSON, Floats, Bytes and files excepted.
func encode(v reflect.Value, transfer js.Value) any {
	switch special := v.Interface().(type) {
	case interface{ array() js.Value }:
		array := special.array()
		transfer.Call("push", array.Get("buffer"))
		return array
	case js.Value:
		return special
	}
	switch v.Kind() {
	case reflect.String:
		return v.String()
	case reflect.Bool:
		return v.Bool()
	case reflect.Int:
		return v.Int()
	case reflect.Uint64:
		return v.Uint()
	case reflect.Float64:
		return v.Float()
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		return encode(v.Elem(), transfer)
	case reflect.Struct:
		object := js.Global().Get("Object").New()
		encodeStruct(object, v, transfer)
		return object
	case reflect.Slice, reflect.Array:
		list := js.Global().Get("Array").New(v.Len())
		for i := range v.Len() {
			list.SetIndex(i, encode(v.Index(i), transfer))
		}
		return list
	case reflect.Map:
		object := js.Global().Get("Object").New()
		for entries := v.MapRange(); entries.Next(); {
			object.Set(entries.Key().String(), encode(entries.Value(), transfer))
		}
		return object
	}
	panic("protocol: no message carries a " + v.Type().String())
}
