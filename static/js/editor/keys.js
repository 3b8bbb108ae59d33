/* The editor by keyboard: menus opened by one character, the toolbar, the list of shortcuts. */

import { Extension, Plugin } from "django-prose-editor/editor"
import { tell } from "ctg/editor/dialogs"
import { linkDialog } from "ctg/editor/toolbar"

const OPENERS = { "{": "variable", "@": "reference" }
const BEFORE = /[\s’'(«[/]/ // what may stand before an opener; « nom@domaine » stays as it is typed

const SHORTCUTS = [
  ["Insérer", [
    ["{", "une donnée de la convention", "menus"],
    ["@", "un renvoi à un article, une annexe, une fiche, un visa", "menus"],
    ["Ctrl+Alt+N", "une note de bas de page"],
    ["Ctrl+K", "un lien", "block"],
    ["Entrée sur une pastille", "changer ce qu’elle dit"],
  ]],
  ["Mettre en forme", [
    ["Ctrl+B, Ctrl+I, Ctrl+U", "gras, italique, souligné"],
    ["Ctrl+Alt+3, 4, 5", "intertitre de premier, deuxième, troisième rang", "block"],
    ["Ctrl+Alt+0", "paragraphe", "block"],
    ["Ctrl+Maj+8, Ctrl+Maj+7", "liste à puces, liste numérotée", "block"],
    ["Tab, Maj+Tab", "descendre, remonter d’un niveau dans une liste ; cellule suivante, précédente", "block"],
    ["Maj+flèches", "choisir plusieurs cellules d’un tableau", "block"],
  ]],
  ["Se déplacer", [
    ["Alt+F10", "aller aux boutons ; Échap revient au texte"],
    ["Échap, puis Tab", "quitter le texte", "block"],
    ["Ctrl+Z, Ctrl+Y", "annuler, rétablir"],
    ["Ctrl+S", "enregistrer maintenant", "atelier"],
    ["Alt+Page précédente, suivante", "le bloc d’avant, le bloc d’après", "atelier"],
    ["F2 dans le plan", "renommer le bloc choisi", "atelier"],
    ["Ctrl+?", "cette liste"],
  ]],
]

/** The shortcuts that work in this editor. */
async function showShortcuts(editor, { inline, menus }) {
  const asked = { menus, block: !inline, atelier: editor.view.dom.closest("#bloc-form") }
  const useful = ([, , where]) => !where || asked[where]
  const groups = SHORTCUTS.map(([title, rows]) => [title, rows.filter(useful)]).filter(([, rows]) => rows.length)
  await tell({ title: "Raccourcis du clavier", groups })
  editor.commands.focus()
}

const OPENING = (editor, catalogue) =>
  new Plugin({
    props: {
      handleTextInput(view, from, _to, text) {
        const name = OPENERS[text]
        const { $from } = view.state.selection
        if (!name || !catalogue || (from > $from.start() && !BEFORE.test(view.state.doc.textBetween(from - 1, from, " ", "x")))) return false
        editor.storage[name].open(editor).then((chosen) => chosen || editor.chain().focus().insertContent(text).run())
        return true
      },
    },
  })

/** From a line to the text below it, in the same form. */
function goToText(editor) {
  const texts = editor.view.dom.closest("form")?.querySelectorAll(".ed--bloc .ProseMirror[contenteditable=true]") ?? []
  const below = [...texts].find((text) => editor.view.dom.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)
  below?.focus()
  return true
}

const save = () => {
  document.activeElement?.closest("form")?.requestSubmit()
  return true
}

/** Alt+F10 goes to the toolbar, Ctrl+K edits a link; on one line, Enter does not break: it goes to the text. */
export const Keys = Extension.create({
  name: "keys",
  priority: 50,
  addOptions: () => ({ inline: false, catalogue: null }),
  addStorage: () => ({ bar: null }),
  addCommands() {
    const { inline, catalogue } = this.options
    return {
      showShortcuts:
        () =>
        ({ editor }) => {
          showShortcuts(editor, { inline, menus: catalogue })
          return true
        },
    }
  },
  addKeyboardShortcuts() {
    const stay = () => true
    const help = () => this.editor.commands.showShortcuts()
    const common = {
      "Alt-F10": () => {
        this.storage.bar?.querySelector("[tabindex='0']")?.focus()
        return true
      },
      "Mod-Alt-n": () => this.editor.commands.footnoteDialog(),
      "Mod-s": () => (this.editor.view.dom.closest("#bloc-form") ? save() : false),
      "Mod-/": help,
      "Mod-Shift-/": help,
      "Mod-?": help,
      "Mod-Shift-?": help,
    }
    if (this.options.inline) return { ...common, Enter: () => goToText(this.editor), "Shift-Enter": stay, "Mod-Enter": stay }
    const toLink = ({ editor }) => {
      linkDialog(editor)
      return true
    }
    return { ...common, "Mod-k": toLink }
  },
  addProseMirrorPlugins() {
    return [OPENING(this.editor, this.options.catalogue)]
  },
})
