/* Sending a form of the administration: once, and never heavier than the server takes. */

const MOST = 10 * 2 ** 20 // DATA_UPLOAD_MAX_MEMORY_SIZE; files are counted apart
const PATIENCE = 8000 // ms before a second sending is taken for a will, not for a second click

let lastSent = { at: -PATIENCE }

/** What the form says, files left aside. */
function wordsOf(form) {
  return new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string")).toString()
}

function weightOf(form, words) {
  return form.enctype === "multipart/form-data" ? new Blob([decodeURIComponent(words)]).size : words.length
}

function refuse(form, weight) {
  const said = form.querySelector(".trop-lourd") ?? document.createElement("p")
  said.className = "errornote trop-lourd"
  said.setAttribute("role", "alert")
  said.tabIndex = -1
  said.textContent =
    `Ce formulaire pèse ${Math.ceil(weight / 2 ** 20)} Mo, plus que les ${MOST / 2 ** 20} Mo admis : rien n’a été envoyé, ` +
    "votre texte est toujours là. Retirez les images collées, ou répartissez le texte en plusieurs articles ou annexes."
  form.prepend(said)
  said.focus()
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target
    if (form.method !== "post" || !form.querySelector(".submit-row")) return
    const words = wordsOf(form)
    const weight = weightOf(form, words)
    const now = performance.now()
    const again = lastSent.form === form && lastSent.words === words && now - lastSent.at < PATIENCE
    if (weight <= MOST && !again) {
      lastSent = { form, words, at: now }
      return
    }
    event.preventDefault()
    event.stopImmediatePropagation()
    if (weight > MOST) refuse(form, weight)
  },
  { capture: true },
)

/* Back from the next page, the form may be sent again. */
window.addEventListener("pageshow", () => {
  lastSent = { at: -PATIENCE }
})
