#!/bin/sh
# Brings what package-lock.json names (Tabler, Tom Select) into node_modules: with the system's npm where there is one
# of version 9 or later, else with the npm that a Python package carries.
# Usage: scripts/install_browser_files.sh VENV
set -eu

venv="${1:?用法：$0 虚拟环境文件夹}"

npm_version() { "$1" --version 2>/dev/null | cut -d. -f1 || echo 0; }

npm=npm
if ! command -v npm >/dev/null 2>&1 || [ "$(npm_version npm)" -lt 9 ]; then
    npm="$venv/bin/npm"
    [ -x "$npm" ] || "$venv/bin/pip" install -qq --disable-pip-version-check --require-hashes -r requirements/node.txt
    PATH="$(cd "$venv/bin" && pwd):$PATH"
fi
# Nothing of it runs at installation: only files are wanted.
"$npm" ci --ignore-scripts --loglevel=error >/dev/null
