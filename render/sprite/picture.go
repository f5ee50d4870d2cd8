package sprite

// Picture is coverage in [0,1] on a rectangle of pixels, rows from the top.
type Picture struct {
	Width, Height int
	Coverage      []float32 // [Height×Width]
}

// Halo is what nine pictures of p cover together, each of an opacity: at p's place and so many pixels away from it along each axis and diagonal. It is
// as many pixels larger than p on every side.
func (p Picture) Halo(near int, opacity float32) Picture {
	halo := Picture{Width: p.Width + 2*near, Height: p.Height + 2*near}
	halo.Coverage = make([]float32, halo.Width*halo.Height)
	for y := range halo.Height {
		for x := range halo.Width {
			clear := float32(1)
			for dy := 0; dy <= 2*near; dy += near {
				for dx := 0; dx <= 2*near; dx += near {
					clear *= 1 - opacity*p.at(x-dx, y-dy)
				}
			}
			halo.Coverage[y*halo.Width+x] = 1 - clear
		}
	}
	return halo
}

// at is the coverage of a pixel, 0 outside.
func (p Picture) at(x, y int) float32 {
	if x < 0 || y < 0 || x >= p.Width || y >= p.Height {
		return 0
	}
	return p.Coverage[y*p.Width+x]
}

// White is the picture in premultiplied white, RGBA.
func (p Picture) White() []byte {
	pixels := make([]byte, 4*len(p.Coverage))
	for i, coverage := range p.Coverage {
		v := byte(coverage*255 + 0.5)
		pixels[4*i], pixels[4*i+1], pixels[4*i+2], pixels[4*i+3] = v, v, v, v
	}
	return pixels
}
