/* The few things a page cannot do without script. Everything here is a convenience: without it each page still works. */
(function () {
  "use strict";

  var search = document.querySelector("[data-search]");
  var pagehead = document.querySelector("[data-pagehead]");

  function isTyping(target) {
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }

  /* "/" goes to the search; Escape closes an open menu and gives the focus back to it. */
  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && search && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) {
      event.preventDefault();
      search.focus();
      search.select();
    }
    if (event.key === "Escape") {
      document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      });
    }
  });
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
      if (!menu.contains(event.target)) { menu.open = false; }
    });
    if (event.target.closest("[data-print]")) { window.print(); }
  });

  /* Sticky table heads stop under the page head, however tall its words make it. */
  function measure() {
    if (pagehead) {
      document.documentElement.style.setProperty("--pagehead", pagehead.offsetHeight + "px");
    }
  }
  measure();
  window.addEventListener("resize", measure);

  /* Up and down walk the rows of a list; enter follows the link one stands on. */
  document.addEventListener("keydown", function (event) {
    if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || isTyping(event.target)) { return; }
    var table = event.target.closest("[data-rows]") || (event.target === document.body && document.querySelector("[data-rows]"));
    if (!table) { return; }
    var links = Array.prototype.slice.call(table.querySelectorAll("tbody .ledger-link"));
    var row = event.target.closest("tr");
    var here = row ? links.indexOf(row.querySelector(".ledger-link")) : -1;
    var next = links[here + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) {
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    }
  });

  /* Leaving a form with unsaved answers asks first; sending it twice is not possible. */
  var dirty = false;
  document.addEventListener("input", function (event) {
    if (event.target.closest("form[data-guard]")) { dirty = true; }
  });
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || form.hasAttribute("hx-post")) { return; }
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    dirty = false;
    form.querySelectorAll("button[type=submit]").forEach(function (button) { button.setAttribute("aria-busy", "true"); });
  });
  window.addEventListener("beforeunload", function (event) {
    if (dirty) { event.preventDefault(); event.returnValue = ""; }
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
      form.querySelectorAll("[aria-busy]").forEach(function (button) { button.removeAttribute("aria-busy"); });
    });
  });

  /* What could not be done is read first. */
  var refusal = document.querySelector("[data-focus]");
  if (refusal) { refusal.focus({ preventScroll: true }); }

  /* On paper, each edge says who printed it and when; a wide list lies across. */
  function now() {
    var parts = new Intl.DateTimeFormat("zh-CN", {
      timeZone: "Asia/Shanghai", year: "numeric", month: "long", day: "numeric", weekday: "short",
      hour: "2-digit", minute: "2-digit", hour12: false
    }).formatToParts(new Date()).reduce(function (all, part) { all[part.type] = part.value; return all; }, {});
    return parts.year + "年" + parts.month.replace("月", "") + "月" + parts.day + "日（" + parts.weekday + "）" + parts.hour + ":" + parts.minute;
  }
  var folded = [];
  window.addEventListener("beforeprint", function () {
    var moment = now();
    document.querySelectorAll("[data-print-moment]").forEach(function (place) { place.textContent = moment; });
    folded = Array.prototype.slice.call(document.querySelectorAll("details.fold:not([open])"));
    folded.forEach(function (fold) { fold.open = true; });
    if (!("adoptedStyleSheets" in document)) { return; }
    var words = JSON.stringify("打印：" + (document.body.dataset.printedBy || "") + "　" + moment);
    var edge = new CSSStyleSheet();
    var wide = document.querySelector(".sheet-wide") ? "size: A4 landscape; " : "";
    edge.replaceSync("@page { " + wide + "@top-right { content: " + words + "; font: 9pt FangSong, STFangsong, 'Noto Serif CJK SC', serif; color: #444; } }");
    document.adoptedStyleSheets = [edge];
  });
  window.addEventListener("afterprint", function () {
    folded.forEach(function (fold) { fold.open = false; });
  });
}());
