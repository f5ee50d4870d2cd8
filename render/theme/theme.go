package theme

import "fmt"

// Theme is the stage's palette.
type Theme struct {
	Dark       bool
	Background Colour
	Foreground Colour // axes and arrows
	Target     Colour // where the particles should go
	Generated  Colour // where the map has put them
	Noise      Colour // where they come from
}

// Light is the theme on paper.
func Light() Theme {
	return Theme{
		Background: Colour{0xFC / 255.0, 0xFC / 255.0, 0xFC / 255.0},
		Foreground: Colour{0x1B / 255.0, 0x1F / 255.0, 0x24 / 255.0},
		Target:     Colour{0x00, 0x72 / 255.0, 0xB2 / 255.0},
		Generated:  Colour{0xD5 / 255.0, 0x5E / 255.0, 0x00},
		Noise:      Colour{0x8A / 255.0, 0x8A / 255.0, 0x8A / 255.0},
	}
}

// Dark is the theme by night. Blue and orange keep their hue and gain the lightness that a dark ground asks for.
func Dark() Theme {
	return Theme{
		Dark:       true,
		Background: Colour{0x14 / 255.0, 0x16 / 255.0, 0x1A / 255.0},
		Foreground: Colour{0xE6 / 255.0, 0xE8 / 255.0, 0xEB / 255.0},
		Target:     Colour{0x3D / 255.0, 0xA5 / 255.0, 0xE0 / 255.0},
		Generated:  Colour{0xF0 / 255.0, 0x82 / 255.0, 0x2E / 255.0},
		Noise:      Colour{0x8A / 255.0, 0x8A / 255.0, 0x8A / 255.0},
	}
}

// Override replaces the colours whose text is not empty. On an error nothing is replaced.
func (t Theme) Override(background, foreground, target, generated, noise string) (Theme, error) {
	out := t
	for _, field := range []struct {
		name, text string
		colour     *Colour
	}{
		{"background", background, &out.Background},
		{"foreground", foreground, &out.Foreground},
		{"target", target, &out.Target},
		{"generated", generated, &out.Generated},
		{"noise", noise, &out.Noise},
	} {
		if field.text == "" {
			continue
		}
		colour, err := Parse(field.text)
		if err != nil {
			return t, fmt.Errorf("theme: %s: %w", field.name, err)
		}
		*field.colour = colour
	}
	return out, nil
}
