// The tree of a plan: move a level or an action by its buttons or with the mouse, without reloading the page.

(() => {
  "use strict";

  function status() {
    return document.querySelector(".plan-tree-status");
  }

  async function send(data) {
    const tree = document.getElementById("plan-tree");
    const answer = await fetch(tree.dataset.orderUrl, {
      method: "POST",
      body: data,
      headers: { "X-Requested-With": "fetch" },
    });
    if (!answer.ok && answer.status !== 422) {
      window.location.reload();
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("plan-tree");
    const error = fresh.querySelector("[data-error]");
    tree.replaceWith(fresh);
    start();
    const moved = document.getElementById(data.get("node"));
    const code = moved?.querySelector(".plan-code")?.textContent ?? "";
    status().textContent = error ? error.textContent : `Déplacé : ${code}`;
    if (data.get("move")) {
      const button = moved?.querySelector(`button[value="${data.get("move")}"]`);
      (button?.disabled ? moved.querySelector(".plan-buttons button:enabled") : button)?.focus();
    }
  }

  function dropped(event) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    const data = new FormData();
    data.set("csrfmiddlewaretoken", token.value);
    data.set("node", event.item.dataset.node);
    data.set("under", event.to.dataset.under);
    const kind = event.item.classList.contains("is-action") ? "is-action" : "is-level";
    const alike = [...event.to.children].filter((node) => node.classList.contains(kind));
    data.set("to", alike.indexOf(event.item) + 1);
    send(data);
  }

  function start() {
    const tree = document.getElementById("plan-tree");
    if (!tree) return;
    tree.addEventListener("submit", (event) => {
      if (!event.target.matches(".plan-buttons")) return;
      event.preventDefault();
      send(new FormData(event.target, event.submitter));
    });
    if (!window.Sortable) return;
    tree.classList.add("can-drag");
    for (const list of tree.querySelectorAll(".plan-nodes")) {
      window.Sortable.create(list, {
        group: "plan",
        handle: ".plan-grip",
        animation: 0,
        emptyInsertThreshold: 12,
        onEnd: dropped,
      });
    }
  }

  document.addEventListener("DOMContentLoaded", start);
})();
