/* The block in hand saves itself: a little after the last key, on leaving, one request at a time. What the server has
   not got is kept on this device (backup), said in #etat-enregistrement, and sent again. Nothing is dropped unseen. */

import { drop, find, forget, keep, left } from "ctg/atelier/backup"
import { clearFaults, offerText, said, showConflict, showFaults, tellNews } from "ctg/atelier/conflict"

const CALM = 2500 // ms after the last key
const MOST = 8000 // ms at most while typing goes on
const PATIENCE = 20000 // ms before a silent server is taken for a lost connection
const RETRIES = [2000, 4000, 8000, 15000, 30000, 60000]
const HEAVIEST = 10 * 2 ** 20 // DATA_UPLOAD_MAX_MEMORY_SIZE
const LIGHT = 60000 // bytes that may leave after the page has closed
const OURS = ["csrfmiddlewaretoken", "etat", "compte", "pourquoi"]
const TOO_HEAVY =
  "ce texte dépasse dix mégaoctets. Il reste dans cette page : retirez-en les images, ou répartissez-le en plusieurs articles"

const say = (name, detail) => document.body.dispatchEvent(new CustomEvent(name, { detail }))
const cookie = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? ""

let root = null
let block = null // the one in hand, when it is written here
let retries = 0
let retryTimer = 0

/** POST a form as the contract says; resolves to {status, answer}, status 0 when nobody answered, 401 when logged out. */
export async function send(url, body) {
  const sent = body.toString()
  const token = cookie() || document.querySelector("[name=csrfmiddlewaretoken]")?.value || ""
  try {
    const response = await fetch(url, {
      method: "POST",
      body: sent,
      headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token },
      redirect: "manual",
      keepalive: sent.length < LIGHT,
      signal: AbortSignal.timeout(PATIENCE),
    })
    if (response.type === "opaqueredirect") return { status: 401, answer: {} }
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json")
    if (!isJson && response.status === 403) return { status: 401, answer: {} } // another session: its token is not ours
    if (!isJson) return { status: response.status === 413 ? 413 : 500, answer: {} }
    return { status: response.status, answer: await response.json() }
  } catch {
    return { status: 0, answer: {} }
  }
}

class Block {
  constructor(section) {
    this.section = section
    this.form = section.querySelector("#bloc-form")
    this.address = section.dataset.address
    this.url = section.dataset.saveUrl
    this.base = section.dataset.state
    this.account = this.form.elements.compte?.value ?? ""
    this.reference = root.dataset.reference
    this.stored = this.opened()
    this.stopped = "" // why nothing is sent: conflict, refused (until it is typed again), final
    this.kept = true
    this.typedAt = 0
  }

  /** The words the page came with: someone may type before this module is there. */
  opened() {
    const words = new URLSearchParams(this.words())
    for (const { name, opened } of this.form.querySelectorAll("textarea[data-editor]")) {
      if (opened !== undefined && words.has(name)) words.set(name, opened)
    }
    return words.toString()
  }

  words() {
    const typed = new URLSearchParams()
    for (const [name, value] of new FormData(this.form)) if (!OURS.includes(name)) typed.append(name, value)
    return typed.toString()
  }

  values() {
    return this.complete(Object.fromEntries(new URLSearchParams(this.words())))
  }

  /** A box that is not ticked is not among the words: it says no. */
  complete(values) {
    const boxes = [...this.form.elements].filter((field) => field.type === "checkbox").map((field) => [field.name, "False"])
    return { ...Object.fromEntries(boxes), ...values }
  }

  /** How other words differ from what is stored, as HTML; null when they do not, "" when nobody can tell now. */
  async compare(words) {
    const { status, answer } = await send(this.url.replace(/enregistrer\/$/, "comparer/"), new URLSearchParams(words))
    if (status !== 200) return ""
    return answer.html || null
  }

  get dirty() {
    return this.words() !== this.stored
  }

  /** Put texts in the form, in the editors too. */
  fill(values) {
    for (const [name, value] of Object.entries(values)) {
      const field = this.form.elements[name]
      if (!field) continue
      if (field.type === "checkbox") field.checked = value === "True" || value === "on"
      else field.value = value
      field.dispatchEvent(new Event("ctg:texte"))
    }
  }

  /** Something was typed: it waits for a calm moment, eight seconds at most. */
  touch() {
    clearTimeout(this.timer)
    if (!this.dirty) return tell("calm")
    this.typedAt = Date.now()
    this.since ??= this.typedAt
    clearTimeout(this.keeping)
    this.keeping = setTimeout(() => this.keep(), 300)
    say("ctg:changed", { address: this.address })
    if (this.stopped === "refused") this.go()
    if (this.stopped) return
    if (!this.sending && !retries) tell("typed")
    this.timer = setTimeout(() => this.save(), Math.max(0, Math.min(CALM, this.since + MOST - this.typedAt)))
  }

