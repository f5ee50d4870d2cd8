package main

import (
	"slices"

	"github.com/evanw/esbuild/pkg/api"

	"pushforward/core/random"
	"pushforward/core/target"
)

// A thumbnail shows some of a target's points in cells of a small picture.
const (
	thumbnailWidth, thumbnailHeight = 112, 84 // in cells, of half a pixel of the page each
	thumbnailPoints                 = 400     // at most: one a cell
	thumbnailDraws                  = 4000
)

// thumbnails lets scripts import "thumbnails:points": an object that holds, for the id of each target, the cells of its thumbnail that have a point, as
// [gaps] writes them. They are drawn while building: the training program, which could draw them, would have to be there before a menu can be opened.
func thumbnails(root string) api.Plugin { return madeOfData("thumbnails:points", root, drawThumbnails) }

// drawThumbnails is the thumbnail of every target with its default parameters, by its id.
func drawThumbnails(open target.Open) (map[string]string, error) {
	list := map[string]string{}
	for _, e := range target.Registry() {
		t, err := target.New(e.ID, nil, open)
		if err != nil {
			return nil, err
		}
		points := make([]float32, thumbnailDraws*t.Dim())
		t.Sample(points, random.New(0, "thumbnail"))
		aspect := e.Aspect
		if aspect == 0 {
			aspect = 1
		}
		list[e.ID] = gaps(cells(points, t.Dim(), aspect))
	}
	return list, nil
}

// cells are the cells, counted row by row from the upper left, that the first points [n×dim] of a picture lie in, without repetition and in rising order. The
// picture shows 98 in 100 of them in each coordinate, and a unit of the second as long as aspect units of the first.
func cells(points []float32, dim int, aspect float64) []int {
	var middle, reach [2]float64
	for axis := range middle {
		column := make([]float32, 0, len(points)/dim)
		for i := axis; i < len(points); i += dim {
			column = append(column, points[i])
		}
		slices.Sort(column)
		low, high := float64(column[len(column)/100]), float64(column[len(column)-1-len(column)/100])
		middle[axis], reach[axis] = (low+high)/2, (high-low)/2
	}
	const margin = 1.18
	cell := margin * max(2*reach[0]/thumbnailWidth, 2*aspect*reach[1]/thumbnailHeight)
	var list []int
	for i := 0; i+1 < len(points) && len(list) < thumbnailPoints; i += dim {
		x := thumbnailWidth/2 + (float64(points[i])-middle[0])/cell
		y := thumbnailHeight/2 - aspect*(float64(points[i+1])-middle[1])/cell
		if x < 1 || x >= thumbnailWidth-1 || y < 1 || y >= thumbnailHeight-1 {
			continue
		}
		if at := int(y)*thumbnailWidth + int(x); !slices.Contains(list, at) {
			list = append(list, at)
		}
	}
	slices.Sort(list)
	return list
}

// The characters of gaps: one for each length up to the longest, and one that stands for the longest and goes on.
const (
	gapBase    = '#'
	gapLongest = '[' - gapBase // before the backslash
)

// gaps writes rising numbers as the distances from each to the next, a character or more each: most are short, so that they shrink well.
func gaps(numbers []int) string {
	var text []byte
	last := 0
	for _, n := range numbers {
		for n-last >= gapLongest {
			text = append(text, gapBase+gapLongest)
			last += gapLongest
		}
		text = append(text, byte(gapBase+n-last))
		last = n
	}
	return string(text)
}
