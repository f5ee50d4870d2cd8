package browser

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// A console collects what a page complains about: uncaught exceptions, and errors and warnings of scripts, network and security
// policy, of the page itself, its frames and its workers.
type console struct {
	mu       sync.Mutex
	said     []string
	expected []string
}

// follow collects from the tab of ctx, from now until ctx ends.
func (c *console) follow(ctx context.Context) {
	messages := chromedp.Console(ctx)
	go func() {
		for m, err := range messages {
			if err != nil {
				return // the tab is closed
			}
			if complains(m) {
				c.add(m.String() + place(m))
			}
		}
	}()
}

// complains reports whether a message is an error, a warning or a failed assertion. The software GPU's advice on speed is none:
// whoever reads a pixel back gets it.
func complains(m chromedp.ConsoleMessage) bool {
	if strings.Contains(m.Text, "GL Driver Message (OpenGL, Performance") {
		return false
	}
	switch m.Type {
	case chromedp.ConsoleError, chromedp.ConsoleWarning, chromedp.ConsoleException, "assert":
		return true
	}
	return false
}

// place is where a message came from, for people to read.
func place(m chromedp.ConsoleMessage) string {
	if m.URL == "" {
		return ""
	}
	return " (" + m.URL + ")"
}

func (c *console) add(message string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.said = append(c.said, message)
}

func (c *console) expect(text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.expected = append(c.expected, text)
}

func (c *console) complaints() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.said)
}

// report fails the test for each complaint that was not expected.
func (c *console) report(t testing.TB) {
	t.Helper()
	for _, message := range c.unexpected() {
		t.Errorf("the page complained: %s", message)
	}
}

func (c *console) unexpected() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var messages []string
	for _, m := range c.said {
		if !slices.ContainsFunc(c.expected, func(text string) bool { return strings.Contains(m, text) }) {
			messages = append(messages, m)
		}
	}
	return messages
}
