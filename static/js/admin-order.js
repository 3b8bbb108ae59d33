/* Order in the back office, by buttons and by dragging.

   Blocks (articles, annexes) are moved on the server: each button is a plain POST that works without this file;
   here it is sent in the background, the list comes back renumbered and the focus stays where it was.
   Rows of a formset (parties, visas, tables…) are moved on the page; their place is a number that the form sends. */

/* ---------------------------------------------------------------- blocks, moved on the server */

const token = () => document.querySelector("#deplacer [name=csrfmiddlewaretoken]").value

async function send(list, item, to, focus) {
  const { key, move } = item.dataset
  list.setAttribute("aria-busy", "true")
  try {
    const response = await fetch(move, {
      method: "POST",
      headers: { "X-CSRFToken": token(), "X-Requested-With": "fetch", "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ to: String(to) }),
    })
    if (!response.ok) throw new Error(String(response.status))
    list.innerHTML = await response.text()
  } catch {
    say(list, "Le déplacement n’a pas été enregistré. Rechargez la page, puis recommencez.")
    return
  } finally {
    list.removeAttribute("aria-busy")
  }
  dragBlocks(list)
  const moved = list.querySelector(`[data-key="${CSS.escape(key)}"]`)
  const label = list.querySelector("[data-moved]")?.dataset.moved
  say(list, label ? `Déplacé : c’est maintenant l’${label[0].toLowerCase()}${label.slice(1)}.` : "")
  moved?.classList.add("vient-de-bouger")
  if (focus) (moved?.querySelector(`[data-step="${focus}"]`) ?? moved?.querySelector("button"))?.focus()
}

const say = (list, text) => {
  const status = list.parentElement.querySelector("[data-blocks-status]")
  if (status) status.textContent = text
}

function dragBlocks(list) {
  const ranks = list.querySelector("ol")
  if (!ranks || !window.Sortable || !ranks.querySelector(".poignee")) return
  window.Sortable.create(ranks, {
    handle: ".poignee",
    animation: 150,
    ghostClass: "fantome",
    onEnd({ item, oldIndex, newIndex }) {
      if (oldIndex !== newIndex) send(list, item, newIndex + 1)
    },
  })
}

function listen(list) {
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-step]")
    if (!button) return
    event.preventDefault()
    if (button.getAttribute("aria-disabled") !== "true") send(list, button.closest("li"), button.value, button.dataset.step)
  })
  dragBlocks(list)
}

/* ---------------------------------------------------------------- rows of a formset, moved on the page */

const input = (row) => row.querySelector("input.js-position")
const rowsOf = (body) => [...body.querySelectorAll(":scope > tr.form-row:not(.empty-form)")]

function number(body) {
  rowsOf(body).forEach((row, index) => {
    const field = input(row)
    if (field && field.value !== String(index + 1)) {
      field.value = index + 1
      field.dispatchEvent(new Event("input", { bubbles: true }))
    }
  })
}

function step(body, row, by) {
  const rows = rowsOf(body)
  const other = rows[rows.indexOf(row) + by]
  if (!other) return
  if (by < 0) other.before(row)
  else other.after(row)
  number(body)
}

function button(label, glyph, run) {
  const element = document.createElement("button")
  element.type = "button"
  element.title = label
  element.setAttribute("aria-label", label)
  element.innerHTML = `<i class="bi bi-${glyph}" aria-hidden="true"></i>`
  element.addEventListener("click", () => {
    run()
    element.focus()
  })
  return element
}

function equip(body, row) {
  const field = input(row)
  if (!field || field.disabled || row.querySelector(".rang-gestes")) return
  const gestures = document.createElement("div")
  gestures.className = "rang-gestes"
  const handle = document.createElement("span")
  handle.className = "poignee"
  handle.title = "Glisser pour déplacer"
  handle.setAttribute("aria-hidden", "true")
  handle.innerHTML = '<i class="bi bi-grip-vertical"></i>'
  gestures.append(handle, button("Monter cette ligne", "arrow-up", () => step(body, row, -1)), button("Descendre cette ligne", "arrow-down", () => step(body, row, 1)))
  field.type = "hidden"
  field.after(gestures)
}

const rank = (row) => Number(/-(\d+)$/.exec(row.id)?.[1] ?? 0)
const place = (row) => Number(input(row)?.value || Number.MAX_SAFE_INTEGER)

/** Django renumbers the fields in page order when an unsaved row is removed: give it the order it knows. */
function guardRemoval(body) {
  const order = (value) => {
    for (const row of rowsOf(body).sort((a, b) => value(a) - value(b))) body.querySelector(":scope > tr.empty-form").before(row)
  }
  body.addEventListener(
    "click",
    (event) => {
      if (!event.target.closest("a.inline-deletelink")) return
      order(rank)
      setTimeout(() => {
        order(place)
        number(body)
      })
    },
    true,
  )
}

function arrange(body) {
  for (const row of rowsOf(body)) equip(body, row)
  if (!body.querySelector(":scope > tr.empty-form")) return
  guardRemoval(body)
  body.addEventListener("formset:added", (event) => {
    equip(body, event.target)
    number(body)
  })
  if (!window.Sortable) return
  window.Sortable.create(body, { handle: ".poignee", draggable: "tr.form-row", animation: 150, ghostClass: "fantome", onEnd: () => number(body) })
}

for (const list of document.querySelectorAll("[data-blocks]")) listen(list)
for (const body of document.querySelectorAll("tbody[data-rows]")) arrange(body)
