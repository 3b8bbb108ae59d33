/* The rich text editor over every <textarea data-editor>, on a page or in a fragment that htmx brings.

   data-editor="block" for articles, "inline" for titles and visas (one line);
   data-insertions is where the values and references of the convention are read. */

import {
  Blockquote, Bold, BulletList, Document, Dropcursor, Editor, Gapcursor, HardBreak, Heading, History, HorizontalRule,
  Italic, Link, ListItem, OrderedList, Paragraph, Strike, Subscript, Superscript, Table, TableCell, TableHeader, TableRow, Text,
  Underline,
} from "django-prose-editor/editor"
import { catalogueAt, refreshCatalogues } from "ctg/editor/catalogue"
import { make } from "ctg/editor/dialogs"
import { Keys } from "ctg/editor/keys"
import { Footnote, Reference, Variable } from "ctg/editor/nodes"
import { BLOCK, INLINE, TABLE, tableShown, toolbar } from "ctg/editor/toolbar"
import { Paste } from "ctg/editor/word"

let count = 0
const opened = new Map() // textarea → editor

const LINE = Document.extend({ content: "paragraph" })

function extensionsFor(inline, catalogue) {
  const common = [Paragraph, Text, Bold, Italic, Superscript, History, Paste.configure({ inline }), Keys.configure({ inline, catalogue })]
  const live = [Variable, Reference, Footnote].map((node) => node.configure({ catalogue }))
  if (inline) return [LINE, ...common, ...live]
  const tables = [Table.configure({ resizable: false }), TableRow, TableHeader, TableCell]
  const lists = [BulletList, OrderedList, ListItem]
  const link = Link.configure({ enableTarget: false, autolink: false, protocols: ["http", "https", "mailto"] })
  const rare = [Underline, Strike, Subscript, Blockquote, HorizontalRule, HardBreak]
  return [Document, ...common, ...live, ...rare, Heading.configure({ levels: [3, 4, 5] }), ...lists, link, ...tables, Gapcursor, Dropcursor]
}

/** The HTML to store: one line loses its paragraph, empty ends are dropped. */
function htmlOf(editor, inline) {
  const html = editor.getHTML()
  if (inline) return html.replace(/^<p>|<\/p>$/g, "").trim()
  return html.replace(/(<p><\/p>)+$/, "")
}

/** After Escape, Tab leaves the text instead of moving in a table or a list. */
function freeTab() {
  let freed = false
  return {
    keydown(_view, event) {
      const leaves = freed && event.key === "Tab"
      freed = event.key === "Escape"
      return leaves
    },
  }
}

function attributesFor(textarea, inline) {
  const label = document.querySelector(`label[for="${textarea.id}"]`)
  const attributes = { role: "textbox", "aria-multiline": String(!inline), lang: "fr", spellcheck: "true" }
  if (label) attributes["aria-labelledby"] = label.id ||= `${textarea.id}_label`
  else attributes["aria-label"] = textarea.getAttribute("aria-label") || "Texte"
  const described = (textarea.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && document.getElementById(id))
  if (described.length) attributes["aria-describedby"] = described.join(" ")
  if (textarea.hasAttribute("aria-invalid")) attributes["aria-invalid"] = textarea.getAttribute("aria-invalid")
  return { attributes, label, name: label ? label.textContent.replace(/[:*]\s*$/, "").trim() : attributes["aria-label"] }
}

function addBars(editor, frame, { inline, catalogue, name }) {
  const bar = toolbar(editor, inline ? INLINE : BLOCK, { name: `Mise en forme : ${name}`, catalogue })
  editor.storage.keys.bar = bar
  if (inline) return frame.append(bar)
  const tables = toolbar(editor, TABLE, { name: `Tableau : ${name}`, shown: tableShown })
  return frame.prepend(make("div", { className: "ed-barres" }, [bar, tables]))
}

export function openEditor(textarea) {
  if (textarea.closest(".ed") || textarea.id.includes("__prefix__")) return
  const inline = textarea.dataset.editor === "inline"
  const url = textarea.dataset.insertions
  const catalogue = url ? catalogueAt(url) : null
  const editable = !textarea.disabled && !textarea.readOnly
  const zone = make("div", { className: "ed__zone" })
  const frame = make("div", { className: `ed ed--${inline ? "ligne" : "bloc"}${editable ? "" : " ed--fige"}` }, [zone])
  textarea.opened = textarea.value // what was there before anyone typed
  textarea.before(frame)
  frame.append(textarea)
  textarea.hidden = true
  const { attributes, label, name } = attributesFor(textarea, inline)
  const editor = new Editor({
    element: zone,
    injectCSS: false,
    editable,
    extensions: extensionsFor(inline, catalogue),
    content: inline ? `<p>${textarea.value}</p>` : textarea.value,
    editorProps: { attributes, handleDOMEvents: freeTab() },
    onUpdate() {
      textarea.value = htmlOf(editor, inline)
      textarea.dispatchEvent(new Event("input", { bubbles: true }))
    },
  })
  opened.set(textarea, editor)
  // what a script puts in the textarea is shown, and is not typing
  textarea.addEventListener("ctg:texte", () => {
    editor.commands.setContent(inline ? `<p>${textarea.value}</p>` : textarea.value, { emitUpdate: false })
  })
  label?.addEventListener("click", () => editor.commands.focus())
  const reread = () => editor.commands.setContent(inline ? `<p>${textarea.value}</p>` : textarea.value, { emitUpdate: false })
  textarea.addEventListener("ctg:texte", reread) // another text was put in the textarea
  if (editable) addBars(editor, frame, { inline, catalogue, name: `${name} ${++count}`.trim() })
}

/** Editors whose page part is gone let go of it. */
function closeOld() {
  for (const [textarea, editor] of opened) {
    if (textarea.isConnected) continue
    editor.destroy()
    opened.delete(textarea)
  }
}

export function openEditors(root) {
  closeOld()
  for (const textarea of root.querySelectorAll("textarea[data-editor]")) openEditor(textarea)
}

openEditors(document)
document.addEventListener("formset:added", (event) => openEditors(event.target))
document.addEventListener("ctg:plan", refreshCatalogues) // numbers and titles changed
document.addEventListener("htmx:load", (event) => openEditors(event.target))
