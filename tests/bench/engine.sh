#!/usr/bin/env bash
# Builds the engine that is measured, as the site is built: `engine.sh OUT [CARGO-OPTION...]`.
# `WASM_OPT` overrides the level that `parts.mjs` names.
set -euo pipefail
cd "$(dirname "$0")/../.."
export PATH=$PWD/tests/tools/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH
out=$1
shift
level=${WASM_OPT:-$(sed -n 's/^const LEVEL = "-O\(.*\)";$/\1/p' tests/tools/parts.mjs)}
target=${CARGO_TARGET_DIR:-target}

cargo build --quiet --locked --release --target wasm32-unknown-unknown --example bench "$@"
mkdir -p "$out"
wasm-bindgen --target web --no-typescript --out-dir "$out" "$target/wasm32-unknown-unknown/release/examples/bench.wasm"
wasm-opt "-O$level" -o "$out/bench_bg.wasm" "$out/bench_bg.wasm"
