// Command serve serves the built site for development and self-hosting:
//
//	go run serve.go [-dir dist] [-addr 127.0.0.1:8080] [-isolate]
//
// It listens on the loopback interface unless told otherwise, and stops gracefully on SIGINT and SIGTERM.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"pushforward/wasm/site/server"
)

// shutdownGrace is how long requests under way may take to finish after a signal.
const shutdownGrace = 5 * time.Second

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "serve:", err)
		os.Exit(1)
	}
}

// run serves until ctx ends, and prints the address to out once it listens. Usage goes to diagnostics.
func run(ctx context.Context, arguments []string, out, diagnostics io.Writer) error {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	flags.SetOutput(diagnostics)
	dir := flags.String("dir", "dist", "folder of the built site")
	address := flags.String("addr", "127.0.0.1:8080", "host and port to listen on; port 0 takes a free one")
	isolate := flags.Bool("isolate", false, "isolate pages from other origins, so that their workers may share memory")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("argument %q: want flags only", flags.Arg(0))
	}
	site, err := server.New(*dir)
	if err != nil {
		return fmt.Errorf("%w (build it with: make site)", err)
	}
	defer site.Close()
	listener, err := net.Listen("tcp", *address)
	if err != nil {
		return fmt.Errorf("address %q: %w", *address, err)
	}
	fmt.Fprintf(out, "Serving %s at http://%s/\n", *dir, listener.Addr())
	var handler http.Handler = site
	if *isolate {
		handler = server.Isolated(site)
	}
	return serve(ctx, listener, handler, patience())
}

// A limits says how long a client may take.
type limits struct {
	header, request time.Duration // to send the head of a request, and all of it
	answer          time.Duration // to take an answer
	idle            time.Duration // between two requests
}

// patience is for clients on slow lines: the stage is 10 MB raw, and 85 KB/s will do.
func patience() limits {
	return limits{header: 5 * time.Second, request: 10 * time.Second, answer: 2 * time.Minute, idle: time.Minute}
}

// serve answers requests on listener until ctx ends, then lets those under way finish.
func serve(ctx context.Context, listener net.Listener, handler http.Handler, l limits) error {
	s := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: l.header,
		ReadTimeout:       l.request,
		WriteTimeout:      l.answer,
		IdleTimeout:       l.idle,
		MaxHeaderBytes:    16 << 10,
	}
	failed := make(chan error, 1)
	go func() { failed <- s.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownGrace)
	defer cancel()
	if err := s.Shutdown(grace); err != nil {
		return errors.Join(err, s.Close())
	}
	return nil
}
