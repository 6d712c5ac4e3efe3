#!/bin/sh
# Brings the fonts that official papers are set in into one folder:
#   Fandol (仿宋, 楷体, 黑体, 宋体; GPL v3 with font exception) from texlive-lang-chinese, without installing TeX,
#   LXGW WenKai (霞鹜文楷; OFL) from fonts-lxgw-wenkai, for the rare characters of names that Fandol lacks.
# Usage: scripts/fetch_fonts.sh TARGET      (the program looks in <venv>/share/linkage-fonts, or in LINKAGE_FONTS)
# Safe to run again: a complete folder is left as it is.
set -eu

target="${1:-}"
if [ -z "$target" ]; then
    echo "用法：$0 目标文件夹（程序默认从虚拟环境的 share/linkage-fonts 读取）" >&2
    exit 2
fi

wanted="FandolFang-Regular.otf FandolHei-Regular.otf FandolKai-Regular.otf FandolSong-Regular.otf FandolSong-Bold.otf LXGWWenKai-Regular.ttf"

missing() {
    for name in $wanted; do
        [ -s "$target/$name" ] || printf '%s ' "$name"
    done
}

if [ -z "$(missing)" ]; then
    echo "字体已齐：$target"
    exit 0
fi

for tool in apt-get dpkg-deb; do
    if ! command -v "$tool" >/dev/null 2>&1; then
        echo "缺少字体：$(missing)" >&2
        echo "本机没有 $tool，不能自动取得。请将上述字体（或本单位已购的仿宋、楷体、黑体、小标宋字体）放入 $target，或用环境变量 LINKAGE_FONTS 指明字体所在文件夹。" >&2
        exit 1
    fi
done

mkdir -p "$target"
target="$(cd "$target" && pwd)"
workshop="$(mktemp -d)"
trap 'rm -rf "$workshop"' EXIT INT TERM
# apt gives up its rights while it downloads and must be able to write here.
chmod 755 "$workshop"

fetch() {
    package="$1"
    (cd "$workshop" && apt-get -q -o APT::Sandbox::User=root download "$package" >apt.log 2>&1) ||
        (apt-get -q update >"$workshop/apt.log" 2>&1 &&
            cd "$workshop" && apt-get -q -o APT::Sandbox::User=root download "$package" >>apt.log 2>&1) || {
        cat "$workshop/apt.log" >&2
        echo "软件包 $package 下载失败，缺少字体：$(missing)" >&2
        exit 1
    }
    # Only the font files leave the archive: all of TeX would be ten times their size.
    mkdir -p "$workshop/$package"
    dpkg-deb --fsys-tarfile "$workshop/$package"_*.deb |
        tar -x -C "$workshop/$package" --wildcards '*/Fandol*.otf' '*/LXGWWenKai-Regular.ttf' 2>/dev/null || true
    rm -f "$workshop/$package"_*.deb
}

case "$(missing)" in *Fandol*) fetch texlive-lang-chinese ;; esac
case "$(missing)" in *WenKai*) fetch fonts-lxgw-wenkai ;; esac

for name in $wanted; do
    found="$(find "$workshop" -type f -name "$name" | head -n 1)"
    if [ -n "$found" ]; then
        # Written beside and then renamed, so that a broken-off run never leaves half a font.
        cp "$found" "$target/.$name.part" && mv "$target/.$name.part" "$target/$name"
    fi
done

if [ -n "$(missing)" ]; then
    echo "软件包中没有找到：$(missing)" >&2
    exit 1
fi
for name in $wanted; do chmod 644 "$target/$name"; done
echo "字体已备好：$target"
