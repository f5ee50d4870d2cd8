package engine

// Ceiling and Fastest measure speed for the tests outside of the package.
var (
	Ceiling = ceiling
	Fastest = fastest
)
