package param

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// A field is a parameter and the place its value is kept.
type field struct {
	Parameter
	value reflect.Value
}

// fields lists the well-formed parameters of the struct v points to, in declaration order, and joins the faults of the others.
func fields(v any) ([]field, error) {
	pointer := reflect.ValueOf(v)
	if pointer.Kind() != reflect.Pointer || pointer.IsNil() || pointer.Elem().Kind() != reflect.Struct {
		return nil, fmt.Errorf("param: %T: want a pointer to a struct", v)
	}
	var list []field
	var faults []error
	collect(pointer.Elem(), &list, &faults)
	return list, errors.Join(faults...)
}

func collect(structure reflect.Value, list *[]field, faults *[]error) {
	for i := range structure.NumField() {
		declared := structure.Type().Field(i)
		name, tagged := declared.Tag.Lookup("name")
		if declared.Anonymous && !tagged && declared.Type.Kind() == reflect.Struct {
			collect(structure.Field(i), list, faults)
			continue
		}
		if !tagged {
			continue
		}
		parameter, err := parseTag(declared)
		if err == nil && find(*list, name) != nil {
			err = errors.New("the name is taken by an earlier field")
		}
		if err != nil {
			*faults = append(*faults, fmt.Errorf("param: field %s, name %q: %w", declared.Name, name, err))
			continue
		}
		*list = append(*list, field{parameter, structure.Field(i)})
	}
}

// find is the field called name, or nil.
func find(list []field, name string) *field {
	for i := range list {
		if list[i].Name == name {
			return &list[i]
		}
	}
	return nil
}

func parseTag(declared reflect.StructField) (Parameter, error) {
	tag := declared.Tag
	p := Parameter{
		Name:  tag.Get("name"),
		Label: tag.Get("label"),
		Kind:  kindOf(declared.Type, tag),
		Scale: tag.Get("scale"),
		Unit:  tag.Get("unit"),
		Help:  tag.Get("help"),
	}
	if p.Scale == "" {
		p.Scale = "linear"
	}
	if choices, ok := tag.Lookup("choices"); ok {
		p.Choices = strings.Split(choices, ",")
	}
	switch {
	case !declared.IsExported():
		return p, errors.New("the field is not exported")
	case p.Kind == "":
		return p, fmt.Errorf("type %v: want float64, int, bool, string or []int", declared.Type)
	case !validName(p.Name):
		return p, errors.New("want a letter, then letters, digits, '-' and '_'")
	case p.Label == "" || p.Help == "":
		return p, errors.New("want a label and a help")
	}
	if err := parseRange(&p, tag); err != nil {
		return p, err
	}
	return p, parseDefault(&p, tag)
}

func kindOf(t reflect.Type, tag reflect.StructTag) string {
	switch t {
	case reflect.TypeFor[float64]():
		return Float
	case reflect.TypeFor[int]():
		return Int
	case reflect.TypeFor[bool]():
		return Bool
	case reflect.TypeFor[string]():
		if _, ok := tag.Lookup("max"); !ok {
			return Choice
		}
		if tag.Get("made") == "true" {
			return Made
		}
		return Text
	case reflect.TypeFor[[]int]():
		return Ints
	}
	return ""
}

func validName(name string) bool {
	for i, r := range []byte(name) {
		letter := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
		if !letter && (i == 0 || r != '-' && r != '_' && (r < '0' || '9' < r)) {
			return false
		}
	}
	return name != ""
}

// parseRange fills Min and Max of a number and checks that what is given fits the kind.
func parseRange(p *Parameter, tag reflect.StructTag) error {
	low, hasMin := tag.Lookup("min")
	high, hasMax := tag.Lookup("max")
	number := p.Kind == Float || p.Kind == Int || p.Kind == Ints
	text := p.Kind == Text || p.Kind == Made
	switch {
	case number != hasMin || (number || text) != hasMax:
		return errors.New("want min and max with numbers and only with them, or max with a string")
	case (p.Kind == Choice) != (p.Choices != nil):
		return errors.New("want choices, or max, with a string and only with it")
	case p.Scale != "linear" && (p.Scale != "log" || !number):
		return fmt.Errorf("scale %q: want linear, or log with a number", p.Scale)
	case text:
		most, err := strconv.ParseUint(high, 10, 31)
		p.Max = float64(most)
		return err
	case !number:
		return nil
	}
	var errMin, errMax error
	p.Min, errMin = strconv.ParseFloat(low, 64)
	p.Max, errMax = strconv.ParseFloat(high, 64)
	if err := errors.Join(errMin, errMax); err != nil {
		return err
	}
	if !(p.Min < p.Max) || p.Max-p.Min > maxSpan {
		return fmt.Errorf("min %q, max %q: want finite numbers, min below max", low, high)
	}
	if p.Scale == "log" && p.Min <= 0 {
		return fmt.Errorf("min %q: want > 0 with a log scale", low)
	}
	return nil
}

// maxSpan keeps both ends of a range finite, and whole numbers in it exact.
const maxSpan = 1 << 53

// parseDefault brings the default to the form [Get] writes.
func parseDefault(p *Parameter, tag reflect.StructTag) error {
	text, ok := tag.Lookup("default")
	if !ok {
		return errors.New("want a default")
	}
	value, err := p.parse(text)
	if err != nil {
		return fmt.Errorf("default: %w", err)
	}
	p.Default = format(value)
	return nil
}
