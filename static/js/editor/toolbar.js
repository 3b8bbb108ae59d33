/* The toolbar: one tab stop, arrows between buttons, Alt+F10 from the text and Escape back to it. */

import { ask, icon, make } from "ctg/editor/dialogs"

const on = (editor) => editor.chain().focus()
const inTable = (editor) => editor.isActive("table")

async function editLink(editor) {
  const { href = "" } = editor.getAttributes("link")
  if (editor.state.selection.empty && !href) return
  const answer = await ask({
    title: "Lien",
    submit: "Enregistrer le lien",
    remove: href ? "Retirer le lien" : "",
    fields: { href: { label: "Adresse", type: "url", value: href, help: "Commence par https:// ou mailto:", required: true } },
  })
  const chain = on(editor).extendMarkRange("link")
  if (answer?.removed) chain.unsetLink().run()
  else if (answer?.href) chain.setLink({ href: answer.href }).run()
  else editor.commands.focus()
}

async function addTable(editor) {
  const answer = await ask({
    title: "Insérer un tableau",
    submit: "Insérer le tableau",
    fields: {
      cols: { label: "Colonnes", type: "number", value: 3, min: 1, max: 20, required: true },
      rows: { label: "Lignes", type: "number", value: 3, min: 1, max: 100, required: true },
      head: { label: "La première ligne porte les titres", type: "checkbox", value: true },
    },
  })
  if (!answer) return editor.commands.focus()
  const size = (value, most) => Math.max(1, Math.min(most, Number.parseInt(value, 10) || 1))
  return on(editor).insertTable({ rows: size(answer.rows, 100), cols: size(answer.cols, 20), withHeaderRow: answer.head }).run()
}

const NUMBERINGS = ["decimal", "lower-alpha", "lower-roman"]

function nextNumbering(editor) {
  const { type } = editor.getAttributes("orderedList")
  const next = NUMBERINGS[(NUMBERINGS.indexOf(type) + 1) % NUMBERINGS.length]
  on(editor).updateAttributes("orderedList", { type: next }).run()
}

const mark = (name, label, glyph, keys) => ({
  name, label, glyph, keys,
  run: (e) => on(e).toggleMark(name).run(),
  active: (e) => e.isActive(name),
})
const heading = (level, label, text) => ({
  name: `heading${level}`, label, text,
  run: (e) => on(e).toggleHeading({ level }).run(),
  active: (e) => e.isActive("heading", { level }),
})
const cell = (name, label, glyph, active) => ({
  name, label, glyph, active,
  run: (e) => on(e)[name]().run(),
  enabled: (e) => e.can()[name](),
})

const INSERTIONS = [
  { name: "variable", label: "Insérer une donnée de la convention", keys: "{", text: "Donnée", glyph: "braces", needs: "catalogue", run: (e) => e.commands.variableDialog() },
  { name: "reference", label: "Insérer un renvoi", keys: "@", text: "Renvoi", glyph: "link-45deg", needs: "catalogue", run: (e) => e.commands.referenceDialog() },
  { name: "footnote", label: "Insérer une note de bas de page", keys: "Ctrl+Alt+N", text: "Note", glyph: "asterisk", run: (e) => e.commands.footnoteDialog(), active: (e) => e.isActive("footnote") },
]
const EMPHASIS = [mark("bold", "Gras", "type-bold", "Ctrl+B"), mark("italic", "Italique", "type-italic", "Ctrl+I")]
const SUPERSCRIPT = mark("superscript", "Exposant", "superscript")
const HISTORY = [
  { name: "undo", label: "Annuler", keys: "Ctrl+Z", glyph: "arrow-counterclockwise", run: (e) => on(e).undo().run(), enabled: (e) => e.can().undo() },
  { name: "redo", label: "Rétablir", keys: "Ctrl+Y", glyph: "arrow-clockwise", run: (e) => on(e).redo().run(), enabled: (e) => e.can().redo() },
]

const HELP = [{ name: "help", label: "Raccourcis du clavier", keys: "Ctrl+?", glyph: "keyboard", run: (e) => e.commands.showShortcuts() }]

export const INLINE = [INSERTIONS, [...EMPHASIS, SUPERSCRIPT], HISTORY, HELP]

