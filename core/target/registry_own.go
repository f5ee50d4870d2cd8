package target

func own() []Entry {
	return []Entry{
		{
			ID:        "formula",
			Name:      "Formula",
			Family:    "own",
			Idea:      "A density or an energy that you type.",
			Formula:   `p(x, y) \propto f(x, y) \quad\text{or}\quad p(x, y) \propto e^{-U(x, y)}`,
			Dim:       2,
			Labels:    [2]string{"x", "y"},
			Abilities: []string{AbilityDensity, AbilityScore, AbilityMoments, AbilityPotential},
			New:       func() Builder { return new(Formula) },
		},
		{
			ID:        "points",
			Name:      "Points",
			Family:    "own",
			Idea:      "The rows of a table that you paste or drop: CSV, TSV or NPY.",
			Formula:   `p = \tfrac1n \sum_{i=1}^{n} \delta_{x_i}`,
			Dim:       2,
			Abilities: []string{AbilityMoments, AbilityRows},
			New:       func() Builder { return new(Points) },
		},
		{
			ID:        "picture",
			Name:      "Drawing or image",
			Family:    "own",
			Idea:      "How dark a drawing of yours is, or an image that you drop.",
			Formula:   `p(x) = w_{ij} \Big/ \Big(a^2 \sum_{kl} w_{kl}\Big) \quad \text{for } x \text{ in cell } ij`,
			Dim:       2,
			Abilities: []string{AbilityDensity, AbilityMoments},
			New:       func() Builder { return new(Picture) },
		},
	}
}
