/* Pasting from Word or LibreOffice: numbered paragraphs become nested lists, notes become footnotes, titles keep three levels. */

import { Extension, Plugin } from "django-prose-editor/editor"

const FROM_WORD = /class="?'?Mso|mso-list|urn:schemas-microsoft-com|sdfootnote/
const BULLET = /<!(?:--)?\[if !supportLists\](?:--)?>([\s\S]*?)<!(?:--)?\[endif\](?:--)?>/gi
const STYLE = /(<[^<>]*?\s)style=/gi
const HANDLERS = /(<[^<>]*?\s)on[a-z]+\s*=/gi
const SHEETS = /<style[\s\S]*?<\/style>/gi
const ORDINAL = /^\(?([0-9]{1,3}|[a-z]|[ivxlc]{1,5})[.)°]/i

/** Text of a note's body, without its mark. */
const noteText = (body) => body.textContent.replace(/\s+/g, " ").replace(/^\s*(\[\d+\]|\d+|\*)\s*/, "").trim()

function takeNotes(doc) {
  for (const anchor of doc.querySelectorAll('a[href*="#_ftn"], a[href*="#sdfootnote"]')) {
    const target = anchor.getAttribute("href").split("#")[1]
    if (/ref|anc$/.test(target)) continue
    const body = doc.getElementById(target.replace(/sym$/, "").replace(/^_/, "")) || doc.querySelector(`[name="${CSS.escape(target)}"]`)?.closest("div, p")
    const note = doc.createElement("span")
    note.dataset.note = body ? noteText(body) : anchor.textContent
    anchor.replaceWith(note)
  }
  for (const list of doc.querySelectorAll('[data-style*="mso-element:footnote-list"], div[id^="sdfootnote"], div[id^="ftn"]')) list.remove()
}

const bulletKind = (mark) => (ORDINAL.test(mark.textContent.replace(/\s/g, "")) ? "ol" : "ul")

/** How the first paragraph of a list is numbered: « a », « i », or "" for figures. */
function numbering(mark) {
  const [, ordinal = ""] = ORDINAL.exec(mark.textContent.replace(/\s/g, "")) ?? []
  return /^i$/i.test(ordinal) ? "i" : /^[a-z]$/i.test(ordinal) ? "a" : ""
}

/** What the paragraph says of its place in a list: { level, kind, type }, or null. */
function place(paragraph) {
  const style = paragraph.dataset.style || ""
  const found = /mso-list:\s*l\d+\s+level(\d+)/i.exec(style)
  if (!found) return null
  const mark = paragraph.querySelector("[data-bullet]") || paragraph.querySelector('[data-style*="mso-list:Ignore"], [data-style*="mso-list: Ignore"]')
  const kind = mark ? bulletKind(mark) : "ul"
  const type = mark ? numbering(mark) : ""
  mark?.remove()
  return { level: Number(found[1]), kind, type }
}

function openList(doc, stack, paragraph, { level, kind, type }) {
  const list = doc.createElement(kind)
  if (kind === "ol" && type) list.type = type
  const parent = stack[stack.length - 1]
  if (parent) parent.list.lastElementChild.append(list)
  else paragraph.before(list)
  stack.push({ level, kind, list })
  return list
}

function takeLists(doc) {
  let stack = []
  for (const paragraph of [...doc.querySelectorAll("p, h1, h2, h3, h4, h5, h6")]) {
    const at = place(paragraph)
    if (!at || (stack.length && stack[0].list.parentNode !== paragraph.parentNode)) stack = []
    if (!at) continue
    while (stack.length && (stack.at(-1).level > at.level || (stack.at(-1).level === at.level && stack.at(-1).kind !== at.kind))) stack.pop()
    const list = stack.at(-1)?.level === at.level ? stack.at(-1).list : openList(doc, stack, paragraph, at)
    const item = doc.createElement("li")
    const body = doc.createElement("p")
    body.append(...paragraph.childNodes)
    item.append(body)
    list.append(item)
    paragraph.remove()
  }
}

/** Titles of the pasted text start under the article's own: h1 → h3, h2 → h4, the rest → h5. */
function lowerTitles(doc) {
  for (const title of doc.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const lower = doc.createElement(`h${Math.min(5, Number(title.tagName[1]) + 2)}`)
    lower.append(...title.childNodes)
    title.replaceWith(lower)
  }
}

