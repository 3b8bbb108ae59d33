// Inlines in order: buttons and the mouse move the rows and fill in the ranks that are saved.

(() => {
  "use strict";

  const ROWS = "tr.form-row:not(.empty-form)";

  function rowsOf(body) {
    return [...body.querySelectorAll(`:scope > ${ROWS}`)];
  }

  function number(body) {
    rowsOf(body).forEach((row, place) => {
      row.querySelector("input.rank").value = place + 1;
    });
    enable(body);
  }

  function enable(body) {
    const rows = rowsOf(body);
    rows.forEach((row, place) => {
      const [up, down] = row.querySelectorAll(".rank-buttons button");
      if (!up) return;
      up.disabled = place === 0;
      down.disabled = place === rows.length - 1;
    });
  }

  function button(sign, label, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = sign;
    made.title = label;
    made.setAttribute("aria-label", `${label} cette ligne`);
    made.addEventListener("click", () => {
      act();
      made.disabled ? made.parentElement.querySelector("button:enabled")?.focus() : made.focus();
    });
    return made;
  }

  function equip(row) {
    const rank = row.querySelector("input.rank");
    if (!rank || rank.dataset.equipped) return;
    rank.dataset.equipped = "yes";
    rank.hidden = true;
    const body = row.parentElement;
    const tools = document.createElement("span");
    tools.className = "rank-buttons";
    const grip = document.createElement("span");
    grip.className = "rank-grip";
    grip.textContent = "⠿";
    grip.setAttribute("aria-hidden", "true");
    tools.append(
      grip,
      button("↑", "Monter", () => {
        const rows = rowsOf(body);
        const place = rows.indexOf(row);
        if (place > 0) rows[place - 1].before(row);
        number(body);
      }),
      button("↓", "Descendre", () => {
        const rows = rowsOf(body);
        const next = rows[rows.indexOf(row) + 1];
        if (next) next.after(row);
        number(body);
      }),
    );
    rank.after(tools);
  }

  function start(group) {
    const body = group.querySelector("tbody");
    if (!body || !body.querySelector("input.rank")) return;
    rowsOf(body).forEach(equip);
    enable(body);
    if (window.Sortable) {
      group.classList.add("can-drag");
      window.Sortable.create(body, {
        handle: ".rank-grip",
        draggable: ROWS,
        animation: 0,
        onEnd: () => number(body),
      });
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".inline-group").forEach(start);
  });
  document.addEventListener("formset:added", (event) => {
    const row = event.target.closest("tr.form-row");
    if (!row) return;
    const old = row.querySelector(".rank-buttons");
    if (old) {
      old.remove();
      row.querySelector("input.rank").removeAttribute("data-equipped");
    }
    equip(row);
    enable(row.parentElement);
  });
})();
