# Pushforward. `make help` lists the targets.

ADDR        ?= 127.0.0.1:8080
ARGS        ?= list
FUZZTIME    ?= 1m
MINUTES     ?= 30
STATICCHECK := .cache/bin/staticcheck-v0.8.2
GO_SOURCES  := core render wasm assets $(wildcard *.go)
# What runs in the browser; the other packages are tools of the build.
IN_BROWSER  := ./core/... ./render/... ./wasm/protocol ./wasm/stage ./wasm/worker ./wasm/worker/line ./wasm/bench/ours ./wasm/bench/growth
# What speaks to JavaScript: its tests run under Node.js.
IN_NODE     := ./wasm/protocol ./wasm/worker ./wasm/worker/line ./wasm/bench/ours ./wasm/bench/growth

.PHONY: help run test site offline lab lab-table lab-published snapshots bench bench-peers bench-growth bench-parts fuzz lint check clean shots chromium bench-opening bench-stage bench-table golden load soak
.DEFAULT_GOAL := help

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 15

run: node_modules ## build the site quickly and serve it on ADDR (127.0.0.1:8080)
	go run ./wasm/site
	go run serve.go -addr $(ADDR)

test: check wasm/bench/node_modules chromium ## build the site as it is shipped and run every test, in Chromium and Node.js too
	go run ./wasm/site -single -release
	go test -timeout 23m ./...
	GOOS=js GOARCH=wasm go test -exec "$$(go env GOROOT)/lib/wasm/go_js_wasm_exec" $(IN_NODE)

site: node_modules ## build the site as it is shipped, into dist/
	go run ./wasm/site -release

offline: node_modules ## build the whole site as one file that opens from a disk, dist/pushforward.html
	go run ./wasm/site -single -release

lab: ## run the engine from the terminal: make lab ARGS="run -method fm -target moons"
	go run ./core/cmd/lab $(ARGS)

lab-table: ## train every method on eight toys with seeds 0 to 4, into assets/lab; goes on where it stood (hours; ARGS="-seeds 1" for a first look)
	@go build -o .cache/lab ./core/cmd/lab
	.cache/lab table -out assets/lab $(filter-out list,$(ARGS))

lab-published: ## repeat the protocols of published tables, into assets/lab; goes on where it stood (two hours; ARGS="-seeds 1" for a first look)
	@go build -o .cache/lab ./core/cmd/lab
	.cache/lab published -out assets/lab $(filter-out list,$(ARGS))

snapshots: ## train the runs that come trained before, into assets/data/trained (three minutes)
	go run ./core/cmd/lab trained -out assets/data

bench: bench-peers bench-growth ## time training and sampling beside other libraries in Chromium, into bench.json, and their growth, into growth.svg (15 minutes)

bench-peers: wasm/bench/node_modules chromium
	go test -run '^$$' -bench Peers -benchtime 1x -timeout 30m ./wasm/bench

bench-growth: chromium
	go test -run '^$$' -bench Growth -benchtime 1x -timeout 30m ./wasm/bench

bench-parts: chromium ## run the benchmarks of single packages, natively and in Chromium (6 minutes)
	go test -run '^$$' -bench . -benchmem ./core/...
	go test -run '^$$' -bench EngineInTheBrowser -benchtime 1x ./wasm/browser

bench-opening: chromium ## measure how soon the site in dist/ shows its first pictures (20 seconds)
	go test -run '^$$' -bench Opening -benchtime 3x ./wasm/browser

bench-stage: chromium ## measure what a frame costs the stage's program, of the site in dist/ (1 minute)
	go test -run '^$$' -bench Stage -benchtime 1x ./wasm/browser

bench-table: chromium ## drop tables of a million rows on the site in dist/: rates, pauses, memory (2 minutes)
	go test -run '^$$' -bench Table -benchtime 1x ./wasm/browser

