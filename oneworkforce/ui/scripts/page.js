// On every page. Everything works without it; with it, errors get the focus, menus fold, and links can be copied with one press.

import { focusErrorSummary } from './_error_summary.js'
import { foldMenu } from './_menu.js'
import { offerCopying } from './_copyable.js'

focusErrorSummary()
document.querySelectorAll('[data-module="menu"]').forEach(foldMenu)
document.querySelectorAll('[data-module="copyable"]').forEach(offerCopying)

// This page may have come as the answer to a form: so that “reload” and “back” ask for it anew, and send nothing again.
const { place } = document.documentElement.dataset
if (place) history.replaceState(history.state, '', place + location.hash)
