/* Who else is here: told to the server every ten seconds while the page is seen, shown in #presents, in the outline and
   above the text. The same answer tells when the block in hand does not say any more what the page shows. */

import { inHand, reload, send } from "ctg/atelier/saving"

const EVERY = 10000
const TYPING = 10000 // ms after a key during which one is said to write

let url = ""
let people = []
let timer = 0
let asking = null

const inHandNow = () => document.getElementById("bloc")?.dataset ?? {}

async function ask() {
  clearTimeout(timer)
  timer = setTimeout(ask, EVERY)
  if (asking || document.visibilityState !== "visible") return asking
  const { address = "" } = inHandNow()
  if (!address) return show([])
  const block = inHand()
  const known = inHandNow().state
  const body = new URLSearchParams({ bloc: address, etat: known })
  if (block && Date.now() - block.typedAt < TYPING) body.set("ecrit", "1")
  asking = send(url, body)
  const { status, answer } = await asking
  asking = null
  if (status !== 200) return show([])
  show(answer.people)
  const changedHere = inHandNow().address !== address || inHandNow().state !== known || inHand()?.sending
  if (!changedHere && answer.state !== known && !answer.gone) news(address, answer)
}

/** The block says something else now: read it again when nothing would be lost nor moved under the caret. */
function news(address, { by, at, yours }) {
  const block = inHand()
  if (block?.dirty) return block.save()
  const busy = document.getElementById("bloc").contains(document.activeElement) && document.activeElement.id !== "bloc"
  if (!busy) return reload()
  document.body.dispatchEvent(new CustomEvent("ctg:nouvelles", { detail: { address, by, at, yours } }))
}

function make(tag, className, text = "") {
  return Object.assign(document.createElement(tag), { className, textContent: text })
}

function badge(person) {
  const dot = make("span", `pastille p-${person.pk % 3}`, person.initials)
  dot.ariaHidden = "true"
  dot.title = person.name
  return dot
}

const lineOf = (address) => document.querySelector(`#plan [data-ligne="${CSS.escape(address)}"]`)

function whereIs(person) {
  const words = lineOf(person.address)?.querySelector("a")?.textContent.replace(/\s+/g, " ").trim()
  return words ? `${person.name}, ${words}` : person.name
}

function show(found) {
  people = found
  const list = document.getElementById("presents")
  if (list) {
    const rows = people.map((person) => {
      const row = make("li", "")
      row.append(badge(person), make("span", "invisible-texte", whereIs(person)))
      return row
    })
    const pile = make("ul", "pile nu")
    pile.setAttribute("aria-label", "Aussi dans cette convention")
    pile.append(...rows)
    list.replaceChildren(...(rows.length ? [pile] : []))
  }
  markOutline()
  markBlock()
}

function markOutline() {
  for (const mark of document.querySelectorAll("#plan .present-ici")) mark.remove()
  for (const person of people) {
    const mark = make("span", "present-ici")
    mark.append(badge(person), make("span", "invisible-texte", `, ${person.name} est ici`))
    lineOf(person.address)?.querySelector("a")?.append(mark)
  }
}

function markBlock() {
  const section = document.getElementById("bloc")
  if (!section) return
  const here = people.filter((person) => person.address === section.dataset.address)
  const writing = here.filter((person) => person.writing)
  const told = writing.length ? writing : here
  const names = new Intl.ListFormat("fr", { type: "conjunction" }).format(told.map((person) => person.name))
  const many = told.length > 1
  const verb = writing.length ? (many ? "écrivent ici en ce moment" : "écrit ici en ce moment") : many ? "lisent aussi ce bloc" : "lit aussi ce bloc"
  let line = section.querySelector(".qui-ecrit")
  const text = told.length ? `${names} ${verb}` : ""
  if (!line) {
    line = make("p", "qui-ecrit")
    line.setAttribute("role", "status")
    section.querySelector(".bloc-tete")?.after(line)
  }
  if (line.dataset.dit === text) return
  line.dataset.dit = text
  line.replaceChildren(...(text ? [make("i", writing.length ? "bi bi-pencil" : "bi bi-eye"), text] : []))
  line.querySelector("i")?.setAttribute("aria-hidden", "true")
}

export function start(root) {
  url = `/conventions/${root.dataset.reference}/presence/`
  const body = document.body
  body.addEventListener("ctg:bloc", ask)
  body.addEventListener("htmx:afterSettle", () => {
    markOutline()
    markBlock()
  })
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask())
  ask()
}
