/* Comments beside the text: chosen words become a discussion, discussions are marked in the text and found again. */

import { callPeople } from "ctg/atelier/mentions"
import { locate, mark, selected } from "ctg/atelier/passages"
import { flush } from "ctg/atelier/saving"

const PANEL = "#panel[data-comments]"
const MARKED = "ctg-commentaires"
const CHOSEN = "ctg-commentaire-choisi"

let passages = [] // of the block in hand, with their ranges
let chosen = null // the words last selected, to be commented
let pending = null // what to do once the panel is there
let filter = "ouverts" // the last one chosen, kept from block to block
let gestured = null // {fil}: what was just done in the panel
let sent = "" // the field whose words just left

const drafts = new Map()

const panel = () => document.querySelector(PANEL)
const bloc = () => document.getElementById("bloc")
const tab = () => document.querySelector("[data-onglet='commentaires']")

function later(wait, act) {
  let timer
  return (...details) => {
    clearTimeout(timer)
    timer = setTimeout(() => act(...details), wait)
  }
}

// Marks in the text

function showMarks() {
  passages = locate(passages)
  mark(MARKED, passages.filter(({ range }) => range).map(({ range }) => range))
  mark(CHOSEN, [])
  for (const card of document.querySelectorAll("[data-fil]")) showCard(card)
}

/** A discussion about words: a way to them, or that they are not there any more. */
function showCard(card) {
  const see = card.querySelector("[data-voir]")
  if (!see) return
  const here = card.dataset.bloc === bloc()?.dataset.address
  const passage = passages.find(({ pk }) => String(pk) === card.dataset.fil)
  const lost = here && passage && !passage.range
  see.hidden = Boolean(lost || (here && !passage))
  card.querySelector("[data-perdu]").hidden = !lost
}

async function readPassages() {
  const address = bloc()?.dataset.address
  const root = document.getElementById("atelier")
  if (!address || !root) return
  const url = `/conventions/${root.dataset.reference}/commentaires/passages.json?bloc=${encodeURIComponent(address)}`
  const answer = await fetch(url, { headers: { Accept: "application/json" } })
  if (!answer.ok || bloc()?.dataset.address !== address) return
  passages = (await answer.json()).passages
  showMarks()
  if (pending?.see) see(pending.see)
}

function see(pk) {
  const passage = passages.find((one) => String(one.pk) === String(pk))
  pending = null
  if (!passage?.range) return
  mark(CHOSEN, [passage.range])
  passage.range.startContainer.parentElement.scrollIntoView({ block: "center" })
}

/** Go to the words of a discussion, in the block in hand or in its own. */
function seeOf(card) {
  if (card.dataset.bloc === bloc()?.dataset.address) return see(card.dataset.fil)
  pending = { see: card.dataset.fil }
  card.closest(".groupe-bloc")?.querySelector("h3 a[data-bloc]")?.click()
}

/** Words under the mouse that are discussed: show the discussion, without leaving the text. */
function pointed() {
  const selection = document.getSelection()
  if (!panel() || !selection.isCollapsed || !selection.anchorNode) return
  const { anchorNode, anchorOffset } = selection
  const passage = passages.find(({ range }) => range?.isPointInRange(anchorNode, anchorOffset))
  mark(CHOSEN, passage ? [passage.range] : [])
  for (const card of document.querySelectorAll(".fil-choisi")) card.classList.remove("fil-choisi")
  const card = passage && document.getElementById(`fil-${passage.pk}`)
  card?.classList.add("fil-choisi")
  card?.scrollIntoView({ block: "nearest" })
}

// Chosen words

const button = document.createElement("button")
button.type = "button"
button.className = "btn btn-fait btn-petit commenter-ici"
button.hidden = true
button.title = "Ctrl + Alt + M"
button.innerHTML = '<i class="bi bi-chat-left-text" aria-hidden="true"></i>Commenter'

/** Beside the end of the chosen words, inside the window. */
function showButton() {
  const passage = tab() && canComment() ? selected() : null
  if (passage) chosen = { ...passage, address: bloc().dataset.address }
  button.hidden = !passage
  showTaking()
  if (!passage) return
  const { bottom, right } = passage.box
  button.style.top = `${Math.min(Math.max(bottom + 6, 8), window.innerHeight - 48)}px`
  button.style.left = `${Math.max(8, Math.min(right - 40, window.innerWidth - button.offsetWidth - 8))}px`
}

const canComment = () => bloc()?.dataset.comment !== "no"

function showTaking() {
  const taking = panel()?.querySelector("[data-prendre-passage]")
  const ready = chosen && chosen.address === bloc()?.dataset.address
  if (taking) taking.hidden = !ready || Boolean(taking.form.elements.passage.value)
}

/** Bring the panel and its form, filled with the chosen words. */
function comment(passage) {
  button.hidden = true
  pending = { comment: passage }
  if (panel()?.dataset.bloc === bloc()?.dataset.address) return fill()
  return tab()?.click()
}