  keep() {
    clearTimeout(this.keeping)
    if (this.dirty) this.kept = keep(this)
  }

  go() {
    this.stopped = ""
    clearFaults(this.section)
  }

  /** Send what is not stored yet; a second call waits for the first. Resolves to true when everything is stored. */
  save() {
    clearTimeout(this.timer)
    this.keep()
    if (this.stopped) return Promise.resolve(false)
    if (!this.dirty) return this.sending ?? Promise.resolve(true)
    this.sending ??= this.sendOnce().finally(() => {
      this.sending = null
      if (this.dirty && !this.stopped && !retries) this.touch()
    })
    return this.sending
  }

  async sendOnce() {
    const words = this.words()
    const base = this.base
    this.since = null
    const body = new URLSearchParams(words)
    body.set("etat", base)
    body.set("compte", this.account)
    if (body.toString().length > HEAVIEST) return this.refused(TOO_HEAVY)
    tell("sending")
    const { status, answer } = await send(this.url, body)
    if (status !== 0 && status !== 401 && status < 500) retries = 0
    if (status === 200) return this.adopt(answer, words)
    if (status === 0 || status >= 500) return this.later(status ? "down" : "offline")
    if (status === 401) return this.later("expired")
    this.keep()
    if (status === 409) return this.conflict(answer)
    if (status === 413) return this.refused(TOO_HEAVY)
    if (status !== 422) return this.refused(answer.message, "final")
    showFaults(this.section, answer.errors)
    return this.refused(faultsIn(answer.errors))
  }

  adopt(answer, words) {
    const now = new URLSearchParams(this.words())
    const sent = new URLSearchParams(words)
    const merged = Object.entries(answer.merged)
    const untouched = merged.filter(([name]) => now.get(name) === sent.get(name))
    this.fill(Object.fromEntries(untouched))
    const after = new URLSearchParams(this.words())
    for (const [name] of untouched) after.has(name) ? sent.set(name, after.get(name)) : sent.delete(name)
    this.stored = sent.toString()
    if (untouched.length === merged.length) this.setBase(answer.state) // else what others wrote was not seen yet
    clearFaults(this.section)
    this.dirty ? this.keep() : drop(this)
    tell("saved", answer.saved_at)
    if (merged.length) say("ctg:merged", { address: this.address })
    if (answer.changed) say("ctg:saved", { address: this.address, state: answer.state, fields: Object.fromEntries(sent) })
    return !this.dirty
  }

  setBase(state) {
    this.base = this.section.dataset.state = state
    if (this.form.elements.etat) this.form.elements.etat.value = state
  }

  conflict(answer) {
    this.stopped = "conflict"
    tell("conflict", said(answer))
    showConflict(this, answer)
    say("ctg:conflict", { address: this.address })
    return false
  }

  refused(why, stopped = "refused") {
    this.keep()
    this.stopped = stopped
    tell("refused", why)
    return false
  }

  /** Nobody answered, or the session has ended: kept here, sent again after a while. */
  later(why) {
    this.keep()
    tell(this.kept ? why : "full", this.account)
    clearTimeout(retryTimer)
    retryTimer = setTimeout(resend, RETRIES[Math.min(retries++, RETRIES.length - 1)])
    return false
  }
}

const faultsIn = (errors) => Object.values(errors).flat().join(" ")

/** Send again what waits: the block in hand, then the others of this convention left on this device. */
async function resend() {
  clearTimeout(retryTimer)
  if (!block) return
  if (block.dirty && !(await block.save())) return
  for (const entry of left(block)) {
    if (entry.address === block.address || !entry.url) continue
    const body = new URLSearchParams(entry.words)
    body.set("etat", entry.base)
    body.set("compte", block.account)
    const { status } = await send(entry.url, body)
    if (status === 200) drop({ ...entry, account: block.account, reference: block.reference })
    if (status === 200) say("ctg:outline", {})
    if (status === 0 || status === 401) return
  }
}

/** Store what is typed before going elsewhere; true when it is. Waits five seconds at most: the rest is kept here. */
export async function flush() {
  const one = block
  if (!one) return true
  const patience = new Promise((done) => setTimeout(done, 5000, false))
  const stored = (async () => {
    for (let tries = 0; one.dirty && tries < 3; tries++) {
      if (one.sending) await one.sending
      if (one.dirty && !(await one.save()) && !one.dirty) break
      if (one.stopped || retries) break
    }
    return !one.dirty
  })()
  return Promise.race([stored, patience])
}

/** The block in hand: {address, base, dirty, sending, typedAt}, or null. */
export const inHand = () => block

