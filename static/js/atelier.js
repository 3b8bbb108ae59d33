/* The atelier: starts its parts, takes another block in hand without leaving the page, fills the panel.

   Parts of the page are modules « ctg/atelier/<name> » that may export start(root); those present are named in data-modules
   of #atelier. Events on document.body: ctg:bloc {address}, ctg:saved, ctg:changed, ctg:outline, ctg:conflict. */

const root = document.getElementById("atelier")
const parts = {}
let busy = null // the request that brings a block: one at a time

const bloc = () => document.getElementById("bloc")
const tabs = () => [...document.querySelectorAll("[data-onglet]")]
const chosenTab = () => tabs().find((tab) => tab.getAttribute("aria-selected") === "true")
const say = (name, detail = {}) => document.body.dispatchEvent(new CustomEvent(name, { detail }))

async function startParts() {
  const names = root.dataset.modules.split(" ").filter(Boolean)
  const found = await Promise.allSettled(names.map((name) => import(`ctg/atelier/${name}`)))
  names.forEach((name, at) => {
    if (found[at].status === "rejected") return console.error(found[at].reason)
    parts[name] = found[at].value
    parts[name].start?.(root)
  })
  root.dataset.complet = "" // every gesture answers
}

// What is told above the page, until something else happens

function announce(text, buttons = []) {
  const line = document.getElementById("annonce")
  line.hidden = !text
  line.replaceChildren(
    text,
    ...buttons.map(([label, act]) => {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-cadre btn-petit", textContent: label })
      button.addEventListener("click", () => {
        announce("")
        act()
      })
      return button
    }),
  )
}

// Another block in hand

/** True once what is typed here is stored, or kept on this device because its author says so. */
async function mayLeave() {
  if (!parts.saving || (await parts.saving.flush())) return true
  return new Promise((answer) => {
    const refused = parts.saving.inHand()?.stopped
    announce(
      refused
        ? "Ce bloc n’est pas enregistré : voyez ce qui est dit au-dessus du texte. Si vous le quittez, votre texte reste gardé sur cet appareil."
        : "Ce bloc n’est pas encore enregistré : le serveur ne répond pas. Votre texte est gardé sur cet appareil.",
      [["Rester sur ce bloc", () => answer(false)], ["Ouvrir l’autre bloc", () => answer(true)]],
    )
  })
}

/** Ask the server for what stands in the middle; answers the address it came from once it is settled, "" when nothing came. */
async function bring(verb, url, values) {
  let from = ""
  const { body } = document
  const settled = new Promise((done) => {
    const swapped = ({ detail }) => {
      if (detail.target?.id === "bloc" && detail.xhr) from = detail.xhr.responseURL
    }
    const end = ({ detail }) => {
      if (detail.target?.id === "bloc" || detail.elt?.id === "bloc") stop()
    }
    const stop = () => {
      body.removeEventListener("htmx:afterSwap", swapped)
      body.removeEventListener("htmx:afterSettle", end)
      done()
    }
    body.addEventListener("htmx:afterSwap", swapped)
    body.addEventListener("htmx:afterSettle", end)
    const source = document.querySelector(".feuille-zone") // two requests of one element would wait for each other
    window.htmx.ajax(verb, url, { source, target: "#bloc", swap: "outerHTML", values }).then(() => setTimeout(stop, from ? 500 : 0), stop)
  })
  await settled
  return from
}

/** Without what was only worth telling once (« nouveau »), with the tab one reads. */
function addressBar(from) {
  const url = new URL(from)
  url.searchParams.delete("nouveau")
  const tab = chosenTab()
  if (tab && tab !== tabs()[0]) url.searchParams.set("onglet", tab.dataset.onglet)
  return url.pathname + url.search
}

async function go(verb, url, { values, push = true, focus } = {}) {
  if (busy) return
  busy = url
  root.setAttribute("aria-busy", "true")
  try {
    announce("")
    if (!(await mayLeave())) return
    const late = new Promise((done) => setTimeout(done, 6000, "late"))
    const from = await Promise.race([bring(verb, url, values), late])
    if (from === "late" && verb === "GET") return location.assign(addressBar(new URL(url, location))) // the plain way
    if (from === "late") return announceFailure()
    if (!from) return announceFailure()
    if (push && addressBar(from) !== location.pathname + location.search) history.pushState({}, "", addressBar(from))
    arrived(focus)
  } finally {
    busy = null
    root.removeAttribute("aria-busy")
  }
}

function announceFailure() {
  const line = document.getElementById("annonce")
  if (line.hidden) announce("Le serveur n’a pas répondu : rien n’a changé. Réessayez dans un instant.")
}

function arrived(focus) {
  const block = bloc()
  say("ctg:bloc", { address: block.dataset.address })
  const target = (focus && block.querySelector(focus)) || block.querySelector("[data-premier]")
  if (target && !target.disabled) target.focus()
  else if (block.dataset.nouveau) selectFirstText(block)
  else document.getElementById("bloc-titre")?.focus({ preventScroll: true })
  if (block.getBoundingClientRect().top < 0) block.scrollIntoView({ block: "start" })
}

/** A block just added: its first words are to be replaced. */
function selectFirstText(block) {
  const text = block.querySelector(".ed .ProseMirror")
  if (!text) return document.getElementById("bloc-titre")?.focus()
  text.focus()
  getSelection().selectAllChildren(text)
}

