package target

// Registry is every target, in the order of the menu.
func Registry() []Entry {
	return []Entry{
		{
			ID:        "gaussian",
			Name:      "Gaussian",
			Idea:      "One bell-shaped cloud: the usual source of noise, and a target whose best map is known in closed form.",
			Formula:   `p(x) = (2\pi)^{-d/2} |\Sigma|^{-1/2} \exp\left(-\tfrac12 (x-m)^\top \Sigma^{-1} (x-m)\right)`,
			Dim:       2,
			Abilities: []string{AbilityDensity, AbilityScore, AbilityMoments},
			New:       func() Builder { return new(Gaussian) },
		},
		{
			ID:        "uniform",
			Name:      "Uniform square",
			Idea:      "The same density everywhere in a square and none outside: sharp edges that a smooth map must reach.",
			Formula:   `p(x) = (2a)^{-d} \quad \text{for } x \in [-a,a]^d`,
			Dim:       2,
			Abilities: []string{AbilityDensity, AbilityMoments},
			New:       func() Builder { return new(Uniform) },
		},
		{
			ID:        "8gaussians",
			Name:      "Eight Gaussians",
			Idea:      "Eight far-apart clouds on a ring: a sampler that forgets a mode is seen at once.",
			Formula:   `p(x) = \tfrac18 \sum_{k=0}^{7} \mathcal N\left(x;\, r(\cos\tfrac{k\pi}{4}, \sin\tfrac{k\pi}{4}),\, \sigma^2 I\right)`,
			Citation:  "A. Tong et al., Improving and generalizing flow-based generative models with minibatch optimal transport, TMLR 2024, arXiv:2302.00482 (the code's sample_8gaussians)",
			Dim:       2,
			Abilities: []string{AbilityDensity, AbilityScore, AbilityModes, AbilityMoments},
			New:       func() Builder { return new(EightGaussians) },
		},
		{
			ID:        "moons",
			Name:      "Two moons",
			Idea:      "Two thin half circles that reach into each other: connected pieces that no straight cut separates.",
			Formula:   `x = c_k \pm 2(\cos\theta, \sin\theta) + 2\sigma z, \quad \theta \sim U(0,\pi),\ z \sim \mathcal N(0, I)`,
			Citation:  "F. Pedregosa et al., Scikit-learn: machine learning in Python, JMLR 12 (2011), make_moons; doubled and centred in x",
			Dim:       2,
			Abilities: []string{AbilityDensity, AbilityMoments},
			New:       func() Builder { return new(Moons) },
		},
		{
			ID:        "checkerboard",
			Name:      "Checkerboard",
			Idea:      "Eight squares that touch at their corners: flat inside, empty beside, with edges everywhere.",
			Formula:   `p(x) = \tfrac1{32} \quad \text{for } x \in [-4,4]^2,\ \lfloor x_1/2 \rfloor + \lfloor x_2/2 \rfloor \text{ even}`,
			Citation:  "W. Grathwohl et al., FFJORD: free-form continuous dynamics for scalable reversible generative models, ICLR 2019, arXiv:1810.01367 (the code's toy data)",
			Dim:       2,
			Abilities: []string{AbilityDensity, AbilityMoments},
			New:       func() Builder { return new(Checkerboard) },
		},
		{
			ID:          "us-zipcodes",
			Name:        "US postal codes",
			Idea:        "The centres of 33,109 postal codes: where people live in the 48 contiguous states draws the map of the country.",
			Attribution: "GeoNames postal codes (geonames.org), CC BY 4.0, by way of vega-datasets",
			Dim:         2,
			Labels:      [2]string{"longitude (°)", "latitude (°)"},
			Aspect:      1.28, // 1/cos φ at the mean latitude φ = 38.8°: the map of a plate carrée there
			Abilities:   []string{AbilityMoments, AbilityRows},
			Data:        "us-zipcodes.csv",
			New:         func() Builder { return new(USZipcodes) },
		},
		{
			ID:          "penguins",
			Name:        "Penguins",
			Idea:        "Flipper and beak lengths of 342 penguins: a small sample in which three species show as clusters.",
			Attribution: "Palmer Archipelago penguins, K. B. Gorman and Palmer Station LTER, by way of palmerpenguins and vega-datasets, CC0",
			Citation:    "K. B. Gorman, T. D. Williams and W. R. Fraser, Ecological sexual dimorphism and environmental variability within a community of Antarctic penguins, PLoS ONE 9(3), 2014",
			Dim:         2,
			Labels:      [2]string{"flipper length (mm)", "beak length (mm)"},
			Aspect:      2, // beaks vary less than flippers: about the ratio of the two ranges
			Abilities:   []string{AbilityMoments, AbilityRows},
			Data:        "penguins.csv",
			New:         func() Builder { return new(Penguins) },
		},
	}
}
