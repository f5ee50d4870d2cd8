package main

import (
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"
)

func TestFormulasBecomeMathML(t *testing.T) {
	const half = `\tfrac12\mathbb E x_0 + \mathcal F`
	list := append(registeredFormulas(), half)
	output, err := typeset("../..", list)
	if err != nil {
		t.Fatal(err)
	}
	var made map[string]string
	if err := json.Unmarshal(output, &made); err != nil {
		t.Fatal(err)
	}
	for _, tex := range list {
		var math struct {
			XMLName    xml.Name
			Annotation string `xml:"semantics>annotation"`
		}
		if err := xml.Unmarshal([]byte(made[tex]), &math); err != nil {
			t.Errorf("%s: %v", tex, err)
			continue
		}
		if math.XMLName.Local != "math" || math.XMLName.Space != "http://www.w3.org/1998/Math/MathML" || math.Annotation != tex {
			t.Errorf("%s became <%s> of %q", tex, math.XMLName.Local, math.Annotation)
		}
	}
	for _, want := range []string{"<mfrac><mn>1</mn><mn>2</mn></mfrac>", "<mi>𝔼</mi>", "<mi>ℱ</mi>"} {
		if !strings.Contains(made[half], want) {
			t.Errorf("%s became %s: want %s in it", half, made[half], want)
		}
	}
}

func TestFormulasThatAreNoneFailTheBuild(t *testing.T) {
	for _, tex := range []string{`\frac{1}{`, `\unknown{x}`, `\mathbb{Q}`} {
		if _, err := typeset("../..", []string{tex}); err == nil || !strings.Contains(err.Error(), "typeset formulas") {
			t.Errorf("%s: error %v, want one that says what failed", tex, err)
		}
	}
}
