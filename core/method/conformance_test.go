package method_test

import (
	"testing"

	"pushforward/core/method"
	"pushforward/core/method/methodtest"
)

func TestRegistry(t *testing.T) {
	methodtest.TestRegistry(t, method.Registry(), method.Families())
}
