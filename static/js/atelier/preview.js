/* The tab « Aperçu », view « Texte »: follows the block in hand, and receives only the passages that changed.

   The paper holds one .morceau a passage, with the digest of what it shows. The server is told these digests and, while
   one types, the fields of the block in hand; it answers with the order of the passages and those that differ. */

const PAUSE = 700 // milliseconds without a key before unsaved words are shown
const MARGIN = 24 // pixels above the block in hand

const state = { address: "", timer: 0, running: null, again: null, pagesTop: 0 }

const paper = () => document.getElementById("apercu-papier")
const pages = () => document.querySelector("#panel[data-apercu=pdf]")
const pictures = () => document.querySelector(".apercu-pages")
const inHand = () => state.address || paper()?.dataset.blocEnMain || ""

export function start() {
  const body = document.body
  body.addEventListener("ctg:bloc", ({ detail }) => take(detail.address))
  body.addEventListener("ctg:changed", ({ detail }) => later(detail.address))
  body.addEventListener("ctg:saved", () => (pages() ? stale() : refresh()))
  body.addEventListener("ctg:outline", () => refresh())
  body.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.target.matches("#panel, #panneau-contenu")) state.pagesTop = pictures()?.scrollTop ?? 0
  })
  body.addEventListener("htmx:load", ({ detail }) => {
    if (detail.elt.matches?.("#panel.apercu") || detail.elt.querySelector?.("#panel.apercu")) shown()
  })
  if (paper()) shown()
}

/** The tab has just been opened, on the block in hand when it was asked for. */
function shown() {
  if (pictures()) pictures().scrollTop = state.pagesTop // the same page stays in sight when they are made again
  if (!paper()) return
  paper().addEventListener("click", followReference)
  const open = document.getElementById("bloc")?.dataset.address
  if (open) state.address = open
  mark({ scroll: true })
}

function take(address) {
  if (!address || address === state.address) return
  clearTimeout(state.timer)
  state.address = address
  mark({ scroll: true })
}

function later(address) {
  if (!paper()) return
  if (address) state.address = address
  clearTimeout(state.timer)
  state.timer = setTimeout(() => refresh({ typed: true }), PAUSE)
}

/** The text of the pages shown has changed: say so, and offer to make them again. */
function stale() {
  window.htmx.ajax("GET", pages().dataset.url, { target: "#panel", swap: "outerHTML" })
}

/** One request at a time; what was asked meanwhile is asked once more at the end. */
async function refresh(options = {}) {
  const sheet = paper()
  if (!sheet) return
  if (state.running) {
    state.again = options
    return
  }
  clearTimeout(state.timer)
  state.running = ask(sheet, options)
  try {
    await state.running
  } finally {
    state.running = null
  }
  const next = state.again
  state.again = null
  if (next) refresh(next)
}

async function ask(sheet, { typed = false }) {
  const address = inHand() || "generalites"
  const known = {}
  for (const one of sheet.querySelectorAll("[data-morceau]")) known[one.dataset.morceau] = one.dataset.empreinte
  const form = typed ? document.getElementById("bloc-form") : null
  const sent = form ? new FormData(form) : new FormData()
  sent.set("connus", JSON.stringify(known))
  const url = sheet.dataset.url.replace(/[^/]+\/$/, `${address}/`)
  let answer
  try {
    answer = await fetch(url, { method: "POST", body: sent, headers: token() })
  } catch {
    return tell("Connexion perdue : cet aperçu n’est plus à jour.")
  }
  if (!answer.ok) return tell(await reason(answer))
  const { order, passages } = await answer.json()
  if (!sheet.isConnected) return
  steadily(sheet, () => put(sheet, order, passages))
  tell("")
}

async function reason(answer) {
  const told = answer.status === 422 ? await answer.json() : {}
  return told.message || "Cet aperçu n’a pas pu être mis à jour."
}

function token() {
  return JSON.parse(document.body.getAttribute("hx-headers") || "{}")
}

/** Put what the server sent in its place; everything else stays untouched. */
function put(sheet, order, passages) {
  const have = new Map([...sheet.querySelectorAll(":scope > [data-morceau]")].map((one) => [one.dataset.morceau, one]))
  let before = null
  for (const name of order) {
    const piece = have.get(name) ?? fresh(name)
    have.delete(name)
    if (passages[name]) {
      piece.innerHTML = passages[name].html
      piece.dataset.empreinte = passages[name].digest
    }
    const place = before ? before.nextElementSibling : sheet.firstElementChild
    if (place !== piece) sheet.insertBefore(piece, place)
    before = piece
  }
  for (const gone of have.values()) gone.remove()
}

function fresh(name) {
  const piece = document.createElement("div")
  piece.className = "morceau"
  piece.dataset.morceau = name
  return piece
}

/** Change the paper without moving the block in hand under the eyes, when it is in sight. */
function steadily(sheet, change) {
  const before = placeOf(sheet)
  change()
  mark()
  const after = placeOf(sheet)
  const seen = before !== null && before > -sheet.clientHeight && before < sheet.clientHeight
  if (seen && after !== null) sheet.scrollTop += after - before
}

function placeOf(sheet) {
  const block = blockOf(sheet)
  return block ? block.getBoundingClientRect().top - sheet.getBoundingClientRect().top : null
}

function blockOf(sheet) {
  return sheet.querySelector(`[data-adresse="${CSS.escape(inHand())}"]`)
}

function mark({ scroll = false } = {}) {
  const sheet = paper()
  if (!sheet) return
  const block = blockOf(sheet)
  for (const other of sheet.querySelectorAll(".en-main")) other.classList.toggle("en-main", other === block)
  if (!block) return
  block.classList.add("en-main")
  if (scroll) sheet.scrollTop += placeOf(sheet) - MARGIN
}

/** A reference scrolls the paper, not the page. */
function followReference(event) {
  const link = event.target.closest("a.renvoi[href^='#']")
  if (!link) return
  const target = paper().querySelector(link.getAttribute("href").replace(/^#(.*)$/, (_, id) => `#${CSS.escape(id)}`))
  if (!target) return
  event.preventDefault()
  paper().scrollTop += target.getBoundingClientRect().top - paper().getBoundingClientRect().top - MARGIN
}

function tell(words) {
  const place = document.getElementById("apercu-etat")
  if (place && place.textContent !== words) place.textContent = words
}
