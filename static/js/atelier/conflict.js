/* What stands above the text in hand when something must be chosen: two texts, a text found again, news of a colleague. */

import { drop, moment } from "ctg/atelier/backup"

const ID = "bloc-avis"

function button(text, icon, look, act) {
  const made = document.createElement("button")
  Object.assign(made, { type: "button", className: `btn ${look}` })
  const mark = document.createElement("i")
  mark.className = `bi bi-${icon}`
  mark.ariaHidden = "true"
  made.append(mark, text)
  made.addEventListener("click", act)
  return made
}

/** Replace what is said above the text; `html` was made and cleaned by the server. */
function show(section, { title, html = "", text = "", buttons, tint = "" }) {
  close(section)
  const box = document.createElement("section")
  box.id = ID
  box.className = `avis-bloc ${tint}`
  box.tabIndex = -1
  box.setAttribute("aria-labelledby", "bloc-avis-titre")
  const heading = document.createElement("h3")
  heading.id = "bloc-avis-titre"
  const told = document.createElement("div")
  told.setAttribute("role", "alert")
  told.append(heading)
  box.append(told)
  if (html) box.insertAdjacentHTML("beforeend", html)
  if (text) box.append(Object.assign(document.createElement("p"), { textContent: text }))
  const actions = document.createElement("p")
  actions.className = "actions"
  actions.append(...buttons)
  box.append(actions)
  section.querySelector("#bloc-form").before(box)
  heading.textContent = title // after it stands in the page, or it is not spoken
  for (const column of box.querySelectorAll(".colonnes .acte")) bringDifference(column)
}

/** Scroll a column to the first words that are not in the other. */
function bringDifference(column) {
  const marks = column.closest(".le-mien") ? "ins, .ajoute" : "del, .retire"
  const first = column.querySelector(marks)
  if (first) column.scrollTop = first.getBoundingClientRect().top - column.getBoundingClientRect().top - 40
}

export function close(section) {
  section.querySelector(`#${ID}`)?.remove()
}

export const said = ({ by, at, yours }) =>
  `${yours ? "Vous avez" : `${by || "Quelqu’un d’autre"} a`} modifié ce texte${at ? ` à ${at}` : ""}${yours ? ", dans une autre fenêtre" : ""}.`

/** Both texts, and what to do with them. */
export function showConflict(block, answer) {
  const { state, by, yours, html, stored } = answer
  const goOn = (act) => () => {
    block.setBase(state)
    block.go()
    act()
    block.form.querySelector("[contenteditable=true], input:not([type=hidden]), textarea:not([hidden])")?.focus()
  }
  const mine = button("Garder mon texte", "check-lg", "btn-fait", goOn(() => {
    close(block.section)
    block.save()
  }))
  const theirs = button(`Prendre le texte ${by && !yours ? `de ${by}` : "enregistré"}`, "arrow-down-left", "btn-cadre", goOn(() => takeTheirs(block, stored)))
  const again = button("Reprendre dans l’éditeur", "pencil", "btn-texte", goOn(() => {
    for (const gone of [mine, theirs, again]) gone.remove()
    block.section.querySelector(`#${ID}`)?.classList.add("a-copier")
  }))
  const title = `${said(answer)} Voici les deux textes.`
  show(block.section, { title, html, buttons: [mine, theirs, again], tint: "attente-c" })
}

/** Their text takes the place of mine, which stays at hand until another block is opened. */
function takeTheirs(block, stored) {
  const mine = block.values()
  block.fill(stored)
  block.stored = block.words()
  drop(block)
  block.touch()
  const back = button("Revenir à mon texte", "arrow-counterclockwise", "btn-cadre", () => {
    close(block.section)
    block.fill(mine)
    block.touch()
  })
  const fine = button("Fermer", "x-lg", "btn-texte", () => close(block.section))
  show(block.section, { title: "Votre texte a été mis de côté.", buttons: [back, fine] })
}

/** A text this account left unsaved: taken again from the state it was typed from, or set aside. */
export async function offerText(block, found) {
  const take = button("Le reprendre", "arrow-counterclockwise", "btn-fait", () => {
    close(block.section)
    const values = Object.fromEntries(new URLSearchParams(found.words))
    block.setBase(found.base)
    block.fill(block.complete(values))
    block.touch()
  })
  const leave = button("L’écarter", "x-lg", "btn-cadre", () => {
    drop(block)
    close(block.section)
  })
  const title = `Un texte non enregistré du ${moment(found.at)} a été retrouvé.`
  const html = await block.compare(found.words)
  if (html === null) return drop(block) // it says the same as what is stored
  if (block.section.isConnected) show(block.section, { title, html, buttons: [take, leave], tint: "cours-c" })
}

/** A colleague stored another text while nothing is typed here. */
export function tellNews(block, answer, reload) {
  if (block.dirty || block.sending || block.section.querySelector(`#${ID}`)) return
  const see = button("Voir la nouvelle version", "arrow-clockwise", "btn-fait", () => (block.dirty ? block.save() : reload()))
  show(block.section, { title: said(answer), buttons: [see], tint: "cours-c" })
}

/** What is refused, said under its field. */
export function showFaults(section, errors) {
  clearFaults(section)
  for (const [name, faults] of Object.entries(errors)) {
    const field = section.querySelector(`#bloc-form [name="${name}"]`)
    const fault = document.createElement("p")
    Object.assign(fault, { className: "faute", id: `faute-${name}`, textContent: faults.join(" ") })
    const frame = field?.closest(".ed") ?? field
    frame ? frame.after(fault) : section.querySelector("#bloc-form").prepend(fault)
    field?.setAttribute("aria-invalid", "true")
    frame?.querySelector?.("[contenteditable]")?.setAttribute("aria-invalid", "true")
  }
}

export function clearFaults(section) {
  for (const fault of section.querySelectorAll("#bloc-form .faute")) fault.remove()
  for (const field of section.querySelectorAll("#bloc-form [aria-invalid]")) field.removeAttribute("aria-invalid")
}
