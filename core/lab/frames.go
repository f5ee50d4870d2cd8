package lab

// frames shows points at given times although they are known only at the ends of steps: in between they are on the line between the two.
type frames struct {
	times   []float64
	show    func(frame int, x []float32)
	next    int // of times
	time    float64
	before  []float32 // the points at time
	between []float32
}

// begin stands at time 0. Times ascend within [0, 1]; show must not keep its argument.
func (f *frames) begin(x []float32, times []float64, show func(frame int, x []float32)) {
	f.times, f.show, f.next, f.time = times, show, 0, 0
	f.before = append(f.before[:0], x...)
	f.observe(0, x)
}

// rest is the times that are still to come.
func (f *frames) rest() []float64 { return f.times[f.next:] }

// interpolate sets dst to the points a share of the way from a to b: exactly a at 0 and exactly b at 1.
func interpolate(dst, a, b []float32, share float32) {
	for i := range dst {
		dst[i] = float32((1-share)*a[i]) + float32(share*b[i])
	}
}

// observe is told where the points are at a later time.
func (f *frames) observe(time float64, x []float32) {
	for ; f.next < len(f.times) && f.times[f.next] <= time; f.next++ {
		share := float32(1)
		if time > f.time {
			share = float32((f.times[f.next] - f.time) / (time - f.time))
		}
		f.between = append(f.between[:0], x...)
		interpolate(f.between, f.before, x, share)
		f.show(f.next, f.between)
	}
	copy(f.before, x)
	f.time = time
}