golden: chromium ## keep the pictures of the stage's layers anew, of the site in dist/: look at what has changed
	go test -count 1 -run TestStagePictures ./wasm/browser -update
	git diff --stat wasm/browser/testdata

load: ## ask serve.go for small files over loopback: requests a second, errors, memory (15 seconds)
	go test -run '^$$' -bench Load -benchtime 10s .

soak: chromium ## train, play, reset and change methods for MINUTES (30) with the site in dist/, and fail if memory grows
	go test -run '^$$' -bench Soak -benchtime 1x -timeout 0 ./wasm/browser -soak $(MINUTES)m

fuzz: ## look for inputs that break the compiler and the readers, FUZZTIME (1m, or 200000x) for each
	go test -run '^$$' -fuzz '^FuzzCompiled$$' -fuzzminimizetime 1x -fuzztime $(FUZZTIME) ./core/engine
	go test -run '^$$' -fuzz '^FuzzReadCSV$$' -fuzztime $(FUZZTIME) ./core/codec
	go test -run '^$$' -fuzz '^FuzzReadNPY$$' -fuzztime $(FUZZTIME) ./core/codec
	go test -run '^$$' -fuzz '^FuzzReadTable$$' -fuzztime $(FUZZTIME) ./core/codec
	go test -run '^$$' -fuzz '^FuzzReadGrid$$' -fuzztime $(FUZZTIME) ./core/codec
	go test -run '^$$' -fuzz '^FuzzParse$$' -fuzztime $(FUZZTIME) ./core/codec/jsontext
	go test -run '^$$' -fuzz '^FuzzParse$$' -fuzztime $(FUZZTIME) ./core/codec/safetensors
	go test -run '^$$' -fuzz '^FuzzParse$$' -fuzztime $(FUZZTIME) ./core/formula
	go test -run '^$$' -fuzz '^FuzzJoin$$' -fuzztime $(FUZZTIME) ./wasm/site/segment
	go test -run '^$$' -fuzz '^FuzzPath$$' -fuzztime $(FUZZTIME) ./wasm/site/server

lint: check wasm/bench/node_modules $(STATICCHECK) ## check, staticcheck, and the TypeScript of the benchmark
	$(STATICCHECK) ./...
	GOOS=js GOARCH=wasm $(STATICCHECK) $(IN_BROWSER)
	node_modules/.bin/tsc -p wasm/bench

check: node_modules ## gofmt, go vet for both platforms, and the TypeScript compiler
	@unformatted=$$(gofmt -l $(GO_SOURCES)); test -z "$$unformatted" || { echo "run gofmt -w on:" $$unformatted; exit 1; }
	go vet ./...
	GOOS=js GOARCH=wasm go vet $(IN_BROWSER)
	node_modules/.bin/tsc

shots: chromium ## take pictures of the site in dist/ in every state and size: all into .cache/shots/, the front page's into assets/pictures/ (10 minutes)
	rm -rf .cache/shots && mkdir -p .cache/shots
	go test -count 1 -timeout 30m -run 'TestStates|TestFrontPage' -artifacts -outputdir $(CURDIR)/.cache/shots ./wasm/browser -shots $(CURDIR)/.cache/shots
	@find .cache/shots -name '*.png'
	find .cache/shots -name 'readme*.png' -exec cp {} assets/pictures/ \;

clean: ## remove what was built
	rm -rf dist .cache

chromium: # the browser of the tests
	@.ci/chromium

node_modules: package.json package-lock.json
	npm ci
	@touch $@

wasm/bench/node_modules: wasm/bench/package.json wasm/bench/package-lock.json # the benchmark's peers, one of which runs a test's models, 215 MB
	npm ci --prefix wasm/bench
	@touch $@

$(STATICCHECK):
	GOBIN=$(CURDIR)/.cache/bin go install honnef.co/go/tools/cmd/staticcheck@$(lastword $(subst -, ,$@))
	mv .cache/bin/staticcheck $@
