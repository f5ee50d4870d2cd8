# Pushforward. `make help` lists the targets.

ADDR        ?= 127.0.0.1:8080
ARGS        ?= list
STATICCHECK := .cache/bin/staticcheck-v0.8.2
GO_SOURCES  := core render wasm assets serve.go serve_test.go
# What runs in the browser; the other packages are tools of the build.
IN_BROWSER  := ./core/... ./render/... ./wasm/protocol ./wasm/stage ./wasm/worker ./wasm/bench/ours
# What speaks to JavaScript: its tests run under Node.js.
IN_NODE     := ./wasm/protocol ./wasm/worker ./wasm/bench/ours

.PHONY: help run test site lab scores bench lint check clean shots chromium
.DEFAULT_GOAL := help

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

run: node_modules ## build the site quickly and serve it on ADDR (127.0.0.1:8080)
	go run ./wasm/site
	go run serve.go -addr $(ADDR)

test: check chromium ## build the site as it is shipped and run every test, in Chromium and Node.js too
	go run ./wasm/site -release
	go test -timeout 20m ./...
	GOOS=js GOARCH=wasm go test -exec "$$(go env GOROOT)/lib/wasm/go_js_wasm_exec" $(IN_NODE)

site: node_modules ## build the site as it is shipped, into dist/
	go run ./wasm/site -release

lab: ## run the engine from the terminal: make lab ARGS="run -method fm -target moons"
	go run ./core/cmd/lab $(ARGS)

scores: ## train each method on four targets with seeds 0 to 4, and print a line of JSON each (10 minutes)
	@go build -o .cache/lab ./core/cmd/lab
	@for target in 8gaussians moons checkerboard us-zipcodes; do for method in fm mmd wasserstein; do for seed in 0 1 2 3 4; do \
		.cache/lab run -method $$method -target $$target -seed $$seed -n 1000 -out .cache/samples.npy 2>/dev/null | tail -n 1; \
	done; done; done

bench: node_modules chromium ## run the benchmarks; time training and sampling beside other libraries in Chromium, into bench.json (10 minutes)
	go test -run '^$$' -bench . -benchmem ./core/...
	go test -run '^$$' -bench EngineInTheBrowser -benchtime 1x ./wasm/browser
	go test -run '^$$' -bench Peers -benchtime 1x -timeout 30m ./wasm/bench

lint: check $(STATICCHECK) ## check, and staticcheck
	$(STATICCHECK) ./...
	GOOS=js GOARCH=wasm $(STATICCHECK) $(IN_BROWSER)

check: node_modules ## gofmt, go vet for both platforms, and the TypeScript compiler
	@unformatted=$$(gofmt -l $(GO_SOURCES)); test -z "$$unformatted" || { echo "run gofmt -w on:" $$unformatted; exit 1; }
	go vet ./...
	GOOS=js GOARCH=wasm go vet $(IN_BROWSER)
	node_modules/.bin/tsc

shots: chromium ## take pictures of the site in dist/: all into .cache/shots/, the front page's into assets/pictures/
	rm -rf .cache/shots && mkdir -p .cache/shots
	go test -count 1 -run 'TestSiteOpens|TestFrontPage' -artifacts -outputdir $(CURDIR)/.cache/shots ./wasm/browser
	@find .cache/shots -name '*.png'
	find .cache/shots -name 'readme*.png' -exec cp {} assets/pictures/ \;

clean: ## remove what was built
	rm -rf dist .cache

chromium: # the browser of the tests
	@.ci/chromium

node_modules: package.json package-lock.json
	npm ci
	@touch $@

$(STATICCHECK):
	GOBIN=$(CURDIR)/.cache/bin go install honnef.co/go/tools/cmd/staticcheck@$(lastword $(subst -, ,$@))
	mv .cache/bin/staticcheck $@
