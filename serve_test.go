package main

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// start runs the command on a small site and gives its printed URL, a way to stop it, and its result.
func start(t *testing.T, arguments ...string) (url string, stop context.CancelFunc, result <-chan error) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "index.html"), []byte("<!doctype html><title>site</title>"), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	reader, writer := io.Pipe()
	done := make(chan error, 1)
	go func() {
		err := run(ctx, append([]string{"-dir", dir}, arguments...), writer, io.Discard)
		writer.CloseWithError(err)
		done <- err
	}()
	line, err := bufio.NewReader(reader).ReadString('\n')
	if err != nil {
		t.Fatalf("no address printed: %v", err)
	}
	_, url, found := strings.Cut(strings.TrimSpace(line), " at ")
	if !found {
		t.Fatalf("printed %q: want an address", line)
	}
	return url, cancel, done
}

func TestServesUntilStopped(t *testing.T) {
	url, stop, result := start(t, "-addr", "127.0.0.1:0")
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK || !strings.Contains(string(body), "<title>site</title>") {
		t.Fatalf("GET %s: %s %q, error %v", url, response.Status, body, err)
	}
	stop()
	select {
	case err := <-result:
		if err != nil {
			t.Errorf("stopped with %v, want nil", err)
		}
	case <-time.After(2 * shutdownGrace):
		t.Error("still running after it was stopped")
	}
}

func TestRequestUnderWayFinishesAfterStop(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		cancel() // the signal comes while this request is answered
		time.Sleep(50 * time.Millisecond)
		io.WriteString(w, "whole")
	})
	result := make(chan error, 1)
	go func() { result <- serve(ctx, listener, handler, patience()) }()
	response, err := http.Get("http://" + listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if body, err := io.ReadAll(response.Body); err != nil || string(body) != "whole" {
		t.Errorf("got %q, error %v; want the whole answer", body, err)
	}
	if err := <-result; err != nil {
		t.Error(err)
	}
}

func TestRefusesBadArguments(t *testing.T) {
	empty := t.TempDir()
	for name, test := range map[string]struct {
		arguments []string
		want      string
	}{
		"folder without a site": {[]string{"-dir", empty}, "make site"},
		"missing folder":        {[]string{"-dir", filepath.Join(empty, "absent")}, "absent"},
		"stray argument":        {[]string{"dist"}, `"dist"`},
		"unknown flag":          {[]string{"-port", "1"}, "port"},
	} {
		t.Run(name, func(t *testing.T) {
			err := run(t.Context(), test.arguments, io.Discard, io.Discard)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v: want one that names %s", err, test.want)
			}
		})
	}
}

func TestRefusesBadAddress(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "index.html"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	err := run(t.Context(), []string{"-dir", dir, "-addr", "127.0.0.1:no"}, io.Discard, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "127.0.0.1:no") {
		t.Errorf("error %v: want one that names the address", err)
	}
}

func TestListensOnLoopbackUnlessTold(t *testing.T) {
	var usage strings.Builder
	if err := run(t.Context(), []string{"-h"}, io.Discard, &usage); err == nil {
		t.Fatal("-h gave no usage")
	}
	if !strings.Contains(usage.String(), `default "127.0.0.1:8080"`) {
		t.Errorf("usage %q: want the loopback address as default", usage.String())
	}
}

// hold serves a handler with limits until the test ends, and gives a connection to it.
func hold(t testing.TB, handler http.Handler, l limits) net.Conn {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	result := make(chan error, 1)
	go func() { result <- serve(ctx, listener, handler, l) }()
	t.Cleanup(func() {
		cancel()
		if err := <-result; err != nil {
			t.Error(err)
		}
	})
	return dial(t, listener.Addr().String())
}

func dial(t testing.TB, address string) net.Conn {
	t.Helper()
	connection, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { connection.Close() })
	return connection
}

// A client that takes its time is let go: with its request, with the answer, and between two requests.
func TestSlowClientsAreLetGo(t *testing.T) {
	const short, long = 100 * time.Millisecond, time.Minute
	page := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "page") })
	for name, test := range map[string]struct {
		limits limits
		sends  string
	}{
		"head without end":       {limits{short, long, long, long}, "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "},
		"body without end":       {limits{long, short, long, long}, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nslow"},
		"no request at all":      {limits{short, short, long, short}, ""},
		"no request after the 1": {limits{long, long, long, short}, "GET / HTTP/1.1\r\nHost: a\r\n\r\n"},
	} {
		t.Run(name, func(t *testing.T) {
			connection := hold(t, page, test.limits)
			io.WriteString(connection, test.sends)
			connection.SetReadDeadline(time.Now().Add(10 * time.Second))
			if _, err := io.Copy(io.Discard, connection); err != nil {
				t.Errorf("the connection is still open: %v", err)
			}
		})
	}
	t.Run("answer that nobody takes", func(t *testing.T) {
		ended := make(chan error, 1)
		connection := hold(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, err := w.Write(make([]byte, 64<<20)) // more than the system buffers
			ended <- err
		}), limits{long, long, short, long})
		io.WriteString(connection, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
		select {
		case err := <-ended:
			if err == nil {
				t.Error("64 MB were written to a client that reads nothing")
			}
		case <-time.After(10 * time.Second):
			t.Error("the answer is still waiting for its client")
		}
	})
}
