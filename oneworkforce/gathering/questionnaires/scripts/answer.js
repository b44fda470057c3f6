// Saves each answer as it is given. Without this, “Save and continue” saves the page.

import { Saver } from './_saver.js'

const form = document.querySelector('form[data-save]')
if (form) start(form)

function start (form) {
  const words = form.dataset
  const saver = new Saver(words.save, form.elements.draft.value, { saved, waiting, stopped })
  const shown = form.elements.shown
  const names = [...form.querySelectorAll('fieldset.scale')].map(fieldset => fieldset.id)
  const comment = form.elements.comment
  let typing

  form.addEventListener('change', event => {
    if (event.target.type !== 'radio') return
    say(event.target.name, words.saving, true)
    saver.save(event.target.name, event.target.value)
  })
  comment.addEventListener('input', () => {
    clearTimeout(typing)
    say('comment', '')
    typing = setTimeout(saveComment, 1500)
  })
  comment.addEventListener('blur', saveComment)
  document.addEventListener('visibilitychange', () => document.hidden && saveComment())

  // A save still on its way could arrive after the form, and undo it: the form waits for it, though never for long.
  form.addEventListener('submit', event => {
    clearTimeout(typing)
    if (!saver.busy) return
    event.preventDefault()
    const button = event.submitter
    saver.settled(3000).then(() => form.requestSubmit(button))
  })

  function saveComment () {
    clearTimeout(typing)
    if (comment.value !== comment.dataset.kept && comment.value.length <= comment.maxLength) {
      comment.dataset.kept = comment.value
      saver.save('comment', comment.value, { theme: comment.dataset.theme })
    }
  }

  function saved (name, value, answer) {
    if (name !== 'comment' || comment.value === value) say(name, words.saved)
    // What the page shows is now what is kept: the form will send only what differs from it.
    if (name === 'comment') form.elements.comment_shown.value = answer.comment_shown
    else shown.value = replaced(shown.value, names.indexOf(name), value)
  }

  function waiting (name) {
    say(name, words.waiting, true)
  }

  function stopped (name, why) {
    say(name, words.stopped, true)
    const notice = document.getElementById('stopped')
    notice.textContent = why
    notice.hidden = false
    notice.scrollIntoView({ block: 'center' })
  }

  function say (name, text, unfinished = false) {
    const part = name === 'comment' ? comment.closest('.question') : document.getElementById(name)
    const status = part.querySelector('.scale__status')
    status.textContent = text
    status.classList.toggle('scale__status--waiting', unfinished)
  }

  // A page kept by the browser for its back button may be older than what was saved since.
  addEventListener('pageshow', event => event.persisted && location.reload())
  comment.dataset.kept = comment.value
}

function replaced (text, position, letter) {
  return text.slice(0, position) + letter + text.slice(position + 1)
}
