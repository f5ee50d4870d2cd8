package target

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
)

// OwnFolder begins the names under which [Open] is asked for the user's own data.
const OwnFolder = "own/"

// openOwn opens the user's data: a file in base64url (RFC 4648), or @ and the name of one, of small letters and digits.
func openOwn(open Open, value string) (io.ReadCloser, error) {
	if name, ok := strings.CutPrefix(value, "@"); ok {
		if name == "" || strings.ContainsFunc(name, func(r rune) bool { return (r < '0' || r > '9') && (r < 'a' || r > 'z') }) {
			return nil, fmt.Errorf("data %q: want @ and small letters and digits", value)
		}
		if open == nil {
			return nil, fmt.Errorf("data %q: %w", value, errNoOpen)
		}
		return open(OwnFolder + name)
	}
	file, err := base64.RawURLEncoding.DecodeString(value)
	if err != nil {
		return nil, fmt.Errorf("data %.20q: want base64url, or @ and a name: %w", value, err)
	}
	return io.NopCloser(bytes.NewReader(file)), nil
}
