package bench

import (
	"io"
	"os"
	"path/filepath"

	"github.com/andybalholm/brotli"
)

// quality is Brotli's last level but two: the last takes 35 s for the largest peer and saves a few percent of each.
const quality = 9

// wireBytes is what files of a folder weigh after Brotli, together.
func wireBytes(dir string, names []string) (int, error) {
	total := 0
	for _, name := range names {
		content, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			return 0, err
		}
		var size counter
		w := brotli.NewWriterOptions(&size, brotli.WriterOptions{Quality: quality, LGWin: 24})
		if _, err := w.Write(content); err != nil {
			return 0, err
		}
		if err := w.Close(); err != nil {
			return 0, err
		}
		total += int(size)
	}
	return total, nil
}

// A counter counts the bytes written to it.
type counter int

var _ io.Writer = (*counter)(nil)

// Write implements [io.Writer].
func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
