package onnx

// Versions of the format (onnx.proto3 and the operators' of the default domain).
const (
	representation = 8
	operatorSet    = 17
)

// A Property is a text of a model's metadata.
type Property struct{ Name, Text string }

// Model is the file of a model with the output x [N×columns], which is out. About is a sentence on what it does.
func (b *Builder) Model(out Value, columns int, about string, metadata []Property) []byte {
	b.now.nodes.message(1, b.node("Identity", []string{out.name}, "x"))
	graph := b.main.nodes
	graph.text(2, "pushforward")
	graph = append(graph, b.constants...)
	graph.message(11, described("z", typeFloat, []any{"N", b.columns}))
	graph.message(12, described("x", typeFloat, []any{"N", columns}))

	var operators, model message
	operators.text(1, "")
	operators.whole(2, operatorSet)
	model.whole(1, representation)
	model.text(2, "pushforward")
	model.text(6, about)
	model.message(7, graph)
	model.message(8, operators)
	for _, p := range metadata {
		var entry message
		entry.text(1, p.Name)
		entry.text(2, p.Text)
		model.message(14, entry)
	}
	return model
}
