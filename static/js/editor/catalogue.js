/* What a text may quote: the convention's values and its blocks, as the server computes them now. */

const plain = (text) =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[’'\-\s]+/g, " ")
    .toLowerCase()
    .trim()

class Catalogue extends EventTarget {
  constructor(url) {
    super()
    this.url = url
    this.variables = new Map()
    this.references = new Map()
    this.ready = false
    this.pending = null
  }

  /** Read again what the server computes; every chip listens to « change ». */
  load() {
    if (!this.url) return Promise.resolve(this)
    this.pending ??= this.read().finally(() => {
      this.pending = null
    })
    return this.pending
  }

  async read() {
    const response = await fetch(this.url, { headers: { Accept: "application/json" } })
    if (!response.ok) throw new Error(`${this.url}: ${response.status}`)
    const { variables, references } = await response.json()
    this.variables = new Map(variables.map((item) => [item.name, item]))
    this.references = new Map(references.map((item) => [item.key, item]))
    this.ready = true
    this.dispatchEvent(new Event("change"))
    return this
  }

  /** What a variable says now: « Partie:c1 » begins a sentence, « PARTIE:c1 » shouts. Undefined when unknown. */
  variable(name) {
    const exact = this.variables.get(name)
    const [word, ...rest] = name.split(":")
    const item = exact ?? this.variables.get([word.toLowerCase(), ...rest].join(":"))
    if (!item || exact || !item.value) return item
    const upper = word === word.toUpperCase()
    return { ...item, value: upper ? item.value.toUpperCase() : item.value[0].toUpperCase() + item.value.slice(1) }
  }

  /** What a reference says now: « article 3 », or « 3 » when its key ends with « .n ». Undefined when broken. */
  reference(key) {
    const item = this.references.get(key.replace(/\.n$/, ""))
    return item && key.endsWith(".n") ? { ...item, label: item.number } : item
  }

  /** Items whose label, value or group hold every word of the query, accents and hyphens aside. */
  search(kind, query) {
    const words = plain(query).split(" ").filter(Boolean)
    return [...this[kind].values()].filter((item) => {
      const text = plain(`${item.group} ${item.label} ${item.value ?? item.title ?? ""}`)
      return words.every((word) => text.includes(word))
    })
  }
}

const catalogues = new Map()

/** One catalogue for all the editors of a page that quote the same convention. */
export function catalogueAt(url) {
  if (!catalogues.has(url)) {
    const catalogue = new Catalogue(url)
    catalogues.set(url, catalogue)
    catalogue.load().catch((error) => console.warn(error))
  }
  return catalogues.get(url)
}

/** Read again what every editor of the page may quote: its chips follow. */
export function refreshCatalogues() {
  for (const catalogue of catalogues.values()) catalogue.load().catch((error) => console.warn(error))
}
