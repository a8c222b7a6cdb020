.DEFAULT_GOAL := help
.PHONY: help run build test check format tidy asan tsan fuzz contract clients suites matrix pins bench bench-load bench-exec bench-match bench-check \
        ci golden install check-format check-layers check-linear check-openapi check-readme bench-build

PREFIX ?= /usr/local
FUZZ_SECONDS ?= 600
export CTEST_PARALLEL_LEVEL ?= $(shell getconf _NPROCESSORS_ONLN)
sources = $(shell find server tests -name '*.cpp' -o -name '*.h')

help:                     ## print this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 21

run: build                ## install what is missing, build, start the server; ARGS="--port 9000" adds options
	@exec build/release/bin/zoom-mock serve --scenarios scenarios --watch $(ARGS)

build: deps-build         ## build/release/bin/zoom-mock
	@cmake --workflow --preset release

test: deps-test           ## install what is missing, build, run every test
	@cmake --workflow --preset dev

check: check-format check-layers check-readme  ## format, layers and documents

format: deps-ci           ## format our sources in place
	@clang-format -i $(sources)

tidy: deps-ci             ## clang-tidy on our targets; ARGS="--target zoom-mock": on the server's alone
	@cmake --preset tidy && cmake --build --preset tidy $(ARGS)

asan: deps-ci             ## the tests under address and undefined behaviour sanitizers
	@cmake --workflow --preset asan

tsan: deps-ci             ## the tests under the thread sanitizer
	@cmake --workflow --preset tsan

fuzz: deps-ci             ## look for what breaks the parsers, 10 minutes each; FUZZ_SECONDS=60, TARGETS="framing chunked"
	@cmake --preset asan >/dev/null && cmake --build --preset asan --target fuzz_targets
	@scripts/fuzz.sh $(FUZZ_SECONDS) $(TARGETS)

check-linear: deps-ci     ## count the instructions that hostile input costs: in proportion to its size
	@cmake --preset release -DZOOM_MOCK_BUILD_BENCH=ON >/dev/null && cmake --build --preset release --target zoom_mock_hostile_bench
	@scripts/bench/linear.py build/release/bin/zoom_mock_hostile_bench

check-openapi: build deps-ci  ## a public validator reads what is said of the admin API and of the operations
	@scripts/check-openapi.py build/release/bin/zoom-mock

clients: build deps-ci    ## clients that nobody here wrote, from npm at pinned versions: Zoom's SDK for Node.js, newman, Prism
	@tests/clients/run.sh build/release/bin/zoom-mock

contract: build           ## every request of the contract, into build/transcript.json; ARGS="--base-url https://… --token …" asks another server
	@build/release/bin/zoom-mock contract $(ARGS) >build/transcript.json

suites: build deps-ci     ## small applications with their own tests, in six languages, whole and broken on purpose
	@tests/suites/run.sh build/release/bin/zoom-mock

matrix: deps-test         ## the tests of the wire with four versions of cpp-httplib; ARGS names checkouts
	@scripts/httplib-matrix.sh $(ARGS)

pins: deps-test           ## the tests on the pinned sources of all libraries; ARGS names a folder that holds them
	@scripts/pinned-sources.sh $(ARGS)

bench: bench-build        ## against nginx and a stock cpp-httplib server; ARGS="--help" tells the options
	@python3 scripts/bench/run.py $(ARGS)

bench-load: bench-build   ## 10,000 idle and 512 busy connections, start, memory, stop
	@python3 scripts/bench/load.py $(ARGS)

bench-exec: build         ## how much longer a command takes under exec
	@python3 scripts/bench/exec.py $(ARGS)

bench-match: bench-build  ## what matching costs with 1, 100 and 10,000 stubs, and what a session costs
	@build/release/bin/zoom_mock_match_bench

bench-check: deps-ci      ## count the hot path's instructions, and the journal's; ARGS=--record takes them as the new measure
	@cmake --preset release -DZOOM_MOCK_BUILD_BENCH=ON >/dev/null
	@cmake --build --preset release --target zoom_mock_hot_path
	@python3 scripts/bench/instructions.py $(ARGS)

ci:                       ## all that must hold before a merge
	@.ci/run

golden: deps-test         ## rewrite the golden files from what the tests see now
	@ZOOM_MOCK_GOLDEN=rewrite cmake --workflow --preset dev

install: build            ## install below PREFIX (/usr/local)
	@cmake --install build/release --component zoom-mock --prefix $(PREFIX)

check-format: deps-ci
	@clang-format --dry-run -Werror $(sources)

check-layers:
	@python3 scripts/check-layers.py

check-readme: build deps-test
	@python3 scripts/check-readme.py build/release/bin/zoom-mock

# The packages of a verb: scripts/install-deps.sh has the sets.
deps-%:
	@scripts/install-deps.sh $*

bench-build: deps-bench
	@cmake --preset release -DZOOM_MOCK_BUILD_BENCH=ON >/dev/null && cmake --build --preset release
