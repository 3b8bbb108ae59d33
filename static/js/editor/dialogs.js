/* Modal dialogs of the editor: choose in a searched list, or fill a small form. Both answer null when closed. */

let count = 0

export const make = (tag, attributes = {}, children = []) => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name in element && !name.startsWith("aria-")) element[name] = value
    else element.setAttribute(name, value)
  }
  element.append(...children)
  return element
}

export const icon = (name) => make("i", { className: `bi bi-${name}`, "aria-hidden": "true" })

function modal(title, content) {
  const id = `editor-dialog-${++count}`
  const close = make("button", { type: "button", className: "ed-dialogue__fermer", "aria-label": "Fermer" }, [icon("x-lg")])
  const dialog = make("dialog", { className: "ed-dialogue", "aria-labelledby": id }, [
    make("header", {}, [make("h2", { id, textContent: title }), close]),
    ...content,
  ])
  close.addEventListener("click", () => dialog.close())
  // Events stay inside: the page's own form must not see the dialog's Enter and inputs.
  for (const name of ["keydown", "input", "change", "submit"]) dialog.addEventListener(name, (event) => event.stopPropagation())
  document.body.append(dialog)
  return dialog
}

const show = (dialog, answer) =>
  new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(answer())
    })
    dialog.showModal()
  })

function optionsOf(items, prefix) {
  const groups = new Map()
  items.forEach((item, index) => {
    const detail = item.value ? item.label : item.title
    const option = make("li", { id: `${prefix}-${index}`, role: "option", "aria-selected": "false" }, [
      make("span", { className: "ed-choix__valeur", textContent: item.value || item.label }),
      make("span", { className: "ed-choix__detail", textContent: detail || "" }),
    ])
    option.item = item
    groups.set(item.group, [...(groups.get(item.group) || []), option])
  })
  return [...groups].map(([name, options], index) => {
    const id = `${prefix}-g${index}`
    return make("li", { role: "group", "aria-labelledby": id }, [
      make("div", { id, className: "ed-choix__groupe", textContent: name }),
      make("ul", { role: "presentation" }, options),
    ])
  })
}

/**
 * Choose one item in a list searched while typing: arrows move, Enter takes, Escape leaves.
 * `search(query)` gives items { label, group, value | title }.
 */
export function choose({ title, hint, search, empty }) {
  const prefix = `editor-choice-${++count}`
  const list = make("ul", { id: prefix, role: "listbox", className: "ed-choix", "aria-label": title })
  const status = make("p", { className: "ed-dialogue__etat", role: "status" })
  const input = make("input", {
    id: `${prefix}-q`, type: "search", autocomplete: "off", role: "combobox", autofocus: true,
    "aria-expanded": "true", "aria-controls": prefix, "aria-autocomplete": "list",
  })
  const label = make("label", { htmlFor: `${prefix}-q`, textContent: hint })
  const dialog = modal(title, [make("div", { className: "ed-dialogue__cherche" }, [label, input]), list, status])
  let chosen = null

  const options = () => [...list.querySelectorAll("[role=option]")]
  const current = () => list.querySelector("[aria-selected=true]")
  const point = (option) => {
    current()?.setAttribute("aria-selected", "false")
    option?.setAttribute("aria-selected", "true")
    option?.scrollIntoView({ block: "nearest" })
    if (option) input.setAttribute("aria-activedescendant", option.id)
    else input.removeAttribute("aria-activedescendant")
  }
  const take = (option) => {
    if (!option) return
    chosen = option.item
    dialog.close()
  }
  const fill = () => {
    list.replaceChildren(...optionsOf(search(input.value), prefix))
    const found = options().length
    status.textContent = found ? `${found} ${found > 1 ? "choix" : "choix possible"}` : empty
    list.hidden = !found
    point(options()[0])
  }
  input.addEventListener("input", fill)
  input.addEventListener("keydown", (event) => {
    const all = options()
    const at = all.indexOf(current())
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8 }[event.key]
    if (to !== undefined) point(all[Math.max(0, Math.min(all.length - 1, to))])
    else if (event.key === "Enter") take(current())
    else return
    event.preventDefault()
  })
  list.addEventListener("click", (event) => take(event.target.closest("[role=option]")))
  fill()
  return show(dialog, () => chosen)
}

function fieldOf(name, { label, help, type = "text", value = "", ...rest }, prefix) {
  const id = `${prefix}-${name}`
  const tag = type === "textarea" ? "textarea" : "input"
  const input = make(tag, { id, name, ...rest })
  if (type === "checkbox") Object.assign(input, { type, checked: Boolean(value) })
  else if (type === "textarea") Object.assign(input, { rows: 5, value })
  else Object.assign(input, { type, value })
  const children = [make("label", { htmlFor: id, textContent: label }), input]
  if (help) {
    input.setAttribute("aria-describedby", `${id}-aide`)
    children.push(make("p", { id: `${id}-aide`, className: "ed-aide", textContent: help }))
  }
  return make("div", { className: `ed-champ ed-champ--${type}` }, children)
}

/** Fill a small form: `fields` is { name: { label, type, value, help } }; answers { name: value } or null. */
export function ask({ title, fields, submit, remove }) {
  const prefix = `editor-ask-${++count}`
  const buttons = [make("button", { type: "submit", className: "ed-bouton ed-bouton--fait", value: "ok", textContent: submit })]
  if (remove) buttons.push(make("button", { type: "button", className: "ed-bouton", textContent: remove }))
  const form = make("form", { method: "dialog" }, [
    ...Object.entries(fields).map(([name, field]) => fieldOf(name, field, prefix)),
    make("div", { className: "ed-dialogue__boutons" }, buttons),
  ])
  const dialog = modal(title, [form])
  let answer = null
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    answer = {}
    for (const name of Object.keys(fields)) {
      const input = form.elements[name]
      answer[name] = input.type === "checkbox" ? input.checked : input.value.trim()
    }
    dialog.close()
  })
  buttons[1]?.addEventListener("click", () => {
    answer = { removed: true }
    dialog.close()
  })
  form.elements[Object.keys(fields)[0]].autofocus = true
  return show(dialog, () => answer)
}

/** Show a list: `groups` is [[title, [[key, meaning], …]], …]. */
export function tell({ title, groups }) {
  const content = groups.map(([name, rows]) =>
    make("section", {}, [
      make("h3", { textContent: name }),
      make("dl", {}, rows.map(([key, meaning]) => make("div", {}, [make("dt", {}, [make("kbd", { textContent: key })]), make("dd", { textContent: meaning })]))),
    ]),
  )
  const body = make("div", { className: "ed-dialogue__liste", tabIndex: 0, role: "group", "aria-label": title }, content)
  return show(modal(title, [body]), () => null)
}