function follow(event) {
  const link = event.target.closest?.("a[data-bloc]")
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  go("GET", link.href)
}

/** A gesture is a plain form: what it answers is brought in the middle, the caret stays on its button. */
function gesture(event) {
  const form = event.target.closest("form[data-geste]")
  if (!form || event.defaultPrevented) return
  event.preventDefault()
  const button = event.submitter
  const values = Object.fromEntries(new FormData(form, button))
  const again = button?.name === "vers" ? buttonLike(button, form) : undefined
  go("POST", form.action, { values, focus: again })
}

const buttonLike = (button, form) => `form[action="${form.getAttribute("action")}"] button[value="${CSS.escape(button.value)}"]`

/** F2 in the outline renames; Alt and the page keys go to the block before or after. */
function keys(event) {
  const line = event.target.closest?.("#plan a[data-bloc]")
  const way = event.altKey && { PageUp: "prev", PageDown: "next" }[event.key]
  const link = way && document.querySelector(`.bloc-suite [rel=${way}]`)
  if (event.key === "F2" && line) go("GET", line.href, { focus: ".ed--ligne .ProseMirror" })
  else if (link) go("GET", link.href)
  else return
  event.preventDefault()
}

// The panel

function becomeTabs() {
  const bar = document.querySelector(".onglets")
  if (!bar) return
  bar.setAttribute("role", "tablist")
  const panel = document.getElementById("panneau-contenu")
  panel.setAttribute("role", "tabpanel")
  panel.tabIndex = 0
  for (const tab of tabs()) {
    tab.setAttribute("role", "tab")
    tab.setAttribute("aria-controls", "panneau-contenu")
    mark(tab, tab.getAttribute("aria-current") === "page")
    tab.removeAttribute("aria-current")
  }
  bar.addEventListener("click", (event) => {
    const tab = event.target.closest("[data-onglet]")
    if (!tab || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    choose(tab)
  })
  bar.addEventListener("keydown", (event) => {
    const all = tabs()
    const at = all.indexOf(document.activeElement)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key]
    if (event.key === " ") choose(document.activeElement)
    else if (to === undefined) return
    else all[(to + all.length) % all.length].focus()
    event.preventDefault()
  })
}

function mark(tab, chosen) {
  tab.setAttribute("aria-selected", String(chosen))
  tab.tabIndex = chosen ? 0 : -1
  if (chosen) document.getElementById("panneau-contenu").setAttribute("aria-labelledby", tab.id)
}

function choose(tab) {
  for (const other of tabs()) mark(other, other === tab)
  const here = new URL(location)
  here.searchParams.set("onglet", tab.dataset.onglet)
  history.replaceState(history.state, "", here)
  return fill(tab)
}

function fill(tab) {
  const { address } = bloc().dataset
  const url = address ? `${tab.dataset.url}?bloc=${encodeURIComponent(address)}` : tab.dataset.url
  tab.href = url
  return window.htmx.ajax("GET", url, { source: "#panneau-contenu", target: "#panneau-contenu", swap: "innerHTML" })
}

/** What is shown beside follows the block in hand; the preview does it by itself. */
function panelFollows() {
  const tab = chosenTab()
  if (!tab || document.querySelector("#panel.apercu")) return
  document.getElementById("panneau").scrollTop = 0 // what is said of the block in hand comes first
  fill(tab)
}

/** The session has ended: what is on the page stays, words half written too. */
function refuseLoginPage({ detail }) {
  if (!detail.xhr.responseURL || new URL(detail.xhr.responseURL).pathname !== root.dataset.login) return
  detail.shouldSwap = false
  announce("Votre session a pris fin : rien n’a changé. Reconnectez-vous dans un autre onglet, puis recommencez ici.", [
    ["Se reconnecter", () => open(root.dataset.login, "_blank", "noopener")],
  ])
}

/** Logging in again changes the token that the page was served with. */
function signAnew({ detail }) {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]
  if (!token) return
  detail.headers["x-csrftoken"] = token
  if (detail.parameters.csrfmiddlewaretoken) detail.parameters.csrfmiddlewaretoken = token
}

// The page

function listen() {
  document.addEventListener("click", follow)
  document.addEventListener("submit", gesture)
  document.addEventListener("keydown", keys)
  document.body.addEventListener("ctg:bloc", panelFollows)
  // a block that is gone, a deletion to confirm: pages of their own, shown in the middle all the same
  document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.target.id !== "bloc" || ![404, 409, 422].includes(detail.xhr.status)) return
    detail.shouldSwap = detail.xhr.responseText.includes('id="bloc"')
    detail.isError = false
  })
  document.body.addEventListener("htmx:beforeSwap", refuseLoginPage)
  document.body.addEventListener("htmx:configRequest", signAnew)
  addEventListener("popstate", () => go("GET", location.href, { push: false }))
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false
  })
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest?.("details.menu[open]")
    if (!menu) return
    menu.open = false
    menu.querySelector("summary").focus()
  })
}

listen()
becomeTabs()
document.documentElement.classList.add("script")
await startParts()
if (chosenTab()) fill(chosenTab())
if (bloc().dataset.nouveau) {
  selectFirstText(bloc())
  history.replaceState({}, "", addressBar(location.href))
}
