package protocol

// Assist is empty from a worker: it tells the page that a second worker would have work. From the page it comes with a port to the other of two workers:
// one leads, and the other does what the first asks over the port. The one that leads, sent Assist without a port, goes on alone.
type Assist struct {
	Lead bool `json:"lead,omitempty"` // who receives it leads
}

// TaskKind is what a task is about.
type TaskKind string

// The kinds of tasks. The lead sends all of them; the assistant answers with the same kind and number.
const (
	TaskBuild   TaskKind = "build"   // build Run, or draw from it in another way; answered when it stands
	TaskJoin    TaskKind = "join"    // stand at Step with the state Values, and compute shard 1 of the steps from there if Share; no answer but results
	TaskResults TaskKind = "results" // Values are the results of the sender's shard of the step after Step
	TaskCarry   TaskKind = "carry"   // carry the noise Values to data and XX
	TaskScore   TaskKind = "score"   // measure the model by Draws draws; answered by Score
	TaskRefused TaskKind = "refused" // from the assistant: it can do no more, Message says why
)

// Task is what two workers that share a run say to each other.
type Task struct {
	Kind    TaskKind `json:"kind"`
	Number  int      `json:"number"`
	Run     *Run     `json:"run,omitempty"`
	Step    int      `json:"step,omitempty"`
	Share   bool     `json:"share,omitempty"`
	Draws   int      `json:"draws,omitempty"`
	Frames  int      `json:"frames,omitempty"`
	Values  Floats   `json:"values,omitempty"`
	Score   *Score   `json:"score,omitempty"`
	Message string   `json:"message,omitempty"`
}
