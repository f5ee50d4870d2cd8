package target_test

import (
	"testing"

	"pushforward/assets"
	"pushforward/core/target"
	"pushforward/core/target/targettest"
)

func TestRegistry(t *testing.T) { targettest.TestRegistry(t, target.Registry(), assets.Open) }
