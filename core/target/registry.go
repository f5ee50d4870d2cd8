package target

import "slices"

// A Family groups targets in a menu.
type Family struct {
	ID, Name string
	Idea     string // one sentence: what its members are for
}

// Families lists the families in menu order.
func Families() []Family {
	return []Family{
		{"simple", "Simple", "Laws with few parameters in any number of dimensions: what maps start from, and where their goal is known in closed form."},
		{"toy", "Toy data", "Shapes in the plane on which samplers are compared, as the literature draws them."},
		{"energy", "Energies", "Laws given by a formula for the density, as in physics and statistics: samplers may use it instead of data."},
		{"real", "Real data", "Measured points, of which no formula is known."},
		{"own", "Your own", "What you type, draw or drop. It stays in this browser."},
	}
}

// Registry is every target, in the order of the menu, family by family.
func Registry() []Entry { return slices.Concat(simple(), toys(), energies(), realData(), own()) }

func simple() []Entry {
	return []Entry{
		{
			ID:        "gaussian",
			Name:      "Gaussian",
			Family:    "simple",
			Idea:      "One bell-shaped cloud: the usual source of noise, and a target whose best map is known in closed form.",
			Formula:   `p(x) = (2\pi)^{-d/2} |\Sigma|^{-1/2} \exp\left(-\tfrac12 (x-m)^\top \Sigma^{-1} (x-m)\right)`,
			Dim:       2,
			Abilities: []string{AbilityDensity, AbilityScore, AbilityMoments, AbilityPotential},
			New:       func() Builder { return new(Gaussian) },
		},
		{
			ID:        "uniform",
			Name:      "Uniform square",
			Family:    "simple",
			Idea:      "The same density everywhere in a square and none outside: sharp edges that a smooth map must reach.",
			Formula:   `p(x) = (2a)^{-d} \quad \text{for } x \in [-a,a]^d`,
			Dim:       2,
			Abilities: []string{AbilityDensity, AbilityMoments},
			New:       func() Builder { return new(Uniform) },
		},
		{
			ID:        "ring",
			Name:      "Ring",
			Family:    "simple",
			Idea:      "A thin circle: as a source, all but one-dimensional and with a hole that a continuous map cannot lose.",
			Formula:   `x = r(\cos\theta, \sin\theta) + \sigma z, \quad \theta \sim U(0,2\pi),\ z \sim \mathcal N(0, I)`,
			Dim:       2,
			Abilities: []string{AbilityDensity, AbilityScore, AbilityMoments, AbilityPotential},
			New:       func() Builder { return new(Ring) },
		},
		{
			ID:        "student-t",
			Name:      "Student's t",
			Family:    "simple",
			Idea:      "A bell with heavy tails: a map with bounded slope cannot make them out of a Gaussian.",
			Formula:   `p(x) \propto \left(1 + \|x\|^2/\nu\right)^{-(\nu+d)/2}`,
			Dim:       2,
			Abilities: []string{AbilityDensity, AbilityScore, AbilityMoments, AbilityPotential},
			New:       func() Builder { return new(StudentT) },
		},
		{
			ID:        "mixture",
			Name:      "Gaussian mixture",
			Family:    "simple",
			Idea:      "As many clouds in as many dimensions as you like, placed at random, on a circle or in a line.",
			Formula:   `p(x) = \tfrac1K \sum_{k=1}^{K} \mathcal N\left(x;\, c_k,\, \sigma^2 I\right)`,
			Dim:       2,
			Abilities: []string{AbilityDensity, AbilityScore, AbilityModes, AbilityMoments, AbilityPotential},
			New:       func() Builder { return new(Mixture) },
		},
	}
}
