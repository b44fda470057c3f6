// The one line in which a page says whether all is saved. It speaks when that changes, and not with every answer.

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

  back () {
    if (this.lost) this.say(this.words.allSaved)
    this.lost = false
  }

  say (text) {
    if (this.line.textContent !== text) this.line.textContent = text
  }

  // What was written here and can be saved no more is shown, so that it can be copied.
  showUnsaved (texts) {
    if (!texts.length) return
    this.part.append(document.getElementById('not-saved').content.cloneNode(true))
    this.part.querySelector('textarea').value = texts.join('\n\n')
  }
}
