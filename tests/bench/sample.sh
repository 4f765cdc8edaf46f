#!/usr/bin/env bash
# Builds a small page of the same kind, whose cold load is measured beside ours: `sample.sh OUT`.
set -euo pipefail
cd "$(dirname "$0")/../.."
export PATH=$PWD/tests/tools/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH
out=$1
target=${CARGO_TARGET_DIR:-target}
features=$(sed -n 's/^const FEATURES = \[\(.*\)\];$/\1/p' tests/tools/parts.mjs | tr -d '",')

cargo build --quiet --locked --release --target wasm32-unknown-unknown --example sample
rm -rf "$out" && mkdir -p "$out"
wasm-bindgen --target web --no-typescript --out-dir "$out" "$target/wasm32-unknown-unknown/release/examples/sample.wasm"
# shellcheck disable=SC2046,SC2086
wasm-opt -Oz $(printf -- '--enable-%s ' $features) --strip-debug --strip-producers --strip-target-features -o "$out/small.wasm" "$out/sample_bg.wasm"
mv "$out/small.wasm" "$out/sample_bg.wasm"
cat > "$out/start.js" <<'JS'
import init from "./sample.js";

await init();
JS
cat > "$out/index.html" <<'HTML'
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Sample</title>
<link rel="modulepreload" href="./sample.js">
<link rel="preload" as="fetch" type="application/wasm" crossorigin href="./sample_bg.wasm">
<script type="module" src="./start.js"></script>
</head>
<body></body>
</html>
HTML
