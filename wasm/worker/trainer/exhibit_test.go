package trainer

import (
	"math"
	"slices"
	"testing"

	"pushforward/core/method"
	"pushforward/wasm/protocol"
)

// What no layer draws is not computed; a layer that is turned on is shown at once, and nothing twice of the same state.
func TestOnlyWhatIsDrawnIsShown(t *testing.T) {
	r := set(t, small("fm"))
	kindsShown := func() (list []string) {
		for _, f := range all[protocol.Field](r.stage) {
			list = append(list, f.Kind)
		}
		for range all[protocol.Net](r.stage) {
			list = append(list, protocol.LayerWarp)
		}
		r.forget()
		return list
	}
	if got := kindsShown(); !slices.Equal(got, []string{protocol.FieldVelocity}) {
		t.Errorf("at first %v are shown, want what explains the method", got)
	}
	do(t, r.Layers(&protocol.Layers{On: []string{protocol.LayerVelocity, protocol.LayerDivergence}}))
	if got := kindsShown(); !slices.Equal(got, []string{protocol.FieldDivergence}) {
		t.Errorf("when divergence is turned on %v are shown", got)
	}
	do(t, r.Step(1))
	if got := kindsShown(); !slices.Equal(got, []string{protocol.FieldVelocity, protocol.FieldDivergence}) {
		t.Errorf("of the next state %v are shown", got)
	}
	do(t, r.Layers(&protocol.Layers{On: []string{protocol.LayerWarp}}))
	do(t, r.Step(1))
	if got := kindsShown(); !slices.Equal(got, []string{protocol.LayerWarp, protocol.LayerWarp}) {
		t.Errorf("with the grid alone %v are shown, want that twice", got)
	}
	do(t, r.Layers(&protocol.Layers{}))
	if got := kindsShown(); !slices.Equal(got, []string{protocol.FieldVelocity}) {
		t.Errorf("when the choice is given up %v are shown", got)
	}
}

// A map's net begins at noise and ends where the map carries it; a flow's ends, whatever sampler draws, near where a fine integration does.
func TestNetIsCarried(t *testing.T) {
	for _, id := range []string{"mmd", "fm", "ddpm"} {
		r := set(t, small(id))
		r.forget()
		do(t, r.Layers(&protocol.Layers{On: []string{protocol.LayerWarp}}))
		net := last[protocol.Net](t, r.stage)
		n := 2 * net.NX * net.NY
		if len(net.Points) != net.Frames*n {
			t.Fatalf("%s: %d numbers, want %d×%d", id, len(net.Points), net.Frames, n)
		}
		noise := make([]float32, n)
		r.session.Problem.Frame.Forward(noise, net.Points[:n])
		if want := r.net(net.NX); !(apart(noise, want) < 1e-5) {
			t.Errorf("%s: the net does not begin at noise", id)
		}
		want := slices.Clone(noise)
		if id == "mmd" {
			_, err := r.session.Carry(want)
			do(t, err)
		} else {
			want = slices.Clone(net.Points[:n])
			for k := range 400 {
				v := make([]float32, n)
				do(t, velocityInPicture(r.session, v, want, (float64(k)+0.5)/400))
				for i := range want {
					want[i] += v[i] / 400
				}
			}
		}
		if wrong := apart(net.Points[len(net.Points)-n:], want); !(wrong < 0.05) {
			t.Errorf("%s: the net ends %v from where the map carries it", id, wrong)
		}
	}
}

// apart is the root of the mean squared difference of numbers.
func apart(a, b []float32) float64 {
	sum := 0.0
	for i := range a {
		sum += math.Pow(float64(a[i]-b[i]), 2)
	}
	return math.Sqrt(sum / float64(len(a)))
}

// Partners are data, and the latent space's codes are the encoder's.
func TestPairsAndCodes(t *testing.T) {
	for id, images := range map[string]bool{"wasserstein": true, "sinkhorn": true, "ot-cfm": false, "sb-cfm": false} {
		r := set(t, small(id))
		pairs := last[protocol.Pairs](t, r.stage)
		if len(pairs.Partners) != 2*shownPairs || pairs.OfImages != images {
			t.Errorf("%s: %d numbers of partners, of images: %v", id, len(pairs.Partners), pairs.OfImages)
		}
	}
	r := set(t, small("vae"))
	latent := last[protocol.Latent](t, r.stage)
	codes := make([]float32, len(latent.Codes))
	do(t, r.session.On(method.Latent, codes, r.view.target[:len(codes)], 0))
	if !slices.Equal(latent.Codes, protocol.Floats(codes)) {
		t.Error("the codes are not the encoder's")
	}
	frame := r.session.Problem.Frame
	for k, spread := range latent.Spread {
		if want := math.Exp(6*math.Tanh(-2./6)) * float64(frame.Scale[k]); math.Abs(float64(spread)-want) > 1e-4*want {
			t.Errorf("at step 0 the decoder leaves out %v, want %v", spread, want)
		}
	}
}
