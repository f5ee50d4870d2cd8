package param_test

import (
	"maps"
	"reflect"
	"strings"
	"testing"

	"pushforward/core/param"
	"pushforward/wasm/protocol"
)

type schedule struct {
	Steps int `name:"steps" label:"Steps" default:"2000" min:"1" max:"1000000" scale:"log" help:"Training steps."`
}

// network has a parameter of each kind, one of them embedded, and a field that is none.
type network struct {
	schedule
	Rate    float64 `name:"rate" label:"Learning rate" default:"0.001" min:"1e-6" max:"1" scale:"log" unit:"1/step" help:"Adam's step."`
	Bias    bool    `name:"bias" label:"Bias" default:"true" help:"Whether layers have a bias."`
	Act     string  `name:"act" label:"Activation" default:"silu" choices:"silu,relu,tanh" help:"Between layers."`
	Widths  []int   `name:"widths" label:"Widths" default:"64, 64" min:"1" max:"512" help:"Of the hidden layers."`
	Title   string  `name:"title" label:"Title" default:"π" max:"12" help:"Of the picture."`
	Seal    string  `name:"seal" label:"Seal" default:"" max:"4000" made:"true" help:"Made by a program."`
	scratch []float64
}

func TestTable(t *testing.T) {
	want := []param.Parameter{
		{Name: "steps", Label: "Steps", Kind: param.Int, Default: "2000", Min: 1, Max: 1000000, Scale: "log", Help: "Training steps."},
		{Name: "rate", Label: "Learning rate", Kind: param.Float, Default: "0.001", Min: 1e-6, Max: 1, Scale: "log", Unit: "1/step", Help: "Adam's step."},
		{Name: "bias", Label: "Bias", Kind: param.Bool, Default: "true", Scale: "linear", Help: "Whether layers have a bias."},
		{Name: "act", Label: "Activation", Kind: param.Choice, Default: "silu", Scale: "linear", Choices: []string{"silu", "relu", "tanh"}, Help: "Between layers."},
		{Name: "widths", Label: "Widths", Kind: param.Ints, Default: "64,64", Min: 1, Max: 512, Scale: "linear", Help: "Of the hidden layers."},
		{Name: "title", Label: "Title", Kind: param.Text, Default: "π", Max: 12, Scale: "linear", Help: "Of the picture."},
		{Name: "seal", Label: "Seal", Kind: param.Made, Max: 4000, Scale: "linear", Help: "Made by a program."},
	}
	if got := param.Table(&network{}); !reflect.DeepEqual(got, want) {
		t.Errorf("Table =\n%+v, want\n%+v", got, want)
	}
	if err := param.Check(&network{}); err != nil {
		t.Error(err)
	}
}

// The page is sent the same table: the two structs convert into one another.
func TestTableConvertsToProtocol(t *testing.T) {
	if got := protocol.Parameter(param.Table(&network{})[0]).Name; got != "steps" {
		t.Errorf("name %q after the conversion, want steps", got)
	}
}

func TestSetDefaults(t *testing.T) {
	n := network{scratch: []float64{1}}
	param.SetDefaults(&n)
	want := network{schedule{2000}, 0.001, true, "silu", []int{64, 64}, "π", "", []float64{1}}
	if !reflect.DeepEqual(n, want) {
		t.Errorf("defaults %+v, want %+v", n, want)
	}
	if changed := param.NonDefault(&n); len(changed) != 0 {
		t.Errorf("NonDefault of defaults = %v, want none", changed)
	}
}

func TestSetThenGet(t *testing.T) {
	for _, test := range []struct{ name, value, want string }{
		{"steps", "1", "1"},
		{"rate", "0.30000000000000004", "0.30000000000000004"},
		{"rate", "1e-06", "1e-06"},
		{"bias", "false", "false"},
		{"act", "tanh", "tanh"},
		{"widths", "1, 512,3", "1,512,3"},
		{"title", "x, y = z ", "x, y = z "},
		{"title", "", ""},
		{"seal", "aGk_", "aGk_"},
	} {
		var n network
		param.SetDefaults(&n)
		if err := param.Set(&n, test.name, test.value); err != nil {
			t.Error(err)
			continue
		}
		if got, err := param.Get(&n, test.name); got != test.want || err != nil {
			t.Errorf("%s %q reads back %q, %v, want %q", test.name, test.value, got, err, test.want)
		}
		if got := param.NonDefault(&n); !maps.Equal(got, map[string]string{test.name: test.want}) {
			t.Errorf("NonDefault after %s = %q: %v", test.name, test.value, got)
		}
	}
}

