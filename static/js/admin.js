/* On every page of the administration: the lists searched while typing get the name of their field. */

/** select2 names its box after the value it shows, which is empty at first: add the label of the field. */
function name(container) {
  const select = container.previousElementSibling
  const box = container.querySelector("[role=combobox]")
  if (!select?.matches("select") || !box) return
  const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`)
  const words = (label?.textContent ?? select.getAttribute("aria-label") ?? "").replace(/[:*]\s*$/, "").trim()
  const shown = container.querySelector(".select2-selection__rendered")?.id
  if (label) label.id ||= `${select.id}_label`
  if (label) box.setAttribute("aria-labelledby", [label.id, shown].filter(Boolean).join(" "))
  else if (words) box.setAttribute("aria-label", words)
  const search = container.querySelector("input.select2-search__field")
  if (search && words) search.setAttribute("aria-label", words)
}

const all = (root) => [...(root.matches?.(".select2-container") ? [root] : []), ...(root.querySelectorAll?.(".select2-container") ?? [])]

new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const node of addedNodes) for (const container of all(node)) name(container)
}).observe(document.documentElement, { childList: true, subtree: true })
for (const container of all(document)) name(container)

/* The search box of an opened list, which select2 puts at the end of the page. */
document.addEventListener("focusin", ({ target }) => {
  if (target.matches?.(".select2-search__field") && !target.hasAttribute("aria-label")) target.setAttribute("aria-label", "Rechercher")
})
