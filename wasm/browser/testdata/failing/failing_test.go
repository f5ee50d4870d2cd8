// Package failing has one test that passes and one that fails.
package failing

import "testing"

func TestPasses(t *testing.T) { t.Log("in the browser") }

func TestFails(t *testing.T) { t.Error("on purpose") }
