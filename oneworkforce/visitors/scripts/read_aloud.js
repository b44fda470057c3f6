// Reads a page or a question aloud, with a voice that the device itself has: nothing that is read leaves the device.
// Without such a voice in the page's language there is no button.

const PARTS = 'h1, h2, p, li, label, summary, dt, dd'
const speech = window.speechSynthesis
const buttons = [...document.querySelectorAll('[data-read-aloud]')]
let reading = null // the button that was pressed last, while it reads

if (speech && buttons.length) start()

function start () {
  buttons.forEach(button => {
    button.querySelector('span:last-child').dataset.read = button.textContent.trim()
    button.addEventListener('click', () => reading === button ? stop() : read(button))
  })
  offer()
  // Many browsers know their voices only a moment later.
  if ('onvoiceschanged' in speech) speech.addEventListener('voiceschanged', offer)
  document.addEventListener('keydown', event => event.key === 'Escape' && stop())
  addEventListener('pagehide', stop)
}

function offer () {
  const missing = !voice()
  buttons.forEach(button => {
    button.hidden = missing
    if (button.parentElement.matches('.young-aloud')) button.parentElement.hidden = missing
  })
}

function voice () {
  const wanted = document.documentElement.lang.toLowerCase()
  const own = speech.getVoices().filter(one => one.localService)
  const tag = one => one.lang.toLowerCase().replace('_', '-')
  return own.find(one => tag(one) === wanted) || own.find(one => tag(one).split('-')[0] === wanted.split('-')[0])
}

function read (button) {
  stop()
  const parts = sentences(document.querySelector(button.dataset.readAloud))
  if (!parts.length) return
  reading = button
  say(button, button.dataset.stop)
  parts.forEach((part, place) => {
    const words = new SpeechSynthesisUtterance(part.innerText.trim())
    words.voice = voice()
    words.lang = document.documentElement.lang
    words.rate = 0.9
    words.onstart = () => part.classList.add('is-read')
    words.onend = words.onerror = () => {
      part.classList.remove('is-read')
      if (place === parts.length - 1 && reading === button) stop()
    }
    speech.speak(words)
  })
}

function stop () {
  if (!reading) return
  const button = reading
  reading = null
  speech.cancel()
  document.querySelectorAll('.is-read').forEach(part => part.classList.remove('is-read'))
  say(button, button.querySelector('[data-read]').dataset.read)
}

function say (button, words) {
  button.querySelector('[data-read]').textContent = words
}

// What is shown, each sentence once: nothing folded away, nothing that only screen readers are told.
function sentences (place) {
  return [...place.querySelectorAll(PARTS)].filter(part =>
    part.innerText.trim() && part.getClientRects().length && !part.parentElement.closest(PARTS) &&
    !part.closest('[aria-hidden="true"], .govuk-visually-hidden, .answer-code') && !part.matches('[role=status]'))
}
