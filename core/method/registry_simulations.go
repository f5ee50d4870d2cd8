package method

// simulations are what the maps are meant to replace: nothing is learnt, or only a score, and every sample takes many iterations.
func simulations() []Entry {
	return []Entry{
		{
			ID: "langevin", Name: "Langevin", Family: "simulations",
			Idea:      "Walk uphill on the log-density and be shaken at every step.",
			Formula:   `x \leftarrow x + h\nabla\log\mu_1(x) + \sqrt{2h}\,\eta`,
			Citation:  "Roberts & Tweedie, Exponential convergence of Langevin distributions, Bernoulli 2, 1996",
			Limits:    "Walks do not cross from mode to mode: on 25gaussians 90% of the samples lie within 3σ of one, unevenly: W₂ ends at 1.6 times its floor.",
			Abilities: []Ability{Simulate}, Target: Known, NFE: 500, Explains: "trails",
			New: func() Method { return &Langevin{} },
		},
		{
			ID: "hmc", Name: "Hamiltonian Monte Carlo", Family: "simulations",
			Idea:      "Kick a particle, let it glide on the landscape of the log-density, and accept where it ends by how well its energy was kept.",
			Formula:   `p \leftarrow p + \tfrac h2\nabla\log\mu_1(x),\quad x \leftarrow x + h\,p,\quad p \leftarrow p + \tfrac h2\nabla\log\mu_1(x)`,
			Citation:  "Duane et al., Hybrid Monte Carlo, Physics Letters B 195, 1987; Neal, arXiv 1206.1901",
			Limits:    "Glides do not cross from mode to mode: on 25gaussians 95% of the samples lie within 3σ of one, unevenly: W₂ ends at 2.0 times its floor.",
			Abilities: []Ability{Simulate}, Target: Known, NFE: 900, Explains: "trails",
			New: func() Method { return &HMC{} },
		},
		{
			ID: "svgd", Name: "Stein variational gradient descent", Family: "simulations",
			Idea:      "Particles climb the log-density together and repel each other; no noise.",
			Formula:   `x \leftarrow x + \frac hn\sum_j k(x_j,x)\nabla\log\mu_1(x_j) + \nabla_{x_j}k(x_j,x)`,
			Citation:  "Liu & Wang, Stein variational gradient descent, arXiv 1608.04471",
			Limits:    "On 25gaussians 9% of the samples lie within 3σ of a mode, where the target has 99%, and W₂ ends at 1.4 times its floor.",
			Abilities: []Ability{Simulate}, Target: Known, NFE: 500, Explains: "trails",
			New: func() Method { return &SVGD{} },
		},
		{
			ID: "mmd-flow", Name: "MMD flow", Family: "simulations",
			Idea:      "Particles flow down the witness function of their discrepancy from the data.",
			Formula:   `x \leftarrow x - h\nabla f(x+\beta\eta),\quad f = \mathbb{E}\,k(x_j,\cdot) - \mathbb{E}\,k(y,\cdot)`,
			Citation:  "Arbel et al., Maximum mean discrepancy gradient flow, arXiv 1906.04370",
			Abilities: []Ability{Simulate}, NFE: 300, Explains: "trails",
			New: func() Method { return &MMDFlow{} },
		},
		{
			ID: "swf", Name: "Sliced-Wasserstein flow", Family: "simulations",
			Idea:      "Along random directions, move every particle to the datum of its rank.",
			Formula:   `x \leftarrow x + \frac{hd}{L}\sum_\theta \theta\left(T_\theta(\theta\cdot x) - \theta\cdot x\right)`,
			Citation:  "Liutkus et al., Sliced-Wasserstein flows, arXiv 1806.08141",
			Abilities: []Ability{Simulate}, NFE: 100, Explains: "trails",
			New: func() Method { return &SlicedFlow{} },
		},
		{
			ID: "annealed-langevin", Name: "Annealed Langevin", Family: "simulations",
			Idea:      "Learn the scores of blurred data, and walk from the most blurred to the sharpest.",
			Formula:   `\mathbb{E}\,\|\sigma\,s(x_1+\sigma\eta,\sigma)+\eta\|^2`,
			Citation:  "Song & Ermon, Generative modeling by estimating gradients of the data distribution, arXiv 1907.05600",
			Limits:    "The noise that is left at the end is as wide as the narrowest modes: on 25gaussians 74% of the samples lie within 3σ of a mode, where the target has 99%.",
			Abilities: []Ability{Simulate}, NFE: 200, Explains: "trails",
			New: func() Method { return &AnnealedLangevin{} },
		},
	}
}