function fill() {
  const details = panel()?.querySelector("details.nouveau")
  if (!details || !pending?.comment) return
  take(details.querySelector("form"), pending.comment)
  pending = null
  details.open = true
  details.querySelector("textarea").focus()
}

function take(form, passage) {
  const { quote = "", before = "", after = "" } = passage ?? {}
  form.elements.passage.value = quote
  form.elements.avant.value = before
  form.elements.apres.value = after
  form.querySelector("[data-passage]").textContent = quote
  form.querySelector(".passage-choisi").hidden = !quote
  showTaking()
}

// The panel

/** Another block brings the panel anew: the same filter is asked for. */
function keepFilter({ detail }) {
  const asked = new URL(detail.path, location)
  const ours = detail.verb === "get" && asked.pathname === tab()?.pathname
  if (ours && !asked.searchParams.has("filtre")) detail.parameters.filtre = filter
}

/** A text accepted by another’s proposal is read again: the way of the outline asks what is typed meanwhile. */
function reload({ detail }) {
  if (detail.address !== bloc()?.dataset.address) return
  document.querySelector(`#plan a[data-bloc="${CSS.escape(detail.address)}"]`)?.click()
}

function keepDrafts() {
  if (!panel()) return
  for (const field of panel().querySelectorAll("textarea")) {
    if (field.value !== field.defaultValue && field.id !== sent) drafts.set(`${panel().dataset.bloc} ${field.id}`, field.value)
    else drafts.delete(`${panel().dataset.bloc} ${field.id}`)
  }
  sent = ""
}

function arrived() {
  if (!panel() || panel().dataset.ready) return
  panel().dataset.ready = "yes"
  filter = panel().dataset.filtre
  for (const field of panel().querySelectorAll("textarea")) {
    const draft = drafts.get(`${panel().dataset.bloc} ${field.id}`)
    if (!draft) continue
    field.value = draft
    field.closest("details")?.setAttribute("open", "")
  }
  for (const box of panel().querySelectorAll(".redline")) showChange(box)
  fill()
  showTaking()
  showMarks()
  takeFocus()
}

/** A long text opens on its first change. */
function showChange(box) {
  const first = box.querySelector("ins, del, .remarque")
  if (first) box.scrollTop = first.getBoundingClientRect().top - box.getBoundingClientRect().top - 40
}

/** After a gesture, the caret is on the discussion it was about, else at the head of the panel. */
function takeFocus() {
  if (!gestured) return
  const card = gestured.fil && document.getElementById(`fil-${gestured.fil}`)
  gestured = null
  card?.scrollIntoView({ block: "nearest" })
  const target = card ?? document.getElementById("echanges-titre")
  target.focus({ preventScroll: true })
}

/** What is typed in the block is stored before a proposal is decided: the server compares it with the text as it is. */
async function storeFirst(event) {
  if (!event.detail.elt.closest?.(".decider")) return
  event.preventDefault()
  if (await flush()) event.detail.issueRequest(true)
}

function clicked(event) {
  const to = (selector) => event.target.closest?.(selector)
  if (to("[data-voir]")) seeOf(to("[data-fil]"))
  else if (to("[data-prendre-passage]")) take(event.target.closest("form"), chosen)
  else if (to("[data-sans-passage]")) take(event.target.closest("form"), null)
  else if (to("#bloc")) pointed()
}

function pressed(event) {
  const wanted = event.ctrlKey && event.altKey && ["m", "µ"].includes(event.key.toLowerCase())
  const passage = wanted ? selected() : null
  if (!passage || !canComment()) return
  event.preventDefault()
  comment(passage)
}

function limit(event) {
  const most = Number(event.target.dataset?.plus)
  if (most) event.target.setCustomValidity(event.target.value.length > most ? "Un commentaire compte 5 000 caractères au plus." : "")
}

export function start(root) {
  const body = document.body
  root.append(button)
  button.addEventListener("mousedown", (event) => event.preventDefault())
  button.addEventListener("click", () => comment(chosen))
  callPeople(root)
  root.addEventListener("click", clicked)
  root.addEventListener("input", limit)
  root.addEventListener("input", later(400, showMarks))
  document.addEventListener("keydown", pressed)
  document.addEventListener("selectionchange", later(150, showButton))
  window.addEventListener("scroll", later(50, showButton), { passive: true })
  body.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (detail.elt.matches?.("form.dire")) sent = detail.elt.querySelector("textarea").id
  })
  body.addEventListener("htmx:beforeSwap", keepDrafts)
  body.addEventListener("htmx:configRequest", keepFilter)
  body.addEventListener("htmx:confirm", storeFirst)
  body.addEventListener("htmx:load", arrived)
  body.addEventListener("ctg:bloc", () => {
    chosen = null
    button.hidden = true
    readPassages()
  })
  body.addEventListener("ctg:comments", ({ detail }) => {
    gestured = detail
    readPassages()
  })
  body.addEventListener("ctg:reload-block", reload)
  readPassages()
  arrived()
}
