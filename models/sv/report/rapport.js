// Conveniences. Without JavaScript the table stands as it is, and every link on an agreement's page still leads there.
"use strict";

// The table: search, filters and sorting.
(() => {
  const table = document.querySelector("[data-table]");
  const panel = document.querySelector("[data-search]");
  if (!table || !panel) return;

  const field = panel.querySelector("input");
  const filters = [...panel.querySelectorAll("[data-filter]")];
  const hits = document.querySelector("[data-hits]");
  const body = table.tBodies[0];
  const folded = (text) => text.toLocaleLowerCase("sv").normalize("NFC").replace(/\s+/g, " ");
  const rows = [...body.rows].map((row) => ({ row, text: folded(row.dataset.text) }));
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  function apply() {
    const words = folded(field.value).trim().split(" ");
    let some = 0;
    for (const { row, text } of rows) {
      const shown = words.every((word) => text.includes(word))
        && filters.every((filter) => !filter.value || row.dataset[filter.dataset.filter] === filter.value);
      row.hidden = !shown;
      some += shown;
    }
    const says = some === rows.length ? hits.dataset.all : some ? hits.dataset.some : hits.dataset.none;
    hits.textContent = filled(says, { some, all: rows.length });
  }

  function clear() {
    field.value = "";
    for (const filter of filters) filter.value = "";
    apply();
    field.focus();
  }

  field.addEventListener("input", apply);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      const first = rows.find(({ row }) => !row.hidden);
      if (first) body.querySelector("tr:not([hidden]) a").focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      field.value = "";
      apply();
    }
  });
  for (const filter of filters) filter.addEventListener("change", apply);
  panel.querySelector("[data-clear]").addEventListener("click", clear);

  // Each head becomes a button that sorts by its column; a second press turns the order round.
  const compare = new Intl.Collator("sv", { numeric: true }).compare;
  const value = (row, column) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim().replace(/^–$/, "");
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const way = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", way);
      const turn = way === "ascending" ? 1 : -1;
      const sorted = rows.map(({ row }) => row).sort((one, other) => {
        const [a, b] = [value(one, column), value(other, column)];
        return a === "" || b === "" ? (a === "") - (b === "") : turn * compare(a, b);  // empty cells last, either way
      });
      body.append(...sorted);
      hits.textContent = filled(hits.dataset.sorted, { head: button.textContent.trim(), way: hits.dataset[way] });
    });
  });

  panel.hidden = false;
  apply();
  addEventListener("pageshow", apply);  // «back» restores what was typed
})();

// An agreement: who comes to a value («#f-valid_to») also sees the mark that it rests on, where the pages have a pane.
(() => {
  const pane = document.querySelector(".pages");
  if (!pane) return;

  function follow() {
    const field = document.getElementById(location.hash.slice(1));
    const link = field?.closest(".field")?.querySelector(".quotes a");
    const mark = link && document.getElementById(link.hash.slice(1));
    pane.querySelector(".pointed")?.classList.remove("pointed");
    if (!mark) return;
    mark.classList.add("pointed");
    pane.scrollTop += mark.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  }

  addEventListener("hashchange", follow);
  addEventListener("load", follow);
})();