export const BLOCK = [
  INSERTIONS,
  [
    { name: "paragraph", label: "Paragraphe", glyph: "paragraph", run: (e) => on(e).setParagraph().run(), active: (e) => e.isActive("paragraph") },
    heading(3, "Intertitre", "T1"),
    heading(4, "Intertitre de second rang", "T2"),
    heading(5, "Intertitre de troisième rang", "T3"),
  ],
  [...EMPHASIS, mark("underline", "Souligné", "type-underline", "Ctrl+U"), SUPERSCRIPT],
  [
    { name: "bulletList", label: "Liste à puces", glyph: "list-ul", run: (e) => on(e).toggleBulletList().run(), active: (e) => e.isActive("bulletList") },
    { name: "orderedList", label: "Liste numérotée", glyph: "list-ol", run: (e) => on(e).toggleOrderedList().run(), active: (e) => e.isActive("orderedList") },
    { name: "numbering", label: "Changer de numérotation : 1, a, i", text: "1ai", run: nextNumbering, enabled: (e) => e.isActive("orderedList") },
    { name: "indent", label: "Descendre d’un niveau", glyph: "text-indent-left", keys: "Tab", run: (e) => on(e).sinkListItem("listItem").run(), enabled: (e) => e.can().sinkListItem("listItem") },
    { name: "outdent", label: "Remonter d’un niveau", glyph: "text-indent-right", keys: "Maj+Tab", run: (e) => on(e).liftListItem("listItem").run(), enabled: (e) => e.can().liftListItem("listItem") },
  ],
  [
    { name: "link", label: "Lien", glyph: "globe2", keys: "Ctrl+K", run: editLink, active: (e) => e.isActive("link"), enabled: (e) => !e.state.selection.empty || e.isActive("link") },
    { name: "table", label: "Insérer un tableau", glyph: "table", run: addTable, enabled: (e) => !inTable(e) },
  ],
  [...HISTORY, ...HELP],
]

export const TABLE = [
  [
    cell("addRowBefore", "Ajouter une ligne au-dessus", "arrow-bar-up"),
    cell("addRowAfter", "Ajouter une ligne au-dessous", "arrow-bar-down"),
    cell("deleteRow", "Supprimer la ligne", "dash-square"),
  ],
  [
    cell("addColumnBefore", "Ajouter une colonne à gauche", "arrow-bar-left"),
    cell("addColumnAfter", "Ajouter une colonne à droite", "arrow-bar-right"),
    cell("deleteColumn", "Supprimer la colonne", "dash-square-dotted"),
  ],
  [
    cell("mergeCells", "Fusionner les cellules choisies", "union"),
    cell("splitCell", "Scinder la cellule", "layout-split"),
    cell("toggleHeaderRow", "Ligne de titres", "layout-text-window"),
    cell("toggleHeaderColumn", "Colonne de titres", "layout-sidebar"),
    { ...cell("deleteTable", "Supprimer le tableau", "trash"), text: "Tableau" },
  ],
]

function buttonOf(item) {
  const children = [item.glyph ? icon(item.glyph) : "", item.text ? make("span", { className: "ed-outils__mot", textContent: item.text }) : ""]
  const button = make("button", { type: "button", tabIndex: -1, "aria-label": item.label, "data-name": item.name }, children)
  button.title = item.keys ? `${item.label} (${item.keys})` : item.label
  button.item = item
  return button
}

function barOf(groups, name) {
  const bar = make("div", { className: "ed-outils", role: "toolbar", "aria-label": name })
  groups.forEach((group, index) => {
    if (index) bar.append(make("span", { className: "ed-outils__trait", "aria-hidden": "true" }))
    bar.append(...group.map(buttonOf))
  })
  return bar
}

function refresh(editor, bar) {
  for (const button of bar.querySelectorAll("button")) {
    const { active, enabled } = button.item
    if (active) button.setAttribute("aria-pressed", String(active(editor)))
    button.setAttribute("aria-disabled", String(Boolean(enabled) && !enabled(editor)))
  }
}

function rove(bar, editor) {
  const buttons = [...bar.querySelectorAll("button")]
  const stop = (button) => {
    for (const other of buttons) other.tabIndex = other === button ? 0 : -1
  }
  stop(buttons[0])
  bar.addEventListener("focusin", (event) => stop(event.target.closest("button")))
  bar.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (event.key === "Escape") editor.commands.focus()
    else if (to !== undefined) buttons[(to + buttons.length) % buttons.length].focus()
    else return
    event.preventDefault()
  })
  bar.addEventListener("mousedown", (event) => event.preventDefault())
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button")
    if (button && button.getAttribute("aria-disabled") !== "true") button.item.run(editor)
  })
}

/** A toolbar tied to an editor; `shown` hides it when it does not apply. */
export function toolbar(editor, groups, { name, catalogue, shown }) {
  const useful = (group) => group.filter(({ needs }) => needs !== "catalogue" || catalogue)
  const bar = barOf(groups.map(useful), name)
  const sync = () => {
    if (shown) bar.hidden = !shown(editor)
    refresh(editor, bar)
  }
  rove(bar, editor)
  editor.on("transaction", sync)
  sync()
  return bar
}

export const tableShown = inTable
export const linkDialog = editLink
