"""What must hold on every page whatever it shows: nothing from elsewhere, nothing foreign, nothing cut off, nobody shut out."""

import re
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request

DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
OWN_SCHEMES = {"data", "blob", "about", "chrome-extension"}
"""The last one is the browser's own PDF viewer."""

LATIN = frozenset(
    # Names of algorithms, forms of files and keys that have no other name in an office either.
    [
        "SM",
        "SHA",
        "PDF",
        "DOCX",
        "DOC",
        "OFD",
        "XLSX",
        "XLS",
        "CSV",
        "TXT",
        "ZIP",
        "JSON",
        "JPG",
        "JPEG",
        "PNG",
        "TIF",
        "TIFF",
        "BMP",
        "MP",
        "MOV",
        "AVI",
        "WAV",
        "MPG",
        "MPEG",
        "WMV",
        "WPS",
        "RTF",
        "HEIC",
        "HTTP",
        "API",
        "Excel",
        "CSS",
        "KB",
        "MB",
        "GB",
        "mg",
        "mm",
        "cm",
        "kg",
        "GBT",
    ]
)
_MIXED = re.compile(r"[0-9A-Za-z.]*\d[0-9A-Za-z.]*")
"""Numbers of any kind, digests and file names that carry digits."""
_WORD = re.compile(r"[A-Za-z]{2,}")

_WORDS_OF_PAGE = """() => {
  const parts = [document.title, document.body.innerText];
  for (const at of ["title", "placeholder", "alt", "aria-label", "label"])
    for (const one of document.querySelectorAll(`[${at}]`)) parts.push(one.getAttribute(at));
  for (const one of document.querySelectorAll("[data-not-words], code.evidence-digest, dd code"))
    parts[1] = parts[1].replace(one.innerText, "");
  return parts.join("\\n");
}"""

_TOO_WIDE = """() => {
  const root = document.documentElement, edge = root.clientWidth;
  if (root.scrollWidth <= edge) return [];
  const clipped = one => { for (let up = one.parentElement; up; up = up.parentElement)
    if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return true; return false; };
  return [...document.body.querySelectorAll("*")].filter(one => one.getBoundingClientRect().right > edge + 1 && !clipped(one))
    .slice(0, 5).map(one => `${one.tagName.toLowerCase()}.${one.className} 至 ${Math.round(one.getBoundingClientRect().right)}`);
}"""


def foreign_words(text: str) -> list[str]:
    """Latin words that have no business on a Chinese page."""
    return sorted(
        {
            word
            for word in _WORD.findall(_MIXED.sub(" ", text))
            if word not in LATIN and word.upper() not in LATIN
        }
    )


def words_of(page: Page) -> str:
    """Everything a page says, also to those who hear it."""
    return str(page.evaluate(_WORDS_OF_PAGE))


def too_wide(page: Page, width: int) -> list[str]:
    """What sticks out at the right of a window of this width; the window is put back afterwards."""
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": (before or DESK)["height"]})
    found = page.evaluate(_TOO_WIDE)
    if before:
        page.set_viewport_size(before)
    return [f"{width} 像素宽时：{one}" for one in found]


def barriers(page: Page) -> list[str]:
    """Serious and critical barriers for those who do not see, or do not use a mouse."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}：{one['help']}：{', '.join(str(node['target']) for node in one['nodes'][:3])}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def faults_of(page: Page) -> list[str]:
    """All of it at once."""
    foreign = [f"外文：{word}" for word in foreign_words(words_of(page))]
    wide = [fault for size in (DESK, PHONE) for fault in too_wide(page, size["width"])]
    return [*foreign, *wide, *barriers(page)]


def watch(page: Page, home: str, complaints: list[str]) -> None:
    """Note down every request that leaves the house, every error of a script and every breach of the policy."""
    own = urlsplit(home).netloc

    def on_request(request: Request) -> None:
        there = urlsplit(request.url)
        if there.scheme not in OWN_SCHEMES and there.netloc != own:
            complaints.append(f"请求了别处：{request.url}")

    def on_console(message: ConsoleMessage) -> None:
        # A page that answers 404 or 409 says so here too; whether it should have is asked where the page is opened.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            complaints.append(f"{page.url}：{message.text}")

    page.on("request", on_request)
    page.on("console", on_console)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}：{error}"))
