/* Comfort of the guided set-up: it works without. Ticking many communes, filtering them, saying the last day. */

const folded = (text) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, " ")
    .replace(/\bst(e?)\b/g, "saint$1")

/** A group of communes: « Toutes » and « Aucune » on the spot, a count, a filter by name. */
function group(section) {
  const boxes = () => [...section.querySelectorAll("[name=p-avec]")]
  const count = () => {
    section.querySelector("[data-count]").textContent = boxes().filter((box) => box.checked).length
  }
  section.addEventListener("click", (event) => {
    const button = event.target.closest("[data-tick]")
    if (!button) return
    event.preventDefault()
    for (const box of boxes()) if (!box.closest("li").hidden) box.checked = button.dataset.tick === "all"
    count()
  })
  section.addEventListener("change", count)
  count()
  const sieve = section.querySelector("[data-sieve]")
  if (!sieve) return
  sieve.hidden = false
  const input = sieve.querySelector("input")
  const rows = [...section.querySelectorAll("li")].map((row) => [row, folded(row.querySelector(".nom-p").textContent)])
  const filter = () => {
    const words = folded(input.value).trim().split(" ")
    for (const [row, name] of rows) row.hidden = !words.every((word) => ` ${name}`.includes(` ${word}`))
  }
  input.addEventListener("input", filter)
  input.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault())
}

/** « Vide : 31 décembre 2031, d’après la durée », as the server computes it. */
function lastDay(said) {
  const usual = said.textContent
  const field = (name) => document.querySelector(`[name=t-${name}]`)
  const tell = () => {
    const [year, month, day] = field("starts_on").value.split("-").map(Number)
    const years = Number(field("years").value)
    if (!year || !years || field("ends_on").value) {
      said.textContent = usual
      return
    }
    const last = new Date(Date.UTC(year + years, month - 1, day - 1))
    const shown = last.toLocaleDateString("fr-FR", { dateStyle: "long", timeZone: "UTC" }).replace(/^1 /, "1er ")
    said.textContent = `Vide : ${shown}, d’après la durée.`
  }
  for (const name of ["starts_on", "years", "ends_on"]) field(name).addEventListener("input", tell)
  tell()
}

for (const section of document.querySelectorAll("[data-group]")) group(section)
for (const said of document.querySelectorAll("#id_t-ends_on_helptext")) lastDay(said)

/* Of the variants of a clause, ticking one unticks the other. */
document.addEventListener("change", (event) => {
  const { family } = event.target.dataset
  if (!family || !event.target.checked) return
  for (const box of document.querySelectorAll(`[data-family="${CSS.escape(family)}"]`)) {
    if (box !== event.target) box.checked = false
  }
})
