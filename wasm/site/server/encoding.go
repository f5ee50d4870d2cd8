package server

import (
	"errors"
	"strconv"
	"strings"
)

// errNotAcceptable says that a request refuses every variant there is.
var errNotAcceptable = errors.New("server: no variant of the file is acceptable")

// preferred picks the variant of highest quality under Accept-Encoding (RFC 9110, section 12.5.3); among equals the
// first. Variants come best compressed first, and the last is the plain file.
func preferred(variants []variant, acceptEncoding []string) (variant, error) {
	accepted := parseQualities(acceptEncoding)
	best, quality := variant{}, 0.0
	for _, v := range variants {
		if q := accepted.of(v.coding); q > quality {
			best, quality = v, q
		}
	}
	if quality == 0 {
		return variant{}, errNotAcceptable
	}
	return best, nil
}

// qualities holds the weight in [0,1] of each content coding a request names.
type qualities map[string]float64

// of is the weight of a coding, "" meaning none. Unless the request speaks of it, no coding is welcome, and the plain file
// is, but only just: whoever lists codings prefers them.
func (q qualities) of(coding string) float64 {
	if coding == "" {
		coding = "identity"
	}
	if weight, ok := q[coding]; ok {
		return weight
	}
	if weight, ok := q["*"]; ok {
		return weight
	}
	if coding == "identity" {
		return 1e-4 // below .001, the least weight that can be written
	}
	return 0
}

// parseQualities reads the values of Accept-Encoding, such as "gzip;q=0.8, br". An element with a malformed weight is dropped.
func parseQualities(values []string) qualities {
	result := qualities{}
	for _, value := range values {
		for element := range strings.SplitSeq(value, ",") {
			coding, parameter, weighted := strings.Cut(element, ";")
			coding = strings.ToLower(strings.TrimSpace(coding))
			weight := 1.0
			if weighted {
				var ok bool
				if weight, ok = parseWeight(parameter); !ok {
					continue
				}
			}
			if coding == "x-gzip" { // the older name (RFC 9110, section 8.4.1.3)
				coding = "gzip"
			}
			if coding != "" {
				result[coding] = weight
			}
		}
	}
	return result
}

// parseWeight reads a weight parameter such as "q=0.5".
func parseWeight(parameter string) (weight float64, ok bool) {
	name, digits, _ := strings.Cut(parameter, "=")
	if !strings.EqualFold(strings.TrimSpace(name), "q") {
		return 0, false
	}
	weight, err := strconv.ParseFloat(strings.TrimSpace(digits), 64)
	return weight, err == nil && weight >= 0 && weight <= 1
}
