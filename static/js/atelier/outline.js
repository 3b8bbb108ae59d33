/* The outline: lines dragged to another place, groups that stay open, read again when a title changes. */

const plan = () => document.getElementById("plan")
const opened = new Map() // group → open, as its reader left it
const titles = new Map() // address → title last stored

function drag() {
  if (!window.Sortable) return
  for (const list of plan().querySelectorAll("[data-ordre]")) {
    if (list.dataset.pret) continue
    list.dataset.pret = "1"
    window.Sortable.create(list, {
      animation: 120,
      draggable: "[data-deplacer]",
      delay: 150,
      delayOnTouchOnly: true,
      onEnd: ({ item, oldDraggableIndex, newDraggableIndex }) => {
        if (oldDraggableIndex !== newDraggableIndex) place(item, newDraggableIndex + 1)
      },
    })
  }
}

/** Tell the new place, then read the outline again: the numbers follow. */
async function place(item, to) {
  const { deplacer } = item.dataset
  await window.htmx.ajax("POST", deplacer, { source: "#plan", target: "#plan", swap: "none", values: { vers: to } })
  document.body.dispatchEvent(new CustomEvent("ctg:outline", { detail: {} }))
}

let reading = null
let again = false

/** Read the outline again; asked while it is being read, once more after. */
async function read() {
  if (reading) {
    again = true
    return
  }
  const focused = document.activeElement?.closest?.("#plan a[data-bloc]")?.dataset.bloc
  const { address } = document.getElementById("bloc").dataset
  // of its own source: what is asked from the same element waits in a queue, and a block asked meanwhile would too
  reading = window.htmx.ajax("GET", `${plan().dataset.url}?bloc=${encodeURIComponent(address)}&constats=1`, { source: "#plan", target: "#plan", swap: "none" })
  await reading
  reading = null
  if (focused !== undefined) plan().querySelector(`a[data-bloc="${CSS.escape(focused)}"]`)?.focus()
  if (again) {
    again = false
    read()
  }
}

const words = (line) => [...line.querySelectorAll("a > span:not(.comptes)")].map((span) => span.textContent).join(" ")
const said = () => [...plan().querySelectorAll("[data-ligne]")].map((line) => line.dataset.ligne + words(line)).join("")
let found = new Map() // address → what the checks last found there

/** An outline that came with another block does not tell what the checks find: what was known stays shown. */
function keepFindings() {
  const lines = [...plan().querySelectorAll("[data-ligne]")]
  if (plan().querySelector("[data-controle]")) {
    const mark = (line) => [line.dataset.ligne, line.querySelector(".constats")?.cloneNode(true)]
    found = new Map(lines.map(mark).filter(([, count]) => count))
    return
  }
  for (const line of lines) {
    const count = found.get(line.dataset.ligne)
    if (count) line.querySelector(".comptes").prepend(count.cloneNode(true))
  }
}

let numbers = ""

/** The block in hand takes the number, the neighbours and the place the outline gives it now. */
function renumber() {
  const { address } = document.getElementById("bloc").dataset
  const lines = [...plan().querySelectorAll("[data-ligne]")]
  const at = lines.findIndex((line) => line.dataset.ligne === address)
  if (at < 0) return
  const number = document.querySelector("#bloc-titre > .n")
  if (number) number.textContent = lines[at].dataset.nom
  for (const [rel, line] of [["prev", lines[at - 1]], ["next", lines[at + 1]]]) {
    const link = document.querySelector(`.bloc-suite [rel=${rel}]`)
    if (!link || !line) continue
    link.href = line.querySelector("a").href
    link.dataset.bloc = line.dataset.ligne
    link.querySelector("span").textContent = line.dataset.nom
  }
  for (const [to, edge] of [["up", "first"], ["down", "last"]]) {
    const button = document.querySelector(`.gestes button[value=${to}]`)
    if (button && button !== document.activeElement) button.disabled = lines[at].matches(`:${edge}-child`)
  }
}

/** Groups as their reader left them, the block in hand in sight; the references in the text follow the numbers. */
function settle() {
  const now = said()
  if (numbers && now !== numbers) document.body.dispatchEvent(new CustomEvent("ctg:plan", { bubbles: true }))
  numbers = now
  keepFindings()
  renumber()
  for (const group of plan().querySelectorAll("[data-groupe-plan]")) {
    const name = group.dataset.groupePlan
    if (opened.has(name) && name !== "plan") group.open = opened.get(name) || group.open
  }
  drag()
  const line = plan().querySelector("a[aria-current]")
  if (!line) return
  const [frame, box] = [plan().getBoundingClientRect(), line.getBoundingClientRect()]
  if (box.top < frame.top || box.bottom > frame.bottom) plan().scrollTop += box.top - frame.top - frame.height / 3
}

/** Only what the outline shows makes it worth reading again. */
function shown({ address, fields }) {
  const name = fields.title ?? fields.text ?? fields.designation
  const known = titles.get(address)
  titles.set(address, name)
  const changesNumbers = address.startsWith("annexe-")
  return changesNumbers || known === undefined || known !== name
}

let checking = 0

/** The findings follow what is written, a little after. */
function later(delay) {
  clearTimeout(checking)
  checking = setTimeout(read, delay)
}

export function start() {
  const { body } = document
  body.addEventListener("ctg:outline", read)
  body.addEventListener("ctg:saved", ({ detail }) => (shown(detail) ? read() : later(4000)))
  body.addEventListener("htmx:oobAfterSwap", ({ detail }) => detail.target?.id === "plan" && settle())
  plan().addEventListener("toggle", ({ target }) => target.dataset?.groupePlan && opened.set(target.dataset.groupePlan, target.open), true)
  settle()
  later(300)
}
