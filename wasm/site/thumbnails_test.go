package main

import (
	"slices"
	"strings"
	"testing"

	"pushforward/assets"
	"pushforward/core/target"
)

func TestThumbnailsOfAllTargets(t *testing.T) {
	list, err := drawThumbnails(assets.Open)
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != len(target.Registry()) {
		t.Errorf("%d thumbnails of %d targets", len(list), len(target.Registry()))
	}
	for id, text := range list {
		at := readGaps(text)
		if len(at) < 40 || len(at) > thumbnailPoints || at[len(at)-1] >= thumbnailWidth*thumbnailHeight {
			t.Errorf("%s: %d cells up to %d", id, len(at), at[len(at)-1])
		}
	}
	rows := map[bool]int{} // of the two moons, the upper one is on the left
	for _, at := range readGaps(list["moons"]) {
		if at%thumbnailWidth < thumbnailWidth/4 {
			rows[at/thumbnailWidth < thumbnailHeight/2]++
		}
	}
	if rows[true] < 2*rows[false] {
		t.Errorf("the left of the moons has %d cells in its upper half and %d in its lower: want it upright", rows[true], rows[false])
	}
}

func TestCellsKeepTheShape(t *testing.T) {
	square := []float32{-1, -1, 1, -1, -1, 1, 1, 1, 0, 0}
	at := cells(square, 2, 1)
	x := func(i int) int { return at[i] % thumbnailWidth }
	y := func(i int) int { return at[i] / thumbnailWidth }
	if len(at) != 5 || x(1)-x(0) != y(4)-y(0) || at[2] != thumbnailHeight/2*thumbnailWidth+thumbnailWidth/2 {
		t.Errorf("a square and its middle lie in cells %v", at)
	}
	tall := cells(square, 2, 2)
	if high, wide := (tall[4]-tall[0])/thumbnailWidth, tall[1]-tall[0]; high < 2*wide-1 || high > 2*wide+1 {
		t.Errorf("a square to be seen twice as high as wide is %d cells high and %d wide", high, wide)
	}
}

func TestGapsReadBack(t *testing.T) {
	for _, numbers := range [][]int{nil, {0}, {0, 1, 2}, {55, 56, 57, 200}, {112, 9000}} {
		if text := gaps(numbers); !slices.Equal(readGaps(text), numbers) || strings.ContainsAny(text, `"\`) {
			t.Errorf("%v became %q", numbers, text)
		}
	}
}

// readGaps reads what gaps writes.
func readGaps(text string) (numbers []int) {
	at := 0
	for _, c := range text {
		at += int(c - '#')
		if c != '[' {
			numbers = append(numbers, at)
		}
	}
	return numbers
}
