/* Live nodes of a text, all atoms: a value of the convention, a reference to a block, a footnote. */

import { Node } from "django-prose-editor/editor"
import { ask, choose, icon, make } from "ctg/editor/dialogs"

/** The chosen node of that type, or null. */
const selected = (editor, name) => {
  const { node } = editor.state.selection
  return node?.type.name === name ? node : null
}

const put = (editor, name, attrs) => {
  const chain = editor.chain().focus()
  if (selected(editor, name)) chain.updateAttributes(name, attrs).run()
  else chain.insertContent({ type: name, attrs }).run()
}

function live({ name, attributes, match, paint, edit }) {
  return Node.create({
    name,
    group: "inline",
    inline: true,
    atom: true,
    selectable: true,
    marks: "_",
    addOptions: () => ({ catalogue: null }),
    addStorage() {
      // the menu, for who opens it by a key: resolves to what was chosen
      return { open: (editor) => edit(editor, {}, this.options.catalogue) }
    },
    addAttributes: () =>
      Object.fromEntries(
        Object.entries(attributes).map(([key, [html, value]]) => [
          key,
          {
            default: value,
            parseHTML: (element) => element.getAttribute(html) ?? value,
            renderHTML: (attrs) => ({ [html]: attrs[key] }),
          },
        ]),
      ),
    parseHTML: () => [{ tag: `span[${match}]`, priority: 60 }],
    renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes],
    addNodeView() {
      const { catalogue } = this.options
      return ({ node, editor, getPos }) => {
        const dom = make("span", { contentEditable: "false" })
        let current = node
        const draw = () => paint(dom, current.attrs, catalogue)
        const open = () => {
          editor.commands.setNodeSelection(getPos())
          if (editor.isEditable) edit(editor, current.attrs, catalogue)
        }
        catalogue?.addEventListener("change", draw)
        dom.addEventListener("dblclick", open)
        draw()
        return {
          dom,
          update: (other) => {
            if (other.type.name !== name) return false
            current = other
            draw()
            return true
          },
          ignoreMutation: () => true,
          destroy: () => catalogue?.removeEventListener("change", draw),
        }
      }
    },
    addKeyboardShortcuts() {
      return {
        Enter: ({ editor }) => {
          const node = selected(editor, name)
          if (!node) return false
          edit(editor, node.attrs, this.options.catalogue)
          return true
        },
      }
    },
    addCommands() {
      const { catalogue } = this.options
      return {
        [`${name}Dialog`]:
          () =>
          ({ editor }) => {
            edit(editor, selected(editor, name)?.attrs || {}, catalogue)
            return true
          },
      }
    },
  })
}

const chip = (dom, kind, glyph, text, title) => {
  dom.className = `puce ${kind}`
  dom.title = title
  dom.replaceChildren(icon(glyph), text)
}

async function pick(editor, catalogue, settings) {
  await catalogue?.load().catch((error) => console.warn(error))
  const item = await choose(settings)
  editor.commands.focus()
  return item
}

export const Variable = live({
  name: "variable",
  match: "data-var",
  attributes: { name: ["data-var", ""] },
  paint(dom, { name }, catalogue) {
    const item = catalogue?.variable(name)
    if (item?.value) chip(dom, "", "braces", item.value, `${item.label} : valeur calculée`)
    else if (item) chip(dom, "blanc", "braces", item.label, `${item.label} : à renseigner`)
    else if (!catalogue?.ready) chip(dom, "", "braces", name, "Valeur calculée")
    else chip(dom, "blanc", "exclamation-triangle-fill", `donnée inconnue : ${name}`, "Cette donnée n’existe plus dans la convention")
  },
  async edit(editor, _attrs, catalogue) {
    const item = await pick(editor, catalogue, {
      title: "Insérer une donnée de la convention",
      hint: "Chercher une donnée",
      empty: "Aucune donnée ne correspond.",
      search: (query) => catalogue.search("variables", query),
    })
    if (item) put(editor, "variable", { name: item.name })
    return item
  },
})

export const Reference = live({
  name: "reference",
  match: "data-ref",
  attributes: { key: ["data-ref", ""], kind: ["data-kind", "article"] },
  paint(dom, { key }, catalogue) {
    const item = catalogue?.reference(key)
    if (item) chip(dom, "renvoi", "link-45deg", item.label, `Renvoi : ${item.label}${item.title ? `, ${item.title}` : ""}`)
    else if (!catalogue?.ready) chip(dom, "renvoi", "link-45deg", "renvoi", "Renvoi")
    else chip(dom, "blanc", "exclamation-triangle-fill", "renvoi rompu", "Ce renvoi vise un passage supprimé")
  },
  async edit(editor, _attrs, catalogue) {
    const item = await pick(editor, catalogue, {
      title: "Insérer un renvoi",
      hint: "Chercher un article, une annexe, une fiche, un visa",
      empty: "Rien ne correspond dans cette convention.",
      search: (query) => catalogue.search("references", query),
    })
    if (item) put(editor, "reference", { key: item.key, kind: item.kind })
    return item
  },
})

export const Footnote = live({
  name: "footnote",
  match: "data-note",
  attributes: { text: ["data-note", ""] },
  paint(dom, { text }) {
    dom.className = "ed-note"
    dom.title = text
    dom.replaceChildren(icon("asterisk"), make("span", { className: "visually-hidden", textContent: ` note : ${text} ` }))
  },
  async edit(editor, { text = "" }) {
    const answer = await ask({
      title: "Note de bas de page",
      submit: "Enregistrer la note",
      remove: text ? "Supprimer la note" : "",
      fields: { text: { label: "Texte de la note", type: "textarea", value: text, help: "Son numéro est calculé à l’impression.", required: true } },
    })
    editor.commands.focus()
    if (answer?.removed) editor.commands.deleteSelection()
    else if (answer?.text) put(editor, "footnote", { text: answer.text })
  },
})
