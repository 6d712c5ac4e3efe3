#!/bin/sh
# Makes the virtual environment in one folder. A fresh Debian has python3 but not the part of it that can do this:
# as root we fetch that part, else we say which package is missing. One that works is left as it is.
# Usage: scripts/make_venv.sh TARGET      (PYTHON names another interpreter than python3)
set -eu

target="${1:?用法：$0 目标文件夹}"
python="${PYTHON:-python3}"

if ! command -v "$python" >/dev/null 2>&1; then
    echo "缺少 $python。请先安装 Python 3.11 或更高版本。" >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "$python 的版本是 $("$python" --version 2>&1)，需要 3.11 或更高版本；可用 make setup PYTHON=python3.11 指明。" >&2
    exit 1
fi

if "$target/bin/python" -m pip --version >/dev/null 2>&1; then
    exit 0
fi

can_make_one() { "$python" -c 'import ensurepip, venv' 2>/dev/null; }

if ! can_make_one; then
    dir="$(dirname "$0")"
    "$dir/need_packages.sh" python3-venv
fi
can_make_one || {
    echo "已安装 python3-venv，但 $python 仍不能建立虚拟环境；请用 make setup PYTHON=/usr/bin/python3。" >&2
    exit 1
}
"$python" -m venv --clear "$target"