/** Bold and italic said by a style only; Google wraps all it copies in a <b> that is not bold. */
function readWeights(doc) {
  for (const element of doc.querySelectorAll("b[data-style*='font-weight:normal']")) element.replaceWith(...element.childNodes)
  for (const [pattern, tag] of [[/font-weight:\s*(bold|[6-9]00)/i, "strong"], [/font-style:\s*italic/i, "em"]]) {
    for (const element of doc.querySelectorAll("span[data-style]")) {
      if (!pattern.test(element.dataset.style)) continue
      const mark = doc.createElement(tag)
      mark.append(...element.childNodes)
      element.append(mark)
    }
  }
}

function markHeads(doc) {
  for (const cell of doc.querySelectorAll("thead td")) {
    const head = doc.createElement("th")
    for (const name of ["colspan", "rowspan"]) if (cell.hasAttribute(name)) head.setAttribute(name, cell.getAttribute(name))
    head.append(...cell.childNodes)
    cell.replaceWith(head)
  }
}

/** HTML of a word processor → HTML the editor understands. Other HTML only has its titles lowered. */
export function fromWord(html) {
  if (/data-(var|ref|note)=|data-pm-slice/.test(html)) return html
  // Styles are read, never applied: the security policy refuses even those of a text being parsed.
  const marked = html.replace(SHEETS, "").replace(STYLE, "$1data-style=").replace(HANDLERS, "$1data-on=").replace(BULLET, '<span data-bullet="1">$1</span>')
  const doc = new DOMParser().parseFromString(marked, "text/html")
  if (FROM_WORD.test(html)) {
    takeNotes(doc)
    takeLists(doc)
  }
  readWeights(doc)
  lowerTitles(doc)
  markHeads(doc)
  for (const junk of doc.querySelectorAll("o\\:p, style, meta, link, title, xml")) junk.replaceWith(...(junk.localName === "o:p" ? junk.childNodes : []))
  return doc.body.innerHTML
}

/** Blocks → one line, for titles and visas. */
export function oneLine(html) {
  const doc = new DOMParser().parseFromString(fromWord(html), "text/html")
  for (const block of doc.querySelectorAll("p, div, li, h3, h4, h5, br, td, th")) block.after(" ")
  const kept = "em, i, strong, b, sup, sub, span"
  for (const element of [...doc.body.querySelectorAll("*")].reverse()) if (!element.matches(kept)) element.replaceWith(...element.childNodes)
  return doc.body.innerHTML.replace(/\s+/g, " ").trim()
}

/** Cells copied as mere text, a line a row and tabs between: a table. Anything else: null. */
export function tableOfTabs(text) {
  const rows = text.replace(/\r/g, "").split("\n").filter((line) => line.trim()).map((line) => line.split("\t"))
  if (rows.length < 2 || rows.some((row) => row.length < 2)) return null
  const width = Math.max(...rows.map((row) => row.length))
  const table = document.createElement("table")
  rows.forEach((row, rank) => {
    const line = table.insertRow()
    for (let at = 0; at < width; at++) {
      const cell = document.createElement(rank ? "td" : "th")
      cell.append(document.createElement("p"))
      cell.firstChild.textContent = (row[at] ?? "").trim()
      line.append(cell)
    }
  })
  return table.outerHTML
}

function pasteTable(view, event) {
  const data = event.clipboardData
  const table = data && !data.getData("text/html") ? tableOfTabs(data.getData("text/plain")) : null
  if (table) view.pasteHTML(table)
  return Boolean(table)
}

const HEAVIEST = 3_000_000 // characters: more would hold the browser for seconds, and be refused when saved
const inMega = (length) => Math.round(length / 100_000) / 10

/** What is too heavy is refused before anything reads it; the text stays as it is. */
function refuseHeavy(view, event) {
  const data = event.clipboardData ?? event.dataTransfer
  const weight = data ? Math.max(data.getData("text/html").length, data.getData("text/plain").length) : 0
  const frame = view.dom.closest(".ed")
  frame?.querySelector(":scope > .ed-refus")?.remove()
  if (weight <= HEAVIEST) return false
  event.preventDefault()
  const told = document.createElement("p")
  told.className = "ed-refus"
  told.setAttribute("role", "alert")
  told.textContent = `Ce contenu est trop lourd pour être ajouté d’un coup (${String(inMega(weight)).replace(".", ",")} Mo, au plus ${inMega(HEAVIEST)}) : votre texte n’a pas changé, collez-le en plusieurs fois ou sans ses images.`
  frame?.prepend(told)
  return true
}

export const Paste = Extension.create({
  name: "fromElsewhere",
  addOptions: () => ({ inline: false }),
  addProseMirrorPlugins() {
    const props = this.options.inline ? { transformPastedHTML: oneLine } : { transformPastedHTML: fromWord, handlePaste: pasteTable }
    return [new Plugin({ props: { ...props, handleDOMEvents: { paste: refuseHeavy, drop: refuseHeavy } } })]
  },
})
