package engine

// A Counter is an instance that knows how much arithmetic its functions are: those of [WebAssembly] and [Fallback].
type Counter interface {
	// Operations is how many floating-point operations a call of the function takes, by the compiler's plan; 0 for an unknown one.
	Operations(function string) int
}

var (
	_ Counter = (*compiled)(nil)
	_ Counter = fallback{}
)

func (c *compiled) Operations(function string) int { return c.module.Operations(function) }

func (f fallback) Operations(function string) int { return f.module.Operations(function) }
