package assets_test

import (
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"

	"pushforward/assets"
)

func TestOpenReadsTheData(t *testing.T) {
	for name, want := range map[string]struct {
		header string
		rows   int
	}{
		"us-zipcodes.csv": {"longitude,latitude\n", 33109},
		"penguins.csv":    {"flipper_mm,beak_length_mm,species\n", 342},
		"earthquakes.csv": {"longitude,latitude\n", 1707},
	} {
		file, err := assets.Open(name)
		if err != nil {
			t.Error(err)
			continue
		}
		text, err := io.ReadAll(file)
		if err != nil {
			t.Error(err)
		}
		if rows := strings.Count(string(text), "\n") - 1; !strings.HasPrefix(string(text), want.header) || rows != want.rows {
			t.Errorf("%s starts with %.40q and has %d rows, want %q and %d", name, text, rows, want.header, want.rows)
		}
		if err := file.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestOpenNamesWhatIsMissing(t *testing.T) {
	for _, name := range []string{"mars.csv", "../assets.go", ""} {
		file, err := assets.Open(name)
		if name == "" && err == nil { // the folder itself opens, but there is nothing to read in it
			_, err = file.Read(make([]byte, 1))
		} else if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrInvalid) {
			t.Errorf("Open(%q): error %v, want one that says the file does not exist", name, err)
		}
		if err == nil {
			t.Errorf("Open(%q) has something to read", name)
		}
	}
}
