package protocol

import (
	"fmt"
	"math"
	"reflect"
	"syscall/js"
)

// Limits on what a message may hold beside its Float32Arrays.
const (
	maxItems   = 1 << 20 // of a list or an object
	maxInteger = 1<<53 - 1
)

// decodeStruct fills dst from an object. path names dst in errors, "" at the top.
func decodeStruct(dst reflect.Value, v js.Value, path string) error {
	if v.Type() != js.TypeObject {
		return refuse(path, v, "an object")
	}
	for i := range dst.NumField() {
		name, _ := tag(dst.Type().Field(i))
		if name == "-" {
			continue
		}
		item := v.Get(name)
		if item.IsUndefined() || item.IsNull() {
			continue
		}
		if err := decode(dst.Field(i), item, join(path, name)); err != nil {
			return err
		}
	}
	return nil
}

// decode fills dst, which is zero, from v, which is there.
func decode(dst reflect.Value, v js.Value, path string) error {
	switch special := dst.Addr().Interface().(type) {
	case *Floats:
		got, err := floatsOf(v)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		*special = got
		return nil
	case *Bytes:
		got, err := bytesOf(v)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		*special = got
		return nil
	case *js.Value:
		if !v.InstanceOf(js.Global().Get("Blob")) {
			return refuse(path, v, "a Blob")
		}
		*special = v
		return nil
	case *map[string]string:
		got, err := texts(v, path)
		*special = got
		return err
	}
	switch dst.Kind() {
	case reflect.String:
		if v.Type() != js.TypeString {
			return refuse(path, v, "text")
		}
		dst.SetString(v.String())
	case reflect.Bool:
		if v.Type() != js.TypeBoolean {
			return refuse(path, v, "true or false")
		}
		dst.SetBool(v.Bool())
	case reflect.Struct:
		return decodeStruct(dst, v, path)
	case reflect.Pointer:
		dst.Set(reflect.New(dst.Type().Elem()))
		return decodeStruct(dst.Elem(), v, path)
	case reflect.Slice, reflect.Array:
		return decodeList(dst, v, path)
	default:
		return decodeNumber(dst, v, path)
	}
	return nil
}

func decodeNumber(dst reflect.Value, v js.Value, path string) error {
	if v.Type() != js.TypeNumber {
		return refuse(path, v, "a number")
	}
	x := v.Float()
	switch dst.Kind() {
	case reflect.Float64:
		dst.SetFloat(x)
	case reflect.Int:
		if x != math.Trunc(x) || math.Abs(x) > math.MaxInt32 {
			return refuse(path, v, "a whole number of 32 bits")
		}
		dst.SetInt(int64(x))
	case reflect.Uint64:
		if x != math.Trunc(x) || x < 0 || x > maxInteger {
			return refuse(path, v, "a whole number from 0 to 2⁵³ − 1")
		}
		dst.SetUint(uint64(x))
	default:
		return fmt.Errorf("%s: no message carries a %s", path, dst.Type())
	}
	return nil
}

func decodeList(dst reflect.Value, v js.Value, path string) error {
	if !js.Global().Get("Array").Call("isArray", v).Bool() {
		return refuse(path, v, "a list")
	}
	n := v.Length()
	switch {
	case n > maxItems:
		return fmt.Errorf("%s: %d items: want at most %d", path, n, maxItems)
	case dst.Kind() == reflect.Slice:
		dst.Set(reflect.MakeSlice(dst.Type(), n, n))
	case n != dst.Len():
		return fmt.Errorf("%s: %d items: want %d", path, n, dst.Len())
	}
	for i := range n {
		if err := decode(dst.Index(i), v.Index(i), fmt.Sprintf("%s[%d]", path, i)); err != nil {
			return err
		}
	}
	return nil
}

// texts decodes the one kind of map that messages carry, from text to text.
func texts(v js.Value, path string) (map[string]string, error) {
	if v.Type() != js.TypeObject {
		return nil, refuse(path, v, "an object")
	}
	keys := js.Global().Get("Object").Call("keys", v)
	n := keys.Length()
	if n > maxItems {
		return nil, fmt.Errorf("%s: %d items: want at most %d", path, n, maxItems)
	}
	decoded := make(map[string]string, n)
	for i := range n {
		key := keys.Index(i).String()
		value := v.Get(key)
		if value.Type() != js.TypeString {
			return nil, refuse(join(path, key), value, "text")
		}
		decoded[key] = value.String()
	}
	return decoded, nil
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func refuse(path string, v js.Value, want string) error {
	if path == "" {
		path = "message"
	}
	return fmt.Errorf("%s: %s: want %s", path, describe(v), want)
}

// describe shows v in an error, cut short.
func describe(v js.Value) string {
	switch v.Type() {
	case js.TypeString:
		const longest = 40
		text := []rune(v.String())
		if len(text) > longest {
			text = append(text[:longest], '…')
		}
		return fmt.Sprintf("%q", string(text))
	case js.TypeNumber:
		return fmt.Sprint(v.Float())
	case js.TypeBoolean:
		return fmt.Sprint(v.Bool())
	}
	return v.Type().String()
}
