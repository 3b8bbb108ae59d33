/* Names for what Django's administration leaves unnamed: cells of tabular rows, lists to choose from, search boxes. */

const text = (element) => element?.textContent.trim() ?? ""

const isNamed = (field) =>
  field.labels?.length || field.hasAttribute("aria-label") || field.hasAttribute("aria-labelledby")

/* A cell is called like the head of its column. */
function columnOf(cell) {
  return text(cell.closest("table").tHead?.rows[0]?.cells[cell.cellIndex])
}

function nameCells() {
  for (const cell of document.querySelectorAll(".inline-related table td")) {
    const column = columnOf(cell)
    for (const field of column ? cell.querySelectorAll("input:not([type=hidden]), select, textarea") : [])
      if (!isNamed(field)) field.setAttribute("aria-label", column)
  }
  for (const head of document.querySelectorAll(".inline-related th.original:empty")) {
    head.innerHTML = '<span class="visually-hidden">Ligne</span>'
  }
}

/* Select2 names its box by the chosen value alone; the name of the field comes first. */
function nameChoices() {
  for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
    const box = select.nextElementSibling?.querySelector(".select2-selection")
    const name = select.getAttribute("aria-label") || text(select.labels?.[0]).replace(/\s*:$/, "")
    if (!box || !name) continue
    const value = box.querySelector(".select2-selection__rendered")
    box.id ||= `${select.id}-choix`
    value.id ||= `${select.id}-valeur`
    box.setAttribute("aria-label", name)
    box.setAttribute("aria-labelledby", `${box.id} ${value.id}`)
    value.removeAttribute("role")
    value.removeAttribute("aria-readonly")
    box.querySelector("input.select2-search__field")?.setAttribute("aria-label", name)
    if (select.multiple) flatten(value)
  }
}

/* The list of chosen values also holds a cross: neither list nor items for a screen reader. */
function flatten(list) {
  if (list.dataset.flat) return
  list.dataset.flat = "1"
  const flat = () => {
    for (const part of [list, ...list.children]) part.setAttribute("role", "presentation")
  }
  new MutationObserver(flat).observe(list, { childList: true })
  flat()
}

/* « Ajouter un autre objet organisme » is how Django speaks. */
for (const link of document.querySelectorAll(".related-widget-wrapper-link[title]")) {
  link.title = link.title.replace(/ (un autre |l['’])objet /i, " : ")
  link.querySelector("img")?.setAttribute("alt", link.title)
}

document.querySelector("#searchbar")?.setAttribute("aria-label", "Rechercher")
nameCells()

/* Select2 is set up when jQuery is ready, by scripts that asked before this one. */
const whenReady = window.django?.jQuery ?? ((act) => document.addEventListener("DOMContentLoaded", act))
whenReady(nameChoices)
document.addEventListener("formset:added", () =>
  setTimeout(() => {
    nameCells()
    nameChoices()
  }),
)

/* The search box of an opened list, which Select2 puts at the end of the page. */
document.addEventListener("focusin", ({ target }) => {
  if (target.matches?.(".select2-search__field") && !target.hasAttribute("aria-label")) target.setAttribute("aria-label", "Rechercher")
})
