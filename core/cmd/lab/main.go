// Lab trains, draws from and measures samplers from the terminal, with the engine of the page. Run it without arguments for its commands.
//
// It exits with 0 when it has done what it was asked, with 2 and one line on standard error when it was asked for something that
// is not there or not allowed, and with 1 when something else went wrong, or it was interrupted.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := execute(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
