package safetensors

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"pushforward/core/codec/jsontext"
)

// A place is a tensor before its numbers are read: where its bytes lie, and how many one number has.
type place struct {
	Tensor
	begin, end int
	width      int // 2 or 4
}

// placed lists what a header says of tensors, in the order of their bytes. Each has as many bytes as its shape asks for.
func placed(header jsontext.Object) ([]place, error) {
	order, places := make([]string, 0, len(header)), make(map[string]place, len(header))
	for name, value := range header {
		p, err := newPlace(value)
		if err != nil {
			return nil, fmt.Errorf("tensor %.60q: %w", name, err)
		}
		p.Name = name
		key := fmt.Sprintf("%010d %010d %s", p.begin, p.end, name) // one without numbers lies before the one that begins there
		order, places[key] = append(order, key), p
	}
	slices.Sort(order)
	list := make([]place, len(order))
	for i, key := range order {
		list[i] = places[key]
	}
	return list, nil
}

func newPlace(value any) (place, error) {
	object, ok := value.(jsontext.Object)
	if !ok || len(object) != 3 {
		return place{}, errors.New("want an object of dtype, shape and data_offsets")
	}
	var p place
	switch kind, _ := object["dtype"].(string); kind {
	case "F32":
		p.width = 4
	case "F16":
		p.width = 2
	default:
		return place{}, fmt.Errorf("dtype %.20q: want F32 or F16", kind)
	}
	shape, ok := wholes(object["shape"], maxRank)
	if !ok {
		return place{}, fmt.Errorf("shape: want at most %d whole numbers", maxRank)
	}
	offsets, ok := wholes(object["data_offsets"], 2)
	if !ok || len(offsets) != 2 {
		return place{}, errors.New("data_offsets: want two whole numbers")
	}
	p.Shape, p.begin, p.end = shape, offsets[0], offsets[1]
	size, err := count(shape)
	if err != nil {
		return place{}, err
	}
	if p.end < p.begin || p.end-p.begin != size*p.width {
		return place{}, fmt.Errorf("bytes from %d to %d for shape %v: want %d", p.begin, p.end, shape, size*p.width)
	}
	return p, nil
}

// wholes is a list of numbers, at most so many, of which each is whole and fits an int32, so that it is an int on every machine.
func wholes(value any, most int) ([]int, bool) {
	list, ok := value.([]any)
	if !ok || len(list) > most {
		return nil, false
	}
	numbers := make([]int, len(list))
	for i, item := range list {
		x, ok := item.(float64)
		if !ok || x != math.Trunc(x) || x < 0 || x > math.MaxInt32 {
			return nil, false
		}
		numbers[i] = int(x)
	}
	return numbers, true
}

// count is the product of a shape: how many numbers a tensor has.
func count(shape []int) (int, error) {
	const most = math.MaxInt32 / 4
	size := 1
	for _, n := range shape {
		if n < 0 || n > 0 && size > most/n { // division: the product may overflow
			return 0, fmt.Errorf("shape %v: want at most %d numbers", shape, most)
		}
		size *= n
	}
	return size, nil
}
