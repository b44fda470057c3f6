// Shows a comment written elsewhere beside the one in the box; nothing is lost until its writer has chosen.

export function offerTexts (comment, theirs, decided) {
  comment.parentElement.querySelector('.two-texts')?.remove()
  const offer = document.getElementById('two-texts').content.firstElementChild.cloneNode(true)
  offer.querySelector('.two-texts__other').textContent = theirs
  offer.addEventListener('click', event => {
    const both = comment.value ? `${comment.value}\n\n${theirs}` : theirs
    const text = { mine: comment.value, other: theirs, both: both.slice(0, comment.maxLength) }[event.target.value]
    if (text === undefined) return
    offer.remove()
    decided(text)
    comment.focus()
  })
  comment.after(offer)
}
