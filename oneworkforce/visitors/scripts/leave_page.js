// “Leave this page” puts a neutral page in the place of this one, so that the back button does not lead here again.

document.querySelectorAll('a[data-exit]').forEach(link => link.addEventListener('click', event => {
  event.preventDefault()
  location.replace(link.href)
}))
