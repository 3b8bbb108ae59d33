/* Small helps on the pages of a convention: proposals, what the kind of an annex brings, unsaved texts. */

/* A party chosen in the directory shows how the text calls it while its designation is left empty. */
function propose() {
  const address = document.querySelector("[data-designation]")?.dataset.designation
  if (!address || !window.django?.jQuery) return
  window.django.jQuery(document).on("change", "select[name$='-organisation']", async (event) => {
    const field = document.getElementById(event.target.id.replace(/-organisation$/, "-designation"))
    if (!field || !event.target.value) return
    const response = await fetch(address.replace("/0/", `/${event.target.value}/`))
    if (response.ok) field.placeholder = (await response.json()).designation
  })
}

/* An annex shows the rows its kind prints. */
function followKind() {
  const kind = document.querySelector("select[name=kind]")
  const groups = document.querySelectorAll("[data-shown-for]")
  if (!kind || !groups.length) return
  const show = () => {
    for (const group of groups) group.hidden = group.dataset.shownFor !== kind.value
  }
  kind.addEventListener("change", show)
  show()
}

/* A row just added takes the caret: the first thing to choose or to write in it. */
function enterNewRows() {
  document.addEventListener("formset:added", ({ target }) => {
    let tries = 20
    const enter = () => {
      const first = target.querySelector("[contenteditable=true], .select2-selection, select:not(.select2-hidden-accessible), input[type=text]")
      const text = target.querySelector("textarea") ? target.querySelector("[contenteditable=true]") : first
      if (text) text.focus()
      else if (tries--) setTimeout(enter, 50)
    }
    setTimeout(enter)
  })
}

/* Leaving with a text that was changed and not saved asks first. */
function guardTexts() {
  const form = document.querySelector("#content-main > form[method=post]")
  if (!form) return
  let changed = false
  form.addEventListener("input", () => {
    changed = true
  })
  form.addEventListener("submit", (event) => {
    if (event.target === form) changed = false
  })
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault()
  })
}

propose()
followKind()
enterNewRows()
guardTexts()