func TestSetRefuses(t *testing.T) {
	many := strings.Repeat("1,", param.MaxInts) + "1"
	long := strings.Repeat("x", 81)
	for _, test := range []struct{ name, value, want string }{
		{"rate", "-1", `param: rate "-1": want a number in [1e-06, 1]`},
		{"rate", "NaN", `param: rate "NaN": want a number in [1e-06, 1]`},
		{"rate", "1e999", `param: rate "1e999": want a number in [1e-06, 1]`},
		{"rate", "", `param: rate "": want a number in [1e-06, 1]`},
		{"steps", "1.5", `param: steps "1.5": want a whole number in [1, 1000000]`},
		{"steps", "0", `param: steps "0": want a whole number in [1, 1000000]`},
		{"bias", "1", `param: bias "1": want true or false`},
		{"act", "gelu", `param: act "gelu": want one of silu, relu, tanh`},
		{"widths", "64,,64", `param: widths "64,,64": want 1 to 16 whole numbers in [1, 512], separated by commas`},
		{"widths", "", `param: widths "": want 1 to 16 whole numbers in [1, 512], separated by commas`},
		{"widths", many, `param: widths "` + many + `": want 1 to 16 whole numbers in [1, 512], separated by commas`},
		{"title", "thirteen byte", `param: title "thirteen byte": want one line of at most 12 bytes`},
		{"title", "a\nb", `param: title "a\nb": want one line of at most 12 bytes`},
		{"title", "\xff", `param: title "\xff": want one line of at most 12 bytes`},
		{"title", long, `param: title "` + long[:80] + `"… of 81 bytes: want one line of at most 12 bytes`},
		{"depth", "3", `param: unknown name "depth": want one of steps, rate, bias, act, widths, title, seal`},
	} {
		var n, before network
		param.SetDefaults(&n)
		param.SetDefaults(&before)
		if err := param.Set(&n, test.name, test.value); err == nil || err.Error() != test.want {
			t.Errorf("Set(%s, %q): error %v, want %s", test.name, test.value, err, test.want)
		}
		if !reflect.DeepEqual(n, before) {
			t.Errorf("Set(%s, %q) changed the struct", test.name, test.value)
		}
	}
}

func TestSetAllStartsFromDefaults(t *testing.T) {
	n := network{Rate: 0.5}
	if err := param.SetAll(&n, map[string]string{"steps": "7", "act": "relu"}); err != nil {
		t.Fatal(err)
	}
	if n.Rate != 0.001 || n.Steps != 7 || n.Act != "relu" {
		t.Errorf("SetAll gives %+v", n)
	}
	if err := param.SetAll(&n, map[string]string{"b": "1", "a": "1"}); err == nil || !strings.Contains(err.Error(), `"a"`) {
		t.Errorf("two unknown names: error %v, want one that names a", err)
	}
}

func TestUnknownNameOfNothing(t *testing.T) {
	if _, err := param.Get(&struct{}{}, "x"); err == nil || !strings.Contains(err.Error(), "there are no parameters") {
		t.Errorf("Get of an empty struct: error %v", err)
	}
}

func TestNotAStruct(t *testing.T) {
	for _, v := range []any{nil, network{}, (*network)(nil), new(int)} {
		if err := param.Check(v); err == nil {
			t.Errorf("Check(%T) = nil, want an error", v)
		}
		if table := param.Table(v); len(table) != 0 {
			t.Errorf("Table(%T) = %v, want none", v, table)
		}
	}
}

func TestCheckFindsMalformedTags(t *testing.T) {
	for want, v := range map[string]any{
		"want float64, int, bool": &struct {
			X float32 `name:"x" label:"X" default:"1" min:"0" max:"2" help:"X."`
		}{},
		"not exported": &struct {
			x float64 `name:"x" label:"X" default:"1" min:"0" max:"2" help:"X."`
		}{},
		"want a letter": &struct {
			X float64 `name:"2x" label:"X" default:"1" min:"0" max:"2" help:"X."`
		}{},
		"want a label and a help": &struct {
			X float64 `name:"x" label:"X" default:"1" min:"0" max:"2"`
		}{},
		"want min and max": &struct {
			X float64 `name:"x" label:"X" default:"1" min:"0" help:"X."`
		}{},
		"min below max": &struct {
			X float64 `name:"x" label:"X" default:"1" min:"2" max:"0" help:"X."`
		}{},
		"want finite numbers": &struct {
			X float64 `name:"x" label:"X" default:"1" min:"0" max:"inf" help:"X."`
		}{},
		"invalid syntax": &struct {
			X float64 `name:"x" label:"X" default:"1" min:"zero" max:"2" help:"X."`
		}{},
		"log scale": &struct {
			X float64 `name:"x" label:"X" default:"1" min:"0" max:"2" scale:"log" help:"X."`
		}{},
		`scale "cubic"`: &struct {
			X float64 `name:"x" label:"X" default:"1" min:"0" max:"2" scale:"cubic" help:"X."`
		}{},
		"want a default": &struct {
			X float64 `name:"x" label:"X" min:"0" max:"2" help:"X."`
		}{},
		`x "3": want a number in [0, 2]`: &struct {
			X float64 `name:"x" label:"X" default:"3" min:"0" max:"2" help:"X."`
		}{},
		"want choices": &struct {
			X string `name:"x" label:"X" default:"a" help:"X."`
		}{},
		"max with a string": &struct {
			X string `name:"x" label:"X" default:"a" min:"1" max:"2" help:"X."`
		}{},
		`"-1": invalid syntax`: &struct {
			X string `name:"x" label:"X" default:"a" max:"-1" help:"X."`
		}{},
		"taken": &struct {
			X bool `name:"x" label:"X" default:"true" help:"X."`
			Y bool `name:"x" label:"Y" default:"true" help:"Y."`
		}{},
	} {
		if err := param.Check(v); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Check: error %v, want one with %q", err, want)
		}
	}
}

// One malformed field does not take the others with it.
func TestMalformedFieldIsLeftAlone(t *testing.T) {
	v := struct {
		Bad  float64 `name:"bad" label:"Bad" default:"9" min:"0" max:"2" help:"Bad."`
		Good bool    `name:"good" label:"Good" default:"true" help:"Good."`
	}{Bad: 5}
	param.SetDefaults(&v)
	if table := param.Table(&v); len(table) != 1 || v.Bad != 5 || !v.Good {
		t.Errorf("table %v, struct %+v: want good alone set", table, v)
	}
}
