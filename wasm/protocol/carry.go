package protocol

// Format is a kind of file that holds a model.
type Format string

// The formats of models.
const (
	FormatNone        Format = ""            // no file: the fingerprint only
	FormatSafetensors Format = "safetensors" // all that training on needs
	FormatONNX        Format = "onnx"        // the map, from noise to samples
)

// Model asks for the run's model as it stands, as a file (worker → shell: the same type with Bytes, Fingerprint and Step).
type Model struct {
	Format      Format `json:"format"`
	Bytes       Bytes  `json:"bytes,omitempty"`
	Fingerprint string `json:"fingerprint,omitempty"` // of the numbers learnt: equal for equal runs
	Step        int    `json:"step,omitempty"`
}

// Open asks the worker to take on the run of a model's file, and to stand where that was written. The worker answers with state, or error and keeps the
// old run.
type Open struct {
	Bytes Bytes `json:"bytes"` // of a safetensors file
}

// Picture is empty from the shell: it asks for what the stage is shown, to be drawn elsewhere.
type Picture struct {
	Scene Scene `json:"scene"`
	Paths Paths `json:"paths"`
}
