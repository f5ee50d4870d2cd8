//go:build js

// Command ours is this project's contestant in the benchmark: a worker's program that builds a workload as a graph and runs it as
// compiled. The worker's script calls the functions of its global object "program".
package main

import "syscall/js"

func main() {
	var c contestant
	program := js.Global().Get("Object").New()
	program.Set("prepare", answer(func(args []js.Value) (any, error) {
		parameters := make([][]float32, args[1].Length())
		for i := range parameters {
			parameters[i] = floats(args[1].Index(i))
		}
		var shared *other
		if args[4].Truthy() {
			shared = newOther(args[4], args[5].Int())
		}
		return nil, c.prepare(described(args[0]), parameters, floats(args[2]), floats(args[3]), shared)
	}))
	program.Set("run", answer(func(args []js.Value) (any, error) { return nil, c.run(args[0].Int()) }))
	program.Set("lead", later(func(args []js.Value) error { return c.run(args[0].Int()) }))
	program.Set("follow", later(func([]js.Value) error { return c.follow() }))
	program.Set("check", answer(func([]js.Value) (any, error) { return c.task.check() }))
	js.Global().Set("program", program)
	select {}
}

// answer makes a function for the script, which returns an Error where Go's returns an error.
func answer(f func(args []js.Value) (any, error)) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		value, err := f(args)
		if err != nil {
			return js.Global().Get("Error").New(err.Error())
		}
		return value
	})
}

// later makes a function for the script that may wait for the other worker: it returns a promise, which f's error breaks.
func later(f func(args []js.Value) error) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		return js.Global().Get("Promise").New(js.FuncOf(func(_ js.Value, settle []js.Value) any {
			go func() {
				if err := f(args); err != nil {
					settle[1].Invoke(js.Global().Get("Error").New(err.Error()))
					return
				}
				settle[0].Invoke()
			}()
			return nil
		}))
	})
}

// described is the workload that an object of the page describes.
func described(object js.Value) workload {
	w := workload{
		Name: object.Get("name").String(), Kind: object.Get("kind").String(),
		Rows: object.Get("rows").Int(), Steps: object.Get("steps").Int(),
		Relaxed: object.Get("relaxed").Bool(),
	}
	widths := object.Get("widths")
	for i := range widths.Length() {
		w.Widths = append(w.Widths, widths.Index(i).Int())
	}
	return w
}

// floats copies the numbers of a Float32Array.
func floats(array js.Value) []float32 {
	numbers := make([]float32, array.Length())
	for i := range numbers {
		numbers[i] = float32(array.Index(i).Float())
	}
	return numbers
}
