/* After a return to an earlier state the block and the panel are read again: what was done is said once they are there.

   Listens to ctg:restored {message} (sent by the server), then to ctg:bloc. */

const LONGEST = 5000 // ms before one stops waiting for the block

let message = ""

function say() {
  const line = document.getElementById("etat-enregistrement")
  if (!line || !message) return
  line.textContent = message
  message = ""
}

export function start() {
  document.body.addEventListener("ctg:restored", ({ detail }) => {
    message = detail.message
    setTimeout(say, LONGEST)
  })
  // after those who clear the line for the block that arrives
  document.body.addEventListener("ctg:bloc", () => setTimeout(say))
}
