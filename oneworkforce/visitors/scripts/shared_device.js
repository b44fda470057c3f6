// On a screen that many people share: asks, after some minutes without a touch, whether anybody is still there, and clears
// the screen where nobody says so. It can be put off as often as somebody likes.

import { forget } from './_device.js'

const QUIET = 4 * 60000
const ANSWER_WITHIN = 60000
const LAST_WORD = 20000
const HEARD = ['pointerdown', 'keydown', 'input', 'scroll', 'touchstart']
const shared = document.getElementById('shared-screen')
const dialog = document.getElementById('still-there')
const status = dialog.querySelector('[role="status"]')
let quiet
let timers = []

forget()
HEARD.forEach(kind => addEventListener(kind, () => dialog.open || wait(), { passive: true, capture: true }))
dialog.addEventListener('click', event => {
  if (event.target.value === 'clear') clear()
  else if (event.target.value === 'stay') dialog.close()
})
dialog.addEventListener('close', wait)
// Nothing of one person stays in the browser's memory of pages for the next to go back to.
addEventListener('pagehide', () => { document.body.hidden = true })
addEventListener('pageshow', event => {
  document.body.hidden = false
  if (event.persisted) location.reload()
})
wait()

function wait () {
  timers.forEach(clearTimeout)
  clearTimeout(quiet)
  status.textContent = ''
  quiet = setTimeout(ask, QUIET)
}

function ask () {
  dialog.showModal()
  timers = [
    setTimeout(() => { status.textContent = status.dataset.left }, ANSWER_WITHIN - LAST_WORD),
    setTimeout(clear, ANSWER_WITHIN)
  ]
}

function clear () {
  if (!shared.dataset.leave) return location.replace(shared.dataset.again)
  const form = document.createElement('form')
  form.method = 'post'
  form.action = shared.dataset.leave
  document.body.append(form)
  form.submit()
}
