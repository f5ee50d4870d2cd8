package method

// densities are the methods whose model has a density.
func densities() []Entry {
	flow := []Ability{Push, Inverse, LogDensity}
	return []Entry{
		{
			ID: "planar", Name: "Planar flow", Family: "densities",
			Idea:      "Bend space along one direction after another until the data is a Gaussian.",
			Formula:   `f(x) = x + u\tanh(w\cdot x+b)`,
			Citation:  "Rezende & Mohamed, Variational inference with normalizing flows, arXiv 1505.05770",
			Abilities: flow, Source: Standard, NFE: 1, Explains: "warp",
			New: func() Method { return &Planar{} },
		},
		{
			ID: "radial", Name: "Radial flow", Family: "densities",
			Idea:      "Draw space towards one point after another, or push it away.",
			Formula:   `f(x) = x + \frac{\beta(x-c)}{\alpha+\|x-c\|}`,
			Citation:  "Rezende & Mohamed, Variational inference with normalizing flows, arXiv 1505.05770",
			Abilities: flow, Source: Standard, NFE: 1, Explains: "warp",
			New: func() Method { return &Radial{} },
		},
		{
			ID: "realnvp", Name: "RealNVP", Family: "densities",
			Idea:      "Scale and shift each coordinate by a function of the other; the density is exact.",
			Formula:   `-\mathbb{E}\left[\log\mu_0(\psi^{-1}(x_1)) + \log|\det\partial\psi^{-1}(x_1)|\right],\quad y_2 = x_2e^{s(x_1)}+m(x_1)`,
			Citation:  "Dinh, Sohl-Dickstein & Bengio, Density estimation using Real NVP, arXiv 1605.08803",
			Abilities: flow, Source: Standard, NFE: 1, Explains: "warp",
			New: func() Method { return &RealNVP{} },
		},
		{
			ID: "spline", Name: "Neural spline flow", Family: "densities",
			Idea:      "Bend each coordinate by a monotone spline that depends on the other.",
			Formula:   `-\mathbb{E}\left[\log\mu_0(\psi^{-1}(x_1)) + \log|\det\partial\psi^{-1}(x_1)|\right],\quad y_2 = \mathrm{spline}_{\theta(x_1)}(x_2)`,
			Citation:  "Durkan et al., Neural spline flows, arXiv 1906.04032",
			Abilities: flow, Source: Standard, NFE: 1, Explains: "warp",
			New: func() Method { return &Spline{} },
		},
		{
			ID: "maf", Name: "Masked autoregressive flow", Family: "densities",
			Idea:      "Predict each coordinate from those before it: a fast density, samples one coordinate after the other.",
			Formula:   `\psi^{-1}(x)_i = (x_i - m_i(x_{<i}))\,e^{-s_i(x_{<i})}`,
			Citation:  "Papamakarios, Pavlakou & Murray, Masked autoregressive flow for density estimation, arXiv 1705.07057",
			Abilities: flow, Source: Standard, NFE: 1, Explains: "warp",
			New: func() Method { return &MAF{} },
		},
		{
			ID: "iaf", Name: "Inverse autoregressive flow", Family: "densities",
			Idea:      "The same the other way round: fast samples, a density one coordinate after the other.",
			Formula:   `\psi(x)_i = (x_i - m_i(x_{<i}))\,e^{-s_i(x_{<i})}`,
			Citation:  "Kingma et al., Improving variational inference with inverse autoregressive flow, arXiv 1606.04934",
			Abilities: flow, Source: Standard, NFE: 1, Explains: "warp",
			New: func() Method { return &IAF{} },
		},
		{
			ID: "cnf", Name: "Continuous normalizing flow", Family: "densities",
			Idea:      "Follow a velocity field back from data to noise, and make the data likely there.",
			Formula:   `-\mathbb{E}\left[\log\mu_0(x(0)) - \int_0^1\nabla\cdot v(t,x(t))\,dt\right],\quad \dot x = v(t,x),\ x(1)=x_1`,
			Citation:  "Chen et al., arXiv 1806.07366; Grathwohl et al., FFJORD, arXiv 1810.01367",
			Abilities: []Ability{Velocity, Divergence}, Source: Standard, NFE: 50, Explains: "velocity",
			New: func() Method { return &CNF{} },
		},
		{
			ID: "vae", Name: "Variational autoencoder", Family: "densities",
			Idea:      "Encode the data into a Gaussian latent space, and decode what is drawn there.",
			Formula:   `-\mathbb{E}_{q(z|x_1)}\log p(x_1|z) + \beta\,\mathrm{KL}(q(z|x_1)\,\|\,\mathcal{N}(0,I))`,
			Citation:  "Kingma & Welling, Auto-encoding variational Bayes, arXiv 1312.6114",
			Abilities: []Ability{Push, Spread, Latent}, Source: Standard, NFE: 1, Explains: "latent",
			New: func() Method { return &VAE{} },
		},
		{
			ID: "reverse-kl", Name: "Reverse KL", Family: "densities",
			Idea:      "Fit a flow to a density, without a single draw from it: samples must lie where it is high and spread out.",
			Formula:   `\mathbb{E}\left[\log\mu_0(x_0) - \log|\det\partial\psi(x_0)| - \log\tilde\mu_1(\psi(x_0))\right]`,
			Citation:  "Rezende & Mohamed, Variational inference with normalizing flows, arXiv 1505.05770",
			Abilities: flow, Source: Standard, Target: Known, NFE: 1, Explains: "warp",
			New: func() Method { return &ReverseKL{} },
		},
		{
			ID: "energy-model", Name: "Energy-based model", Family: "densities",
			Idea:      "Lower the energy where the data is, and raise it where the model's own simulation goes.",
			Formula:   `\nabla\theta \propto \mathbb{E}\,\nabla f(x_1) - \mathbb{E}\,\nabla f(x^-),\quad x^- \sim e^{f(x)-\|x\|^2/2s^2}`,
			Citation:  "Hinton, Training products of experts, 2002; Du & Mordatch, arXiv 1903.08689",
			Abilities: []Ability{Energy, Simulate}, NFE: 400, Explains: "density",
			New: func() Method { return &EnergyModel{} },
		},
	}
}
