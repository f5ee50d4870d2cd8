package target

func realData() []Entry {
	return []Entry{
		{
			ID:          "us-zipcodes",
			Name:        "US postal codes",
			Family:      "real",
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
			Family:      "real",
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
		{
			ID:          "earthquakes",
			Name:        "Earthquakes",
			Family:      "real",
			Idea:        "Where the earth shook in one week, 1,707 times: thin lines along the edges of plates, and a crowd in California.",
			Attribution: "Earthquakes of one week, United States Geological Survey, public domain, by way of vega-datasets",
			Dim:         2,
			Labels:      [2]string{"longitude (°)", "latitude (°)"},
			Abilities:   []string{AbilityMoments, AbilityRows},
			Data:        "earthquakes.csv",
			New:         func() Builder { return new(Earthquakes) },
		},
	}
}
