package main

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"pushforward/wasm/site/server"
)

// leastRate is what serve.go is to reach on two cores, its clients beside it, in requests of small files a second.
const leastRate = 5000

// BenchmarkLoad asks serve.go for small files over connections that stay open, as browsers keep them, and reports requests a second, wrong answers, and how much
// the heap has grown from the first quarter of the requests to the end.
func BenchmarkLoad(b *testing.B) {
	dir := b.TempDir()
	for name, content := range map[string]string{"index.html": "<!doctype html>", "page-ABCDEFGH.js": "script", "page-ABCDEFGH.js.br": "br"} {
		if err := os.WriteFile(filepath.Join(dir, name), fmt.Appendf(nil, "%-2000s", content), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	site, err := server.New(dir)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { site.Close() })
	address := hold(b, site, patience()).RemoteAddr().String()
	const clients = 16
	var asked, wrong atomic.Int64
	var early atomic.Uint64
	var running sync.WaitGroup
	b.ResetTimer()
	for range clients {
		connection := dial(b, address)
		running.Go(func() {
			answers := bufio.NewReader(connection)
			for {
				n := asked.Add(1)
				if n > int64(b.N) {
					return
				}
				if n == int64(b.N)/4 {
					early.Store(heap())
				}
				if ask(connection, answers, n%2 == 0) != nil {
					wrong.Add(1)
					return
				}
			}
		})
	}
	running.Wait()
	rate := float64(b.N) / b.Elapsed().Seconds()
	growth := float64(heap()) - float64(early.Load())
	b.ReportMetric(rate, "requests/s")
	b.ReportMetric(float64(wrong.Load()), "errors")
	b.ReportMetric(growth/1e6, "MB-growth")
	if wrong.Load() > 0 {
		b.Errorf("%d clients got a wrong answer", wrong.Load())
	}
	if b.N < 10*leastRate {
		return // too short to judge
	}
	if rate < leastRate {
		b.Errorf("%.0f requests a second, want at least %d", rate, leastRate)
	}
	if growth > 4e6 {
		b.Errorf("the heap has grown by %.1f MB under load", growth/1e6)
	}
}

// ask sends one request and reads its answer.
func ask(connection io.Writer, answers *bufio.Reader, script bool) error {
	request := "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
	if script {
		request = "GET /page-ABCDEFGH.js HTTP/1.1\r\nHost: a\r\nAccept-Encoding: br\r\n\r\n"
	}
	if _, err := io.WriteString(connection, request); err != nil {
		return err
	}
	response, err := http.ReadResponse(answers, nil)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	n, err := io.Copy(io.Discard, response.Body)
	if err == nil && (response.StatusCode != http.StatusOK || n != 2000) {
		err = fmt.Errorf("status %d, %d bytes", response.StatusCode, n)
	}
	return err
}

// heap is the live heap in bytes.
func heap() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}
