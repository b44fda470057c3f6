// Looks again every few seconds how far a wave's letters are, and puts the new numbers in the place of the old ones.

const EVERY = 4000
const place = document.querySelector('[data-module="sending"]')

setTimeout(look, EVERY)

async function look () {
  if (!document.hidden) {
    try {
      const fresh = await now()
      if (!fresh) return
      update(fresh)
      if (!('goingOut' in fresh.dataset)) return finish()
    } catch {
      // The network is away for a moment; the next look may find it.
    }
  }
  setTimeout(look, EVERY)
}

async function now () {
  const answer = await fetch(location.href, { redirect: 'error' })
  if (!answer.ok) return null
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  return page.querySelector('[data-module="sending"]')
}

// Only what differs is replaced, so that a screen reader hears the state when it changes, and the table keeps its focus.
function update (fresh) {
  const state = place.querySelector('[role="status"]')
  const freshState = fresh.querySelector('[role="status"]')
  if (state.textContent !== freshState.textContent) state.replaceChildren(...freshState.childNodes)
  const cells = place.querySelectorAll('td, tbody th')
  const freshCells = fresh.querySelectorAll('td, tbody th')
  if (cells.length !== freshCells.length) return
  cells.forEach((cell, index) => {
    if (cell.textContent !== freshCells[index].textContent) cell.textContent = freshCells[index].textContent
  })
}

// The page's buttons are others now; somebody who is about to press one is not interrupted.
function finish () {
  if (document.activeElement === document.body) location.reload()
}
