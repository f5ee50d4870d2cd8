package bench

import (
	"fmt"
	"io"
	"math"
	"strings"
)

// Sizes of a chart's panels in CSS pixels: the frame, and the room around it for axes.
const (
	panelWidth, panelHeight           = 240.0, 200.0
	marginLeft, marginTop, marginBand = 52.0, 28.0, 40.0
	stride                            = marginLeft + panelWidth + 18
)

// WriteChart draws a panel for each sweep as SVG: milliseconds against size, both axes logarithmic; the sweep's line, a band of 1.3 times around it,
// and the points, hollow where they are outside of the band.
func (g Growth) WriteChart(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%g" height="%g" font-family="sans-serif" font-size="11">`+"\n",
		stride*float64(len(g.Sweeps)), marginTop+panelHeight+marginBand)
	b.WriteString(`<rect width="100%" height="100%" fill="white"/>` + "\n")
	for i, s := range g.Sweeps {
		fmt.Fprintf(&b, `<g transform="translate(%g %g)">`+"\n", marginLeft+stride*float64(i), marginTop)
		s.draw(&b)
		b.WriteString("</g>\n")
	}
	b.WriteString("</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// An axis places positive numbers between two ends by their logarithm.
type axis struct{ low, high, from, to float64 }

func (a axis) at(x float64) float64 {
	return a.from + (a.to-a.from)*math.Log(x/a.low)/math.Log(a.high/a.low)
}

// decades are the powers of ten within the axis.
func (a axis) decades() []float64 {
	var all []float64
	for e := math.Ceil(math.Log10(a.low)); e <= math.Log10(a.high); e++ {
		all = append(all, math.Pow(10, e))
	}
	return all
}

// draw is one panel, with its frame's corner at the origin.
func (s Sweep) draw(b *strings.Builder) {
	first, last := s.Points[0], s.Points[len(s.Points)-1]
	x := axis{float64(first.Size), float64(last.Size), 0, panelWidth}
	y := axis{math.Inf(1), 0, panelHeight, 0}
	for _, p := range s.Points {
		y.low, y.high = min(y.low, p.ms()/2), max(y.high, p.ms()*2)
	}
	line := s.Line()
	along := func(factor float64) (points []string) {
		for _, p := range s.Points {
			points = append(points, fmt.Sprintf("%.1f,%.1f", x.at(float64(p.Size)), y.at(factor*line.at(p.work()))))
		}
		return points
	}
	fmt.Fprintf(b, `<text x="0" y="-10" font-weight="bold">%s</text><text x="%g" y="-10" text-anchor="end">%.3g ms + work at %.1f Gflop/s</text>`+"\n",
		s.Name, panelWidth, line.Fixed, 1/line.Slope/1e6)
	upper, lower := along(linear), along(1/linear)
	for i := range lower {
		upper = append(upper, lower[len(lower)-1-i])
	}
	fmt.Fprintf(b, `<polygon points="%s" fill="#dbe7f5"/>`+"\n", strings.Join(upper, " "))
	fmt.Fprintf(b, `<polyline points="%s" fill="none" stroke="#4477aa"/>`+"\n", strings.Join(along(1), " "))
	fmt.Fprintf(b, `<rect width="%g" height="%g" fill="none" stroke="#888"/>`+"\n", panelWidth, panelHeight)
	for _, tick := range y.decades() {
		fmt.Fprintf(b, `<path d="M0 %.1fh5" stroke="#888"/><text x="-6" y="%.1f" text-anchor="end">%g ms</text>`+"\n", y.at(tick), y.at(tick)+4, tick)
	}
	for _, p := range s.Points {
		fill := "#4477aa"
		if of := s.ofLine(p); of > linear || of < 1/linear {
			fill = "white"
		}
		fmt.Fprintf(b, `<circle cx="%.1f" cy="%.1f" r="4" fill="%s" stroke="#4477aa"/>`+"\n", x.at(float64(p.Size)), y.at(p.ms()), fill)
	}
	for _, p := range []Point{first, last} {
		fmt.Fprintf(b, `<text x="%.1f" y="%g" text-anchor="middle">%d</text>`+"\n", x.at(float64(p.Size)), panelHeight+16, p.Size)
	}
}
