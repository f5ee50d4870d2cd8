package param

import (
	"fmt"
	"reflect"
	"strings"
)

// Table lists the parameters of the struct v points to, in the order of their fields.
func Table(v any) []Parameter {
	list, _ := fields(v) // faults are Check's to report
	table := make([]Parameter, len(list))
	for i, f := range list {
		table[i] = f.Parameter
	}
	return table
}

// Check reports every malformed tag of the struct v points to. The tests of a registry call it on each entry.
func Check(v any) error {
	_, err := fields(v)
	return err
}

// SetDefaults gives every parameter of the struct v points to its default.
func SetDefaults(v any) {
	list, _ := fields(v)
	for _, f := range list {
		if value, err := f.parse(f.Default); err == nil {
			f.value.Set(reflect.ValueOf(value))
		}
	}
}

// Set reads one parameter of the struct v points to from text. After an error the struct is as it was; the error names the
// value and what is allowed.
func Set(v any, name, value string) error {
	f, err := lookUp(v, name)
	if err != nil {
		return err
	}
	parsed, err := f.parse(value)
	if err != nil {
		return err
	}
	f.value.Set(reflect.ValueOf(parsed))
	return nil
}

// SetAll gives every parameter its default and then sets those in values, in the table's order, up to the first error: a value that is not
// allowed, or else the first of the names, in their order, that no parameter has.
func SetAll(v any, values map[string]string) error {
	SetDefaults(v)
	known := 0
	for _, p := range Table(v) {
		text, ok := values[p.Name]
		if !ok {
			continue
		}
		if err := Set(v, p.Name, text); err != nil {
			return err
		}
		known++
	}
	if known == len(values) {
		return nil
	}
	return firstUnknown(v, values)
}

// firstUnknown is the error of the first name, in their order, that no parameter has.
func firstUnknown(v any, values map[string]string) error {
	var first string
	var err error
	for name, text := range values {
		if err != nil && name > first {
			continue
		}
		if unknown := Set(v, name, text); unknown != nil {
			first, err = name, unknown
		}
	}
	return err
}

// Get writes the present value of one parameter as [Set] reads it.
func Get(v any, name string) (string, error) {
	f, err := lookUp(v, name)
	if err != nil {
		return "", err
	}
	return format(f.value.Interface()), nil
}

// NonDefault is the parameters that differ from their defaults, by name: what a permalink must carry.
func NonDefault(v any) map[string]string {
	changed := map[string]string{}
	list, _ := fields(v)
	for _, f := range list {
		if text := format(f.value.Interface()); text != f.Default {
			changed[f.Name] = text
		}
	}
	return changed
}

// lookUp is the parameter called name; the error of an unknown name lists the known ones.
func lookUp(v any, name string) (*field, error) {
	list, err := fields(v)
	if f := find(list, name); f != nil {
		return f, nil
	}
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("param: unknown name %q: there are no parameters", name)
	}
	names := make([]string, len(list))
	for i, f := range list {
		names[i] = f.Name
	}
	return nil, fmt.Errorf("param: unknown name %q: want one of %s", name, strings.Join(names, ", "))
}
