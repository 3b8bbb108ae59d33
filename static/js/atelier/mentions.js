/* « @ » in a remark calls someone: a list of those who take part, chosen with the arrows or the mouse. */

const ASKED = /(?:^|[\s(])@([\p{L}’' -]{0,40})$/u
const MOST = 8

let known = null // the promise of everyone, asked once
let list = null

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()

async function read(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" } })
  return answer.ok ? (await answer.json()).people : []
}

function close() {
  list?.element.remove()
  list?.field.removeAttribute("aria-activedescendant")
  list?.field.removeAttribute("aria-controls")
  list = null
}

function point(at) {
  list.at = (at + list.options.length) % list.options.length
  list.options.forEach((option, rank) => option.setAttribute("aria-selected", String(rank === list.at)))
  list.field.setAttribute("aria-activedescendant", list.options[list.at].id)
  list.options[list.at].scrollIntoView({ block: "nearest" })
}

/** Write the name where it was asked for, and tell the form whose it is. */
function choose(person) {
  const { field, from } = list
  const rest = field.value.slice(field.selectionStart)
  const start = `${field.value.slice(0, from)}@${person.name} `
  field.value = start + rest.trimStart()
  field.setSelectionRange(start.length, start.length)
  const input = document.createElement("input")
  Object.assign(input, { type: "hidden", name: "personne", value: person.pk })
  field.form.append(input)
  close()
  field.focus()
}

function open(field, found, from) {
  close()
  const element = document.createElement("ul")
  element.className = "appels"
  element.id = `${field.id}-appels`
  element.setAttribute("role", "listbox")
  element.setAttribute("aria-label", "Personnes à appeler")
  const options = found.map((person, rank) => {
    const option = document.createElement("li")
    option.id = `${element.id}-${rank}`
    option.setAttribute("role", "option")
    option.textContent = person.name
    option.addEventListener("mousedown", (event) => {
      event.preventDefault()
      choose(person)
    })
    return option
  })
  element.append(...options)
  field.after(element)
  field.setAttribute("aria-controls", element.id)
  list = { element, field, found, from, options, at: 0 }
  point(0)
}

const askedIn = (field) => ASKED.exec(field.value.slice(0, field.selectionStart))

async function typed(field, url) {
  if (!askedIn(field)) return close()
  known ??= read(url)
  const everyone = await known
  const asked = askedIn(field) // what was typed while the list came
  if (!asked || document.activeElement !== field) return close()
  const words = fold(asked[1])
  const found = everyone.filter(({ name }) => fold(name).startsWith(words) || fold(name).includes(` ${words}`))
  if (!found.length || found.some(({ name }) => fold(name) === words.trim())) return close()
  return open(field, found.slice(0, MOST), field.selectionStart - asked[1].length - 1)
}

function pressed(event) {
  if (!list || event.target !== list.field) return
  const gestures = {
    ArrowDown: () => point(list.at + 1),
    ArrowUp: () => point(list.at - 1),
    Enter: () => choose(list.found[list.at]),
    Tab: () => choose(list.found[list.at]),
    Escape: close,
  }
  if (!gestures[event.key]) return
  event.preventDefault()
  event.stopPropagation()
  gestures[event.key]()
}

/** Listen to every remark typed in `root`, those that come later too. */
export function callPeople(root) {
  root.addEventListener("input", (event) => {
    const field = event.target.closest?.("textarea[data-appels]")
    const url = field?.closest("[data-personnes]")?.dataset.personnes
    if (url) typed(field, url)
  })
  root.addEventListener("keydown", pressed, true)
  root.addEventListener("focusout", close)
}
