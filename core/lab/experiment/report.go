package experiment

import (
	"fmt"
	"io"
	"text/tabwriter"

	"pushforward/core/lab"
)

// A Report is what the arms of an experiment came to.
type Report struct {
	Experiment string `json:"experiment"`
	Question   string `json:"question"`
	Seed       uint64 `json:"seed"`
	Rows       []Row  `json:"rows"`
}

// A Row is one arm.
type Row struct {
	Arm string `json:"arm"`
	lab.Result
	Quantities []Quantity `json:"quantities,omitempty"` // what the judge measured
}

// SampleMicroseconds is the time of one sample.
func (r Row) SampleMicroseconds() float64 { return r.SampleSeconds / float64(r.Samples) * 1e6 }

// Quantity is the value of the judge's number called id.
func (r Row) Quantity(id string) (float64, error) {
	for _, q := range r.Quantities {
		if q.ID == id {
			return q.Value, nil
		}
	}
	return 0, fmt.Errorf("experiment: no quantity %q in the row of %q", id, r.Arm)
}

// Print writes the report as a table, and the judge's numbers below it.
func (r Report) Print(w io.Writer) error {
	fmt.Fprintf(w, "%s\n\n", r.Question)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "arm\tsteps\ttraining, s\tevaluations\tµs a sample\tW₂\tfloor\tW₂/floor\tMMD²")
	for _, row := range r.Rows {
		fmt.Fprintf(table, "%s\t%d\t%.1f\t%d\t%.2f\t%.4f\t%.4f\t%.3f\t%.2g\n", row.Arm, row.Steps, row.TrainSeconds, row.NFE,
			row.SampleMicroseconds(), row.W2, row.Floor, row.Ratio, row.MMD2)
	}
	for _, row := range r.Rows {
		if len(row.Quantities) > 0 {
			fmt.Fprintln(table)
		}
		for _, q := range row.Quantities {
			fmt.Fprintf(table, "%s\t%.4f\n", q.Name, q.Value)
		}
	}
	return table.Flush()
}
