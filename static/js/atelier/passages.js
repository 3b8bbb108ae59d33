/* Words of the block in hand, found again by what stands around them, and marked without touching the text
   (CSS Custom Highlight API; a browser without it only loses the colour). */

const AROUND = 60
const LONGEST = 500
const BLOCKS = "p, h1, h2, h3, h4, h5, li, td, th, blockquote, dd, dt, caption"

/** Where the words of the block are: the editors of its texts, else the text as it is read. */
function zones() {
  const bloc = document.getElementById("bloc")
  if (!bloc) return []
  const editors = [...bloc.querySelectorAll(".ProseMirror")]
  return editors.length ? editors : [...bloc.querySelectorAll("#bloc > .acte")]
}

/** The whole text, its spaces single, and for each character the text node and the offset it comes from. */
function readText() {
  const read = { text: "", nodes: [], offsets: [] }
  const letters = []
  const add = (letter, node, offset) => {
    if (letter === " " && (!letters.length || letters.at(-1) === " ")) return
    letters.push(letter)
    read.nodes.push(node)
    read.offsets.push(offset)
  }
  for (const zone of zones()) {
    let block = null
    const walker = document.createTreeWalker(zone, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const own = node.parentElement.closest(BLOCKS) ?? zone
      if (own !== block) add(" ", node, 0)
      block = own
      for (let at = 0; at < node.data.length; at += 1) add(/\s/.test(node.data[at]) ? " " : node.data[at], node, at)
    }
  }
  read.text = letters.join("")
  return read
}

function sameEnd(one, other) {
  let length = 0
  while (length < one.length && length < other.length && one.at(-1 - length) === other.at(-1 - length)) length += 1
  return length
}

function sameStart(one, other) {
  let length = 0
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1
  return length
}

/** Among the places where the words stand, the one whose surroundings look most like those they had; -1 when gone. */
function place(text, { quote, before, after }) {
  let best = -1
  let likeness = -1
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    const around = sameEnd(text.slice(0, at).trimEnd(), before) + sameStart(text.slice(at + quote.length).trimStart(), after)
    if (around > likeness) [best, likeness] = [at, around]
  }
  return best
}

/** Each passage with its `range`, null when its words are not in the text any more. */
export function locate(passages) {
  const read = readText()
  return passages.map((passage) => {
    const at = place(read.text, passage)
    if (at < 0) return { ...passage, range: null }
    const last = at + passage.quote.length - 1
    const range = document.createRange()
    range.setStart(read.nodes[at], read.offsets[at])
    range.setEnd(read.nodes[last], read.offsets[last] + 1)
    return { ...passage, range }
  })
}

/** What is selected in the text, as a passage; null when nothing is, or elsewhere. */
export function selected() {
  const selection = document.getSelection()
  if (!selection.rangeCount || selection.isCollapsed) return null
  const range = selection.getRangeAt(0)
  if (!zones().some((zone) => zone.contains(range.commonAncestorContainer))) return null
  const read = readText()
  const inside = (node, offset) => range.comparePoint(node, offset) === 0 && range.comparePoint(node, offset + 1) === 0
  const within = read.nodes.map((node, at) => range.intersectsNode(node) && inside(node, read.offsets[at]))
  const first = within.indexOf(true)
  const last = within.lastIndexOf(true)
  const quote = first < 0 ? "" : read.text.slice(first, last + 1).trim()
  if (!quote) return null
  const start = read.text.indexOf(quote, first)
  const end = start + quote.length
  return {
    quote: quote.slice(0, LONGEST).trim(),
    before: read.text.slice(Math.max(0, start - AROUND), start).trim(),
    after: read.text.slice(Math.min(end, start + LONGEST), end + AROUND).trim().slice(0, AROUND),
    box: range.getBoundingClientRect(),
  }
}

export function mark(name, ranges) {
  if (!window.CSS?.highlights || !window.Highlight) return
  if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges))
  else CSS.highlights.delete(name)
}
