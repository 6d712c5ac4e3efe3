#!/bin/sh
# Sees to it that there is a Chromium and a Chinese font for the browser journeys; without them the run fails, for a
# journey that was left out proves nothing.
set -eu

here="$(dirname "$0")"
missing=""
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 ||
    command -v google-chrome >/dev/null 2>&1 || missing="chromium"
command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh-cn family)" ] || missing="$missing fontconfig fonts-noto-cjk"
[ -z "$missing" ] || "$here/need_packages.sh" $missing
