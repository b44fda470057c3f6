// A button beside a link or a code that puts it on the clipboard. Hidden where the browser cannot.

export function offerCopying (element) {
  const button = element.querySelector('button')
  if (!navigator.clipboard) return
  button.hidden = false
  button.addEventListener('click', async () => {
    const text = element.querySelector('input')
    text.select()
    await navigator.clipboard.writeText(text.value)
    element.querySelector('[role="status"]').textContent = button.dataset.copied
  })
}
