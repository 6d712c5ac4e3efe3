/* A long choice becomes searchable. Without script it stays the plain choice it was. */
document.querySelectorAll("select[data-picker]").forEach(function (select) {
  "use strict";
  new window.TomSelect(select, {
    maxOptions: 200,
    render: {
      no_results: function () {
        var words = document.createElement("div");
        words.className = "no-results";
        words.textContent = "没有相符的选项";
        return words;
      }
    }
  });
});
