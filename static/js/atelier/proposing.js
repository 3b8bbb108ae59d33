/* A text being proposed is nobody’s until it is sent: nothing leads away from it without asking. */

const LEAVE = "Votre proposition n’est pas déposée : si vous quittez ce bloc, elle est perdue. Quitter quand même ?"

let typed = null // the block whose text was changed

const unsent = () => typed && document.contains(typed)

function ask(event) {
  const link = event.target.closest?.("a[href]")
  if (!link || !unsent() || link.target || event.ctrlKey || event.metaKey || link.closest("#panneau .onglets")) return
  if (window.confirm(LEAVE)) {
    typed = null
    return
  }
  event.preventDefault()
  event.stopPropagation()
}

export function start() {
  document.addEventListener("input", ({ target }) => {
    const block = target.closest?.("#bloc[data-mode='suggest']")
    if (block?.querySelector("#bloc-form")?.contains(target)) typed = block
  })
  document.addEventListener("submit", ({ target }) => {
    if (target.id === "bloc-form") typed = null
  })
  document.addEventListener("click", ask, true)
  window.addEventListener("beforeunload", (event) => {
    if (unsent()) event.preventDefault()
  })
}
