package protocol

import (
	"reflect"
	"strings"
)

// tag returns the name a struct's field has on the wire ("-" if it never travels), and whether its zero value is left out.
func tag(f reflect.StructField) (name string, omitEmpty bool) {
	name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
	if name == "" {
		name = f.Name
	}
	return name, options == "omitempty"
}
