package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"strings"
	"text/tabwriter"

	"pushforward/core/method"
	"pushforward/core/metric"
	"pushforward/core/param"
	"pushforward/core/target"
	"pushforward/core/transport"
)

// catalogue is all that there is to choose from.
type catalogue struct {
	Families []family      `json:"families"`
	Methods  []methodEntry `json:"methods"`
	Targets  []targetEntry `json:"targets"`
	Metrics  []metricEntry `json:"metrics"`
	Solvers  []solverEntry `json:"solvers"`
}

type family struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Idea string `json:"idea"`
}

type methodEntry struct {
	ID         string           `json:"id"`
	Family     string           `json:"family"`
	Name       string           `json:"name"`
	Idea       string           `json:"idea"`
	Citation   string           `json:"citation"`
	Limits     string           `json:"limits,omitempty"`
	Abilities  []method.Ability `json:"abilities"`
	NFE        int              `json:"nfe"`
	Parameters []parameter      `json:"parameters"`
}

type targetEntry struct {
	ID          string      `json:"id"`
	Dim         int         `json:"dim"`
	Name        string      `json:"name"`
	Idea        string      `json:"idea"`
	Attribution string      `json:"attribution,omitempty"`
	Abilities   []string    `json:"abilities"`
	Parameters  []parameter `json:"parameters"`
}

type metricEntry struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Help  string `json:"help"`
	Lower bool   `json:"lower_is_better"`
}

type solverEntry struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Order    int    `json:"order"`
	Adaptive bool   `json:"adaptive"`
}

// parameter is a [param.Parameter] with the keys of this list.
type parameter struct {
	Name    string   `json:"name"`
	Kind    string   `json:"kind"`
	Default string   `json:"default"`
	Min     *float64 `json:"min,omitempty"`
	Max     *float64 `json:"max,omitempty"`
	Unit    string   `json:"unit,omitempty"`
	Choices []string `json:"choices,omitempty"`
	Help    string   `json:"help"`
}

// list prints the catalogue.
func list(flags *flag.FlagSet) action {
	asJSON := flags.Bool("json", false, "print JSON, with ideas, citations and the ranges of parameters")
	return func(_ context.Context, words []string, t terminal) error {
		if err := noWords(words); err != nil {
			return err
		}
		c := newCatalogue()
		if *asJSON {
			return json.NewEncoder(t.out).Encode(c)
		}
		return c.print(t)
	}
}

func newCatalogue() catalogue {
	var c catalogue
	for _, f := range method.Families() {
		c.Families = append(c.Families, family(f))
	}
	for _, e := range method.Registry() {
		c.Methods = append(c.Methods, methodEntry{
			ID: e.ID, Family: e.Family, Name: e.Name, Idea: e.Idea, Citation: e.Citation, Limits: e.Limits,
			Abilities: e.Abilities, NFE: e.NFE, Parameters: parameters(e.New()),
		})
	}
	for _, e := range target.Registry() {
		c.Targets = append(c.Targets, targetEntry{
			ID: e.ID, Dim: e.Dim, Name: e.Name, Idea: e.Idea, Attribution: e.Attribution,
			Abilities: e.Abilities, Parameters: parameters(e.New()),
		})
	}
	for _, m := range metric.Metrics() {
		c.Metrics = append(c.Metrics, metricEntry{m.ID, m.Name, m.Help, m.Lower})
	}
	for _, s := range transport.Tableaus() {
		c.Solvers = append(c.Solvers, solverEntry{s.ID, s.Name, s.Order, s.Adaptive()})
	}
	return c
}

func parameters(of any) []parameter {
	list := []parameter{}
	for _, p := range param.Table(of) {
		q := parameter{Name: p.Name, Kind: p.Kind, Default: p.Default, Unit: p.Unit, Choices: p.Choices, Help: p.Help}
		if p.Kind == param.Float || p.Kind == param.Int || p.Kind == param.Ints {
			q.Min, q.Max = &p.Min, &p.Max
		}
		list = append(list, q)
	}
	return list
}

// print writes the catalogue as tables.
func (c catalogue) print(t terminal) error {
	table := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "METHOD\tNAME\tFAMILY\tNFE\tPARAMETERS")
	for _, m := range c.Methods {
		fmt.Fprintf(table, "%s\t%s\t%s\t%d\t%s\n", m.ID, m.Name, m.Family, m.NFE, defaults(m.Parameters))
	}
	fmt.Fprintln(table, "\nTARGET\tNAME\tDIM\tPARAMETERS")
	for _, e := range c.Targets {
		fmt.Fprintf(table, "%s\t%s\t%d\t%s\n", e.ID, e.Name, e.Dim, defaults(e.Parameters))
	}
	fmt.Fprintln(table, "\nMETRIC\tNAME")
	for _, m := range c.Metrics {
		fmt.Fprintf(table, "%s\t%s\n", m.ID, m.Name)
	}
	fmt.Fprintln(table, "\nSOLVER\tNAME\tORDER")
	for _, s := range c.Solvers {
		fmt.Fprintf(table, "%s\t%s\t%d\n", s.ID, s.Name, s.Order)
	}
	return table.Flush()
}

// defaults is the parameters as -set takes them.
func defaults(list []parameter) string {
	words := make([]string, len(list))
	for i, p := range list {
		words[i] = p.Name + "=" + p.Default
	}
	return strings.Join(words, " ")
}
