package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"

	"github.com/evanw/esbuild/pkg/api"

	"pushforward/core/method"
	"pushforward/core/target"
)

// formulas lets scripts import "formulas:mathml": an object that holds, for the TeX of the formula of each method, target and embedding, its MathML.
// It is made while building, so that the page needs no typesetter.
func formulas(root string) api.Plugin {
	return made("formulas:mathml", api.LoaderJSON, func() (string, error) {
		list, err := typeset(root, registeredFormulas())
		return string(list), err
	})
}

// registeredFormulas are those of every method, target and embedding, in TeX.
func registeredFormulas() []string {
	var list []string
	for _, e := range method.Registry() {
		list = append(list, e.Formula)
	}
	for _, e := range target.Registry() {
		if e.Formula != "" {
			list = append(list, e.Formula)
		}
	}
	for _, e := range target.Embeddings() {
		list = append(list, e.Formula)
	}
	return list
}

// typesetter is a Node script: a JSON list of TeX formulas goes in, a JSON object from each to its <math> element comes out. A formula
// that KaTeX does not know in full is an error. Browsers draw no mathvariant but "normal": letters of other alphabets become those
// characters, and one that is not listed is an error.
const typesetter = `
import katex from "katex";
let input = "";
for await (const piece of process.stdin) input += piece;
const alphabets = {"double-struck": {E: "𝔼", P: "ℙ", R: "ℝ"}, script: {F: "ℱ", L: "ℒ", N: "𝒩", U: "𝒰"}};
const letter = (found, variant, plain) => {
	const styled = alphabets[variant]?.[plain];
	if (styled === undefined) throw new Error("letter " + plain + " of alphabet " + variant + ": want it in the list of alphabets");
	return "<mi>" + styled + "</mi>";
};
const math = (tex) => katex.renderToString(tex, {output: "mathml", displayMode: true, strict: "error"})
	.match(/<math.*<\/math>/s)[0]
	.replace(/<mi mathvariant="(?!normal")([^"]*)">([^<]*)<\/mi>/g, letter);
process.stdout.write(JSON.stringify(Object.fromEntries(JSON.parse(input).map((tex) => [tex, math(tex)]))));
`

// typeset runs the typesetter in the project's folder, whose node_modules hold KaTeX.
func typeset(root string, list []string) ([]byte, error) {
	input, err := json.Marshal(list)
	if err != nil {
		return nil, err
	}
	node := exec.Command("node", "--input-type=module", "--eval", typesetter)
	node.Dir, node.Stdin = root, bytes.NewReader(input)
	var complaint bytes.Buffer
	node.Stderr = &complaint
	output, err := node.Output()
	if err != nil {
		return nil, fmt.Errorf("typeset formulas: %w\n%s", err, complaint.Bytes())
	}
	return output, nil
}
