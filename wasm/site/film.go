package main

import (
	"encoding/base64"
	"math"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"pushforward/core/engine"
	"pushforward/core/target"
	"pushforward/wasm/protocol"
	"pushforward/wasm/worker/trainer"
)

// How much of the picture a film shows.
const (
	filmParticles = 600
	filmTargets   = 600
	filmEvery     = 4 // frames of the stage's paths for one of the film
)

// A film is the particles of the run that the page opens with, on their way from noise to data: it plays until the stage can draw. Coordinates are bytes,
// of which pairs make a point, x to the right and y down.
type film struct {
	Shape  float64    `json:"shape"`  // width over height of the scene's bounds, as they look
	Box    [4]float64 `json:"box"`    // left, top, right and bottom of where 0 and 255 lie, as shares of the bounds' width and height
	Target string     `json:"target"` // points, in base64
	Frames []string   `json:"frames"` // the particles at times evenly spaced from 0 to 1, in base64
}

// films lets scripts import "opening:film". It is computed while building: the training program, which does the same, takes a second or more to come.
func films(root string) api.Plugin { return madeOfData("opening:film", root, shoot) }

// projector lets scripts import "projector:script": the text of the script that shows the film, which they start as a worker.
func projector(root string) api.Plugin {
	return made("projector:script", api.LoaderText, func() (string, error) {
		files, err := esbuild(root, api.FormatIIFE, plainNames, []string{projectorScript}, nil)
		if err != nil {
			return "", err
		}
		script := files[slices.IndexFunc(files, func(f file) bool { return f.of == builtName(projectorScript) })]
		text, _, _ := strings.Cut(string(script.content), "//# sourceMappingURL=") // a text lies nowhere, and its map neither
		return text, nil
	})
}

// shoot is the film of the run that the page opens with.
func shoot(open target.Open) (film, error) {
	scene, paths, err := trainer.Opening(trainer.Schema().Default, engine.WebAssembly{}, open)
	if err != nil {
		return film{}, err
	}
	return developed(scene, paths), nil
}

// developed is the film of the first points and particles of a scene.
func developed(scene protocol.Scene, paths protocol.Paths) film {
	b := scene.Bounds
	made := film{Shape: (b[2] - b[0]) / (scene.Aspect * (b[3] - b[1]))}
	var some []float32 // of the target's points, which may come in an order
	for i, n := 0, len(scene.Target)/2; i < min(n, filmTargets); i++ {
		at := 2 * (i * n / min(n, filmTargets))
		some = append(some, scene.Target[at:at+2]...)
	}
	goal := shares(b, some)
	var frames [][]float64
	for k := 0; k < paths.Frames; k += filmEvery {
		from := 2 * k * paths.N
		frames = append(frames, shares(b, paths.Points[from:from+2*min(paths.N, filmParticles)]))
	}
	made.Box = around(append(frames, goal)...)
	made.Target = made.bytes(goal)
	for _, frame := range frames {
		made.Frames = append(made.Frames, made.bytes(frame))
	}
	return made
}

// shares are world points [n×2] as shares of the bounds' width and height, from the upper left.
func shares(b [4]float64, points []float32) []float64 {
	list := make([]float64, len(points))
	for i := 0; i+1 < len(points); i += 2 {
		list[i] = (float64(points[i]) - b[0]) / (b[2] - b[0])
		list[i+1] = (b[3] - float64(points[i+1])) / (b[3] - b[1])
	}
	return list
}

// around is the smallest box that holds all points.
func around(lists ...[]float64) [4]float64 {
	box := [4]float64{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, list := range lists {
		for i, v := range list {
			axis := i % 2
			box[axis], box[axis+2] = min(box[axis], v), max(box[axis+2], v)
		}
	}
	return box
}

// bytes writes points within the film's box, each coordinate to the nearest byte.
func (f film) bytes(points []float64) string {
	list := make([]byte, len(points))
	for i, v := range points {
		low, high := f.Box[i%2], f.Box[i%2+2]
		list[i] = byte(math.Round(255 * (v - low) / (high - low)))
	}
	return base64.StdEncoding.EncodeToString(list)
}