/** Read the block in hand again, as stored now. */
export function reload() {
  const { href } = location
  return window.htmx.ajax("GET", href, { target: "#bloc", swap: "outerHTML" })
}

// What is said

let spoken = ""

function tell(what, detail = "") {
  const line = document.getElementById("etat-enregistrement")
  if (!line || (what === "calm" && line.dataset.etat !== "typed")) return
  const { icon, text, tint = "", asks } = WORDS[what](detail)
  const quiet = ["typed", "sending", "calm"].includes(what) // seen, not spoken: it comes at every pause
  const mark = document.createElement("i")
  mark.className = icon ? `bi bi-${icon}` : ""
  mark.ariaHidden = "true"
  const seen = document.createElement("span")
  seen.className = tint
  seen.append(mark, text)
  if (asks) seen.append(" ", asks())
  if (quiet) seen.ariaHidden = "true"
  line.dataset.etat = what
  if (!quiet && spoken === text) return line.firstElementChild?.replaceWith(seen)
  line.replaceChildren(seen)
  if (!quiet) spoken = text
}

const link = (textContent, href, more = {}) => Object.assign(document.createElement("a"), { textContent, href, ...more })

const WORDS = {
  calm: () => ({ icon: "", text: "" }),
  typed: () => ({ icon: "pencil", text: "Modifications non enregistrées" }),
  sending: () => ({ icon: "arrow-repeat", text: "Enregistrement…" }),
  saved: (at) => ({ icon: "cloud-check", text: `enregistré à ${at}` }),
  offline: () => ({
    icon: "cloud-slash",
    tint: "attente",
    text: "Hors connexion : votre texte est gardé sur cet appareil et sera renvoyé",
  }),
  down: () => ({
    icon: "cloud-slash",
    tint: "attente",
    text: "Le serveur ne répond pas : votre texte est gardé sur cet appareil et sera renvoyé",
  }),
  full: () => ({
    icon: "exclamation-triangle-fill",
    tint: "grave",
    text: "Hors connexion, et cet appareil n’a plus de place : ne fermez pas cette page",
  }),
  expired: () => ({
    icon: "lock",
    tint: "attente",
    text: "Votre session a pris fin : votre texte est gardé sur cet appareil.",
    asks: () => link("Se reconnecter dans un autre onglet", "/connexion/", { target: "_blank", rel: "noopener" }),
  }),
  conflict: (why) => ({
    icon: "exclamation-triangle-fill",
    tint: "grave",
    text: `Refusé : ${why}`,
    asks: () => link("Voir les deux textes", "#bloc-avis"),
  }),
  refused: (why) => ({ icon: "exclamation-triangle-fill", tint: "grave", text: `Refusé : ${why}` }),
}

// The page

function takeInHand() {
  const section = document.getElementById("bloc")
  if (!section || section === block?.section) return
  block?.keep()
  const written = section.dataset.mode === "edit" && section.querySelector("#bloc-form")
  block = written ? new Block(section) : null
  if (!block) return
  const found = find(block)
  if (found && found.words !== block.stored) offerText(block, found)
  else if (found) drop(block)
  if (block.dirty) block.touch()
}

export function start(atelier) {
  root = atelier
  forget()
  takeInHand()
  const body = document.body
  const inForm = (event) => block?.form.contains(event.target)
  body.addEventListener("ctg:bloc", takeInHand)
  body.addEventListener("htmx:afterSettle", takeInHand)
  body.addEventListener("ctg:nouvelles", ({ detail }) => block?.address === detail.address && tellNews(block, detail, reload))
  for (const name of ["input", "change"]) body.addEventListener(name, (event) => inForm(event) && block.touch())
  body.addEventListener("focusout", (event) => inForm(event) && !block.form.contains(event.relatedTarget) && block.dirty && block.save())
  body.addEventListener("submit", (event) => {
    if (!inForm(event)) return
    event.preventDefault()
    if (block.stopped === "refused" || block.stopped === "final") block.go()
    block.dirty || block.stopped ? block.save() : tell("saved", new Date().toTimeString().slice(0, 5))
  })
  window.addEventListener("online", () => {
    retries = 0
    resend()
  })
  document.addEventListener("visibilitychange", () => {
    if (!block?.dirty) return
    if (document.visibilityState === "hidden") block.save()
    else if (retries) resend()
  })
  window.addEventListener("pagehide", () => block?.dirty && block.save())
  window.addEventListener("beforeunload", (event) => {
    block?.keep()
    if (block?.dirty && !block.kept) event.preventDefault()
  })
  guardLogout()
}

/** Log out once what is typed is stored. */
function guardLogout() {
  const form = document.querySelector("form[action$='/deconnexion/']")
  form?.addEventListener("submit", async (event) => {
    if (!block?.dirty) return
    event.preventDefault()
    await flush()
    form.submit()
  })
}
