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
	}
}
