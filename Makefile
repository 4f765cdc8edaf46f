# The commands of the README. Each installs what a fresh Debian machine lacks.

# Equal to the version in Cargo.toml: program and tool speak a private format.
WASM_BINDGEN := 0.2.130
TRUNK := 0.21.14
GECKO := 0.37.1
SPLIT := 0.2.4

# Where `make serve` listens, and under which path: `make serve PORT=9000 UNDER=/tools/tenantry/`.
PORT ?= 8080
UNDER ?= /

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
export WASM_BINDGEN TRUNK GECKO SPLIT
export PATH := $(CURDIR)/tests/tools/node_modules/.bin:$(or $(CARGO_HOME),$(HOME)/.cargo)/bin:$(PATH)

SITE := dist/index.html
# `parts.mjs` reads them.
WITH_RELOCATIONS := CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-C link-arg=--emit-relocs"
INPUTS := $(shell find src style index.html Trunk.toml Cargo.toml Cargo.lock rust-toolchain.toml .cargo \
            tests/tools Makefile -type f -not -path '*/node_modules/*')
WEB := --target wasm32-unknown-unknown

.PHONY: help serve build test bench clean lint native browser e2e tools-build tools-test

help:
	@echo 'make serve   build the site and serve it on localhost'
	@echo 'make build   leave the site in dist/'
	@echo 'make test    run every test and lint'
	@echo 'make bench   measure speed'

serve: build
	@node tests/tools/serve.mjs dist --port $(PORT) --under $(UNDER)

build: tools-build
	@$(MAKE) --no-print-directory $(SITE)

$(SITE): $(INPUTS)
	$(WITH_RELOCATIONS) trunk build --release
	node tests/tools/parts.mjs target/wasm32-unknown-unknown/release/tenantry.wasm target/trunk
	node tests/tools/site.mjs target/trunk target/site
	node tests/tools/weigh.mjs target/site
	rm -rf dist && mv target/site dist

# What compiles goes two at a time, since linking the site keeps one core busy for minutes; each prints when
# it is done. What drives a browser goes alone.
test: tools-test
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target checked compiled
	@$(MAKE) --no-print-directory browser
	@$(MAKE) --no-print-directory e2e

.PHONY: checked compiled
checked:
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory native
compiled:
	@$(MAKE) --no-print-directory $(SITE)
	cargo test --locked $(WEB) --test browser --no-run

# The compiler whose lints the code follows. What clippy of another one finds is shown and fails
# nothing: it was not known when the code was written.
LINTED := 1.95
lint:
	cargo fmt --check
	deny='-- -D warnings'; \
	if ! rustc --version | grep -q '^rustc $(LINTED)\.'; then deny=; echo 'lint: not rustc $(LINTED), so warnings are only shown'; fi; \
	cargo clippy --locked --no-default-features --all-targets $$deny; \
	cargo clippy --locked $(WEB) --lib --bins --test browser $$deny; \
	cargo clippy --locked $(WEB) --lib --bins --features split $$deny

native:
	if cargo nextest --version >/dev/null 2>&1; \
	then cargo nextest run --locked --no-default-features --no-fail-fast; \
	else cargo test --locked --no-default-features; fi

# In Chromium, then in Firefox. The default limit is 20 s for the whole
# binary.
BROWSER_TESTS := WASM_BINDGEN_TEST_TIMEOUT=300 WASM_BINDGEN_TEST_DRIVER_TIMEOUT=60 \
                 cargo test --locked $(WEB) --test browser --
browser:
	$(BROWSER_TESTS)
	GECKODRIVER=geckodriver $(BROWSER_TESTS)

e2e:
	node tests/e2e/run.mjs dist $(ONLY)

bench: tools-test
	@$(MAKE) --no-print-directory $(SITE)
	tests/bench/run

clean:
	rm -rf dist target tests/*/node_modules

tools-build:
	@tests/tools/install.sh build

tools-test:
	@tests/tools/install.sh test
