// The one line in which a page says whether all is saved. It speaks when that changes, and not with every answer.

const LONG_ENOUGH = 10000 // to read that all is saved; then it is out of the way

export class Line {
  constructor (part) {
    this.part = part
    this.words = part.dataset
    this.line = part.querySelector('.device__line')
    this.lost = false
  }

  offline (lasting) {
    this.say(lasting ? this.words.offline : this.words.offlineHere)
    this.lost = true
  }

  // The connection is back; `all`: and nothing waits for anybody's decision.
  back (all) {
    if (this.lost) this.say(all ? this.words.allSaved : '')
    if (all) this.lost = false
    if (this.line.textContent) this.quiet = setTimeout(() => this.say(''), LONG_ENOUGH)
  }

  say (text) {
    clearTimeout(this.quiet)
    if (this.line.textContent !== text) this.line.textContent = text
  }

  // What was written here and can be saved no more is shown, so that it can be copied.
  showUnsaved (texts) {
    if (!texts.length) return
    this.part.append(document.getElementById('not-saved').content.cloneNode(true))
    this.part.querySelector('textarea').value = texts.join('\n\n')
  }
}
