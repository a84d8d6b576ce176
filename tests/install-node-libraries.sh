#!/usr/bin/env bash
# Installs the JavaScript calendar libraries of package.json, exactly as package-lock.json pins them, under
# tests/node_modules, where every script below tests/ finds them. Asks nothing and touches nothing when they are there
# already, so it needs no network then.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

readonly installed=node_modules/installed-package-lock.json
if cmp --silent package-lock.json "$installed"; then exit 0; fi

# A Node from elsewhere serves as well and could not stand beside Debian's npm.
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then ../platform/packaging/install-packages.sh node; fi
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
cp package-lock.json "$installed"
