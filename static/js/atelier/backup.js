/* What is typed and not stored yet, kept on this device: by account, convention and block, with the state it was typed from.
   It stays until the server has it, or until its author sets it aside; after a month it is forgotten. */

const PREFIX = "ctg:texte:"
const MONTH = 30 * 24 * 3600 * 1000

const keyOf = ({ account, reference, address }) => `${PREFIX}${account}:${reference}:${address}`

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key))
  } catch {
    return null
  }
}

/** Keep what a block holds; false when this device has no room for it. */
export function keep(block) {
  const { base, url } = block
  const entry = { base, url, address: block.address, words: block.words(), at: Date.now() }
  try {
    localStorage.setItem(keyOf(block), JSON.stringify(entry))
    return true
  } catch {
    return false
  }
}

export function drop(place) {
  try {
    localStorage.removeItem(keyOf(place))
  } catch {
    /* a browser that keeps nothing has nothing to drop */
  }
}

export const find = (place) => read(keyOf(place))

/** What this account left unsaved in this convention: [{address, words, base, url, at}]. */
export function left({ account, reference }) {
  const start = `${PREFIX}${account}:${reference}:`
  return keys(start).map(read).filter(Boolean)
}

function keys(start) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(start))
  } catch {
    return []
  }
}

/** Drop what is older than a month, whoever wrote it. */
export function forget() {
  for (const key of keys(PREFIX)) {
    const entry = read(key)
    if (!entry || Date.now() - entry.at > MONTH) localStorage.removeItem(key)
  }
}

/** « 12 mars à 14:02 » */
export function moment(at) {
  const day = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long" }).format(at)
  return `${day} à ${new Intl.DateTimeFormat("fr-FR", { hour: "2-digit", minute: "2-digit" }).format(at)}`
}
