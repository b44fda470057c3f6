// Saves each answer as it is given, and goes on without a connection. Without this, “Save and continue” saves the page.

import { hasPages } from './_keep_pages.js'
import { begin, isKept } from './_page.js'
import { offerTexts } from './_two_texts.js'

const PATIENCE = 8000
const ABOUT = ['sector', 'locality', 'workforce'] // in this order in one text: health/north/core
const form = document.querySelector('form[data-save]')
const part = document.getElementById('device')
if (form && part) start()

function start () {
  const status = { ...form.dataset }
  const comment = form.elements.comment
  const aboutOne = ABOUT.some(name => form.elements[name])
  const questions = [...new Set([...form.querySelectorAll('input[type=radio][name^=q]')].map(input => input.name))]
  const named = questions.concat(comment ? [commentName()] : [], aboutOne ? ['about'] : [])
  const { device, saver, line, words } = begin(part, { saved, waiting, newer, differs, stopped, over })
  let typing
  let going = false

  look()
  show()
  if (saver.next().size) {
    line.lost = true // from before: then it says when that is saved
    saver.send()
  }

  form.addEventListener('change', event => {
    const name = event.target.name
    if (questions.includes(name) && event.target.type === 'radio') act(name, event.target.value)
    else if (ABOUT.includes(name)) act('about', about())
  })
  comment?.addEventListener('input', () => {
    clearTimeout(typing)
    say(commentName(), '')
    typing = setTimeout(saveComment, 1500)
  })
  comment?.addEventListener('blur', saveComment)
  document.addEventListener('visibilitychange', () => document.hidden && saveComment())
  addEventListener('storage', event => event.key === device.key && show())

  form.addEventListener('submit', async event => {
    if (going || saver.over) return
    event.preventDefault()
    const button = event.submitter
    saveComment()
    if (comment && comment.value.length > comment.maxLength) return goNatively(button)
    const well = await Promise.race([saver.send(), after(PATIENCE)])
    if (saver.over) return goNatively(button)
    const undecided = form.querySelector('.two-texts button')
    if (undecided) return undecided.focus()
    // A press on another button than the main one saves, and then asks the service for what only that has.
    if (button?.name === 'then' && button.value !== 'come-back') return well ? goNatively(button) : line.say(words.stay)
    if (button?.name === 'then' && !well) return line.say(device.lasting ? words.noCode : words.stay)
    if (!hasPages(device)) return well ? goNatively(button) : line.say(words.stay)
    location.assign(button?.name === 'then' ? '/answer/come-back/' : next())
  })

  // What the server put on the page is what it has, but for a page that the device kept.
  function look () {
    if (isKept()) {
      const progress = document.querySelector('.answer-progress')
      if (progress) progress.textContent = progress.textContent.split('·')[0]
      return
    }
    const marks = words.marks.split(' ').filter(Boolean).map(one => one.split(':'))
    device.change(state => marks.forEach(([name, mark]) => {
      const full = name === 'comment' ? commentName() : name
      if (named.includes(full)) state.known[full] = [shownFirst(full), mark]
    }))
  }

  // Lays what this device knows better over what the page shows.
  function show () {
    const { known, waiting } = device.read()
    named.forEach(name => {
      const value = waiting[name]?.value ?? known[name]?.[0]
      if (value === undefined || value === shown(name) || (name === commentName() && typing)) return
      put(name, value)
      if (waiting[name] && !waiting[name].other) say(name, device.lasting ? words.onDevice : status.waiting, true)
    })
    const other = comment && waiting[commentName()]?.other
    if (other) differs(commentName(), comment.value, other[0])
  }

  function act (name, value) {
    say(name, status.saving, true)
    saver.act(name, value)
  }

  function saveComment () {
    clearTimeout(typing)
    typing = undefined
    if (!comment || saver.over || comment.value.length > comment.maxLength) return
    const { known, waiting } = device.read()
    const before = waiting[commentName()]?.value ?? known[commentName()]?.[0] ?? comment.defaultValue
    if (tidy(comment.value) !== tidy(before)) act(commentName(), tidy(comment.value))
  }

  function saved (names, answer) {
    names.forEach(name => {
      if (!named.includes(name)) return
      // Many at once, when the connection is back, are said in one line.
      if (name !== commentName() || tidy(comment.value) === device.read().known[name]?.[0]) say(name, line.lost ? '' : status.saved)
      serverHas(name, device.read().known[name]?.[0], answer)
    })
  }

  function waiting (names) {
    names.forEach(name => named.includes(name) && say(name, device.lasting ? words.onDevice : status.waiting, true))
  }

  function newer (name, value) {
    if (!named.includes(name)) return line.say(words.newer)
    put(name, value)
    say(name, words.newer, true)
    serverHas(name, value)
  }

  function differs (name, _mine, theirs) {
    if (name !== commentName()) return line.say(words.newer)
    say(name, '')
    offerTexts(comment, theirs, value => {
      comment.value = value
      saver.decide(name, tidy(value))
    })
  }

  function stopped (names, why) {
    names.forEach(name => named.includes(name) && say(name, status.stopped, true))
    notice(why)
  }

  function over (why) {
    named.forEach(name => device.read().waiting[name] && say(name, status.stopped, true))
    notice(why)
  }

  function notice (why) {
    const found = document.getElementById('stopped')
    if (!found) return line.say(why)
    found.textContent = why
    found.hidden = false
    found.scrollIntoView({ block: 'center' })
  }

  // The form, if it is sent, then sends only what differs from what the server has.
  function serverHas (name, value, answer = {}) {
    const shown = form.elements.shown
    if (questions.includes(name) && shown) shown.value = replaced(shown.value, questions.indexOf(name), value)
    if (name === commentName() && answer.comment_shown) form.elements.comment_shown.value = answer.comment_shown
  }

  function goNatively (button) {
    going = true
    // Not within the event of the press: a form that is being sent takes no other.
    setTimeout(() => form.requestSubmit(button))
  }

  function next () {
    return new URLSearchParams(location.search).get('from') === 'check' ? words.check : words.next
  }

  function commentName () {
    return comment ? `comment:${comment.dataset.theme}` : ''
  }

  function about () {
    return ABOUT.map(name => form.elements[name]?.value ?? '').join('/')
  }

  function shown (name) {
    if (name === 'about') return about()
    return questions.includes(name) ? form.elements[name].value || '.' : tidy(comment.value)
  }

  function shownFirst (name) {
    if (name === commentName() && comment) return tidy(comment.defaultValue)
    if (name !== 'about') return form.querySelector(`input[name=${name}][checked]`)?.value ?? '.'
    return ABOUT
      .map(one => form.querySelector(`[name=${one}][checked], [name=${one}] [selected]`)?.value ?? '')
      .join('/')
  }

  function put (name, value) {
    if (name === commentName()) comment.value = value
    else if (name === 'about') value.split('/').forEach((one, which) => choose(ABOUT[which], one))
    else choose(name, value)
  }

  function choose (name, value) {
    const field = form.elements[name]
    if (!field) return
    if (field.options) field.value = value
    else field.forEach(input => { input.checked = input.value === value && (value !== '' || input.checked) })
  }

  function say (name, text, unfinished = false) {
    const input = name === commentName() ? comment : form.elements[name]?.[0] ?? null
    const found = input?.closest('.question, fieldset')?.querySelector('.scale__status, [role="status"]')
    if (!found) return
    found.textContent = text
    found.classList.toggle('scale__status--waiting', unfinished)
  }
}

function tidy (text) {
  return text.replace(/\r\n?/g, '\n').trim()
}

function after (milliseconds) {
  return new Promise(resolve => setTimeout(resolve, milliseconds, false))
}

function replaced (text, position, letter) {
  return text.slice(0, position) + letter + text.slice(position + 1)
}
