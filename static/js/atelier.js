/* The atelier: starts its parts, takes another block in hand without leaving the page, fills the panel.

   Parts of the page are modules « ctg/atelier/<name> » that export start(root); those present are named in
   data-modules of #atelier. Events on document.body: ctg:bloc, ctg:saved, ctg:changed, ctg:outline, ctg:conflict. */

const root = document.getElementById("atelier")
const parts = {}

export const bloc = () => document.getElementById("bloc")
export const say = (name, detail = {}) => document.body.dispatchEvent(new CustomEvent(name, { detail }))

async function startParts() {
  const names = root.dataset.modules.split(" ").filter(Boolean)
  const found = await Promise.all(names.map((name) => import(`ctg/atelier/${name}`)))
  names.forEach((name, at) => {
    parts[name] = found[at]
    found[at].start?.(root)
  })
}

function loadPanel(link) {
  for (const other of document.querySelectorAll("[data-onglet]")) other.toggleAttribute("aria-current", false)
  link.setAttribute("aria-current", "page")
  return window.htmx.ajax("GET", link.href, { target: "#panneau-contenu", swap: "innerHTML" })
}

document.addEventListener("DOMContentLoaded", async () => {
  await startParts()
  const chosen = document.querySelector("[data-onglet][aria-current]")
  if (chosen) loadPanel(chosen)
})
