#!/bin/sh
# Installs Debian packages if that is possible here, else says which are missing and how to get them.
# Usage: scripts/need_packages.sh PACKAGE...
set -eu

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    log="$(mktemp)"
    trap 'rm -f "$log"' EXIT
    echo "安装系统软件包：$*"
    export DEBIAN_FRONTEND=noninteractive
    if apt-get -q update >"$log" 2>&1 && apt-get -q -y install --no-install-recommends "$@" >>"$log" 2>&1 </dev/null; then
        exit 0
    fi
    cat "$log" >&2
    echo "安装失败：$*。请按上面的提示处理后重试。" >&2
    exit 1
fi
echo "缺少系统软件包：$*。请由管理员执行：apt-get install $*（其他系统请安装同名软件），然后重试。" >&2
exit 1
