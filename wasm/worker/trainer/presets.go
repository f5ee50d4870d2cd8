package trainer

import "pushforward/wasm/protocol"

// presets are runs to learn from, which fail on purpose. Each asks what will happen before it shows it; their tests measure that it does. They are cut
// short, to seconds.
func presets() []protocol.Preset {
	return []protocol.Preset{
		{
			ID: "bandwidth", Name: "A kernel too narrow",
			Run: protocol.Run{
				Method: "mmd", Source: "gaussian", Target: "8gaussians",
				Parameters: map[string]string{"kernel": "gaussian", "width": "0.01", "steps": "1000", "batch": "64"},
			},
			Question: "Maximum mean discrepancy compares points through a kernel, here as narrow as a hundredth of their usual distance. What will orange do?",
			Choices:  []string{"Cover blue in finer detail", "Leave points behind, far from blue", "Collapse onto one point"},
			Outcome:  1,
			Shown:    "Through so narrow a kernel a point sees only its nearest neighbours: where no blue is near, nothing pulls, and orange stays behind.",
		},
		{
			ID: "collapse", Name: "A GAN that collapses",
			Run: protocol.Run{
				Method: "gan", Source: "gaussian", Target: "8gaussians",
				Parameters: map[string]string{
					"variant": "hinge", "packing": "1", "penalty": "0.0001", "penalty-end": "0.0001", "critic-waves": "0", "waves": "0", "steps": "800", "batch": "64",
					"net": "128", "critic-net": "16", "lr": "0.01", "critic-lr": "0.0005", "ema": "0",
				},
			},
			Question: "The map learns twenty times as fast as its critic, which is small and judges points one by one. What will orange do?",
			Choices:  []string{"Cover all eight modes", "Cover them, blurred", "Collapse onto one point"},
			Outcome:  2,
			Shown:    "The map runs to wherever the critic is fooled most, with all its points: a critic that judges them one by one cannot object that they are the same.",
		},
		{
			ID: "line", Name: "A line for a square",
			Run: protocol.Run{
				Method: "mmd", Source: "gaussian", SourceParams: map[string]string{"dim": "1"}, Target: "checkerboard",
				Parameters: map[string]string{"net": "32,32,32", "waves": "0", "steps": "1500", "batch": "256"},
			},
			Question: "The noise has one dimension, the target two. What will orange do?",
			Choices:  []string{"Fill the squares evenly", "Wind through them as a curve", "Stay on a straight line"},
			Outcome:  1,
			Shown:    "A continuous map of a line is a curve: it winds ever more, and has no area however long it trains.",
		},
		{
			ID: "blur", Name: "Too much blur",
			Run: protocol.Run{
				Method: "sinkhorn", Source: "gaussian", Target: "moons", Parameters: map[string]string{"blur": "1", "steps": "400", "batch": "128"},
			},
			Question: "The Sinkhorn divergence does not tell apart what is nearer than its blur, here as wide as all the data. What will orange do?",
			Choices:  []string{"Split into two moons", "Shrink to the mean", "Become a blob as wide as the moons"},
			Outcome:  2,
			Shown:    "With so large an ε only the coarsest is compared: orange lies where blue lies and reaches as far, but the moons are gone.",
		},
		{
			ID: "bridges", Name: "A flow in two leaps",
			Run: protocol.Run{
				Method: "fm", Source: "gaussian", Target: "8gaussians", Solver: "euler", NFE: 2,
				Parameters: map[string]string{"steps": "2000", "batch": "256"},
			},
			Question: "The flow is learnt well, but only two Euler steps carry each point along it. What will orange do?",
			Choices:  []string{"Cover the eight modes", "Stop short, between the modes", "Overshoot them"},
			Outcome:  1,
			Shown:    "Paths bend late, when the modes part; two straight leaps miss the bend and bridge the gaps. More function evaluations repair it without training: try 50.",
		},
	}
}
