// On a narrow screen the way round folds away behind a button. Without this script it is simply there.

export function foldMenu (header) {
  const button = header.querySelector('.site-header__menu')
  if (!button || !header.querySelector('.site-nav, .site-account')) return
  const show = open => {
    button.setAttribute('aria-expanded', String(open))
    header.classList.toggle('site-header--folded', !open)
  }
  button.hidden = false
  header.classList.add('site-header--foldable')
  button.addEventListener('click', () => show(button.getAttribute('aria-expanded') !== 'true'))
  show(false)
}
