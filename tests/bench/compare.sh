#!/usr/bin/env bash
# Weight against engine speed: `tests/bench/compare.sh [--n 100000]`, half an hour.
#
# Builds program and engine at each optimisation level, of our crate and of its dependencies and of
# wasm-opt, weighs the program as one file, before it is cut in two, and runs the engine alone. One
# line of Markdown for each.
set -euo pipefail
cd "$(dirname "$0")/../.."
export PATH=$PWD/tests/tools/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH
export CARGO_TARGET_DIR=$PWD/target/compare
out=$PWD/target/bench/compare

# Ours, dependencies, wasm-opt; `LEVELS="s s z;3 s z"` chooses others.
levels=("z z z" "s s z" "s s 3" "2 s z" "2 s 3" "3 s z" "3 s 3" "3 z 3" "3 s 4" "3 3 3")

[ -d tests/bench/node_modules ] || (cd tests/bench && npm ci --silent --ignore-scripts)
[ -z "${LEVELS:-}" ] || IFS=';' read -ra levels <<<"$LEVELS"
for level in "${levels[@]}"; do
  read -r ours theirs binaryen <<<"$level"
  name=$ours-$theirs-$binaryen
  quoted() { [[ $1 =~ [0-9] ]] && echo "$1" || echo "\"$1\""; }
  options=(--config "profile.release.opt-level=$(quoted "$ours")" --config "profile.release.package.\"*\".opt-level=$(quoted "$theirs")")
  WASM_OPT=$binaryen tests/bench/engine.sh "$out/$name" "${options[@]}"
  cargo build --quiet --locked --release --target wasm32-unknown-unknown --bin tenantry "${options[@]}"
  wasm-bindgen --target web --no-typescript --out-dir "$out/$name" "$CARGO_TARGET_DIR/wasm32-unknown-unknown/release/tenantry.wasm"
  wasm-opt "-O$binaryen" -o "$out/$name/tenantry_bg.wasm" "$out/$name/tenantry_bg.wasm"
  echo "built $name" >&2
done
node tests/bench/compare.mjs "$out" "$@" -- "${levels[@]}"
