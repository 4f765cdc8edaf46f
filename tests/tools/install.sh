#!/usr/bin/env bash
# Installs what the commands of the Makefile lack: `install.sh build` or `install.sh test`.
# Versions come from the Makefile. Needs rustup, Node 20 or later, and root for what apt installs.
set -euo pipefail
cd "$(dirname "$0")/../.."

say() { printf 'setup: %s\n' "$*"; }
has() { command -v "$1" >/dev/null 2>&1; }

# debian COMMAND PACKAGE...: installs the packages when the command is missing.
debian() {
  local command=$1
  shift
  has "$command" && return
  if ! has apt-get || [ "$(id -u)" != 0 ]; then
    say "\`$command\` is missing; install it ($*) and run again"
    exit 1
  fi
  say "apt: $*"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# crate BINARY VERSION CARGO-INSTALL-ARGUMENT...
crate() {
  local binary=$1 version=$2
  shift 2
  if has "$binary" && [[ "$("$binary" --version)" == "$binary $version"* ]]; then return; fi
  say "cargo install $binary $version (some minutes, once)"
  cargo install --quiet "$@"
}

# Compiles without optimising: these tools drive other programs, and their own profiles take minutes
# to link.
slowly() {
  CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1 "$@"
}

# modules DIRECTORY: the npm packages of its lockfile.
modules() {
  local installed=$1/node_modules/.package-lock.json
  [ "$installed" -nt "$1/package-lock.json" ] && return
  say "npm ci in $1"
  (cd "$1" && npm ci --silent)
  touch "$installed"
}

build() {
  has rustup || { say "rustup is missing; install it from its site and run again"; exit 1; }
  if ! has node || ! node -e 'process.exit(Number(parseInt(process.versions.node) < 20))'; then
    say "Node 20 or later is missing; install it and run again"
    exit 1
  fi
  debian cc build-essential
  rustup target list --installed | grep -qx wasm32-unknown-unknown || rustup target add wasm32-unknown-unknown
  # Without --locked: the lockfile it ships with names crates that no longer build together.
  slowly crate wasm-bindgen "$WASM_BINDGEN" "wasm-bindgen-cli@$WASM_BINDGEN"
  slowly crate trunk "$TRUNK" --locked "trunk@$TRUNK"
  if ! cargo install --list | grep -qx "wasm_split_cli_support v$SPLIT:"; then
    say "cargo install wasm-split-cli $SPLIT (some minutes, once)"
    slowly cargo install --quiet --locked --features build-binary "wasm_split_cli_support@$SPLIT"
  fi
  modules tests/tools
}

components() {
  for component in clippy rustfmt; do
    cargo "${component/rustfmt/fmt}" --version >/dev/null 2>&1 || rustup component add "$component"
  done
}

case ${1:-} in
  build) build ;;
  test)
    build
    components
    debian chromium chromium
    debian chromedriver chromium-driver
    debian firefox-esr firefox-esr
    slowly crate geckodriver "$GECKO" --locked "geckodriver@$GECKO"
    modules tests/e2e
    ;;
  *)
    echo "usage: $0 build|test" >&2
    exit 2
    ;;
esac
