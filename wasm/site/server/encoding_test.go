package server

import (
	"errors"
	"testing"
)

func TestPreferred(t *testing.T) {
	all := []variant{{coding: "br"}, {coding: "gzip"}, {coding: ""}}
	for _, test := range []struct {
		name, accept, want string
		variants           []variant
	}{
		{"no header", "", "", all},
		{"browser", "gzip, deflate, br, zstd", "br", all},
		{"older browser", "gzip, deflate", "gzip", all},
		{"weights decide", "br;q=0.5, gzip;q=0.8", "gzip", all},
		{"three decimals", "br;q=0.501, gzip;q=0.5", "br", all},
		{"coding refused", "br;q=0, gzip", "gzip", all},
		{"identity preferred", "identity, br;q=0.9", "", all},
		{"anything", "*", "br", all},
		{"anything but br", "*, br;q=0", "gzip", all},
		{"any at a low weight", "gzip;q=0.7, *;q=0.1", "gzip", all},
		{"case and space", " GZip ; Q=1 ", "gzip", all},
		{"old name of gzip", "x-gzip", "gzip", all},
		{"unknown coding", "zstd", "", all},
		{"malformed weight is dropped", "br;q=high, gzip;q=0.1", "gzip", all},
		{"weight above one is dropped", "br;q=2, gzip;q=0.1", "gzip", all},
		{"not a number is dropped", "br;q=NaN, gzip;q=0.1", "gzip", all},
		{"empty elements", ", ,br", "br", all},
		{"only the plain file", "br, gzip", "", all[2:]},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := preferred(test.variants, []string{test.accept})
			if err != nil || got.coding != test.want {
				t.Errorf("Accept-Encoding %q: %q, error %v; want %q", test.accept, got.coding, err, test.want)
			}
		})
	}
}

func TestPreferredRefuses(t *testing.T) {
	for _, accept := range []string{"*;q=0", "identity;q=0", "br, identity;q=0"} {
		if got, err := preferred([]variant{{coding: ""}}, []string{accept}); !errors.Is(err, errNotAcceptable) {
			t.Errorf("Accept-Encoding %q: %+v, error %v; want errNotAcceptable", accept, got, err)
		}
	}
}

func TestSeveralHeaderFields(t *testing.T) {
	got, err := preferred([]variant{{coding: "br"}, {coding: "gzip"}, {coding: ""}}, []string{"gzip;q=0.5", "br;q=0.2"})
	if err != nil || got.coding != "gzip" {
		t.Errorf("got %q, error %v; want gzip", got.coding, err)
	}
}
