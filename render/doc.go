// Package render draws the stage: particles as a learned map carries them from noise to data, the target they are
// carried to, and what the method knows along the way.
//
// The package is only Ebitengine: a game, its layers (one file each, listed back to front in layers_js.go), and the
// batches of triangles they draw with. What the stage knows is decided without a screen, in the packages below this one:
//
//	scene   everything that is shown, fed by the protocol's messages
//	clock   the time t that runs from noise to data
//	camera  world coordinates to device pixels
//	path    where each particle is at each time, and its glide when training moves it
//	field   a velocity or a witness on a grid
//	axis    round numbers for ticks
//	theme   colours
//	sprite  the small shapes, as coverage
//
// Those are plain Go and are tested natively. The files here need a browser, so they carry the js build constraint.
package render
