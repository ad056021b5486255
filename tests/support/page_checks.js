// What a page must hold beside what axe knows. Each check returns sentences, none when all is well.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)]
  const name = (one) => {
    const text = (one.getAttribute('aria-label') || one.textContent || one.name || '').trim()
    const classes = typeof one.className === 'string' && one.className ? '.' + one.className.trim().split(/\s+/).join('.') : ''
    return `${one.localName}${one.id ? '#' + one.id : ''}${classes} “${text.replace(/\s+/g, ' ').slice(0, 40)}”`
  }
  const shown = (one) => one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && one.getClientRects().length > 0

  const structure = () => {
    const said = []
    const html = document.documentElement
    if (!/^(zh-Hans|zh-Hant|en)$/.test(html.lang)) said.push(`lang is “${html.lang}”`)
    if (!document.title.trim()) said.push('no title')
    if (all('main').length !== 1) said.push(`${all('main').length} main elements`)
    if (all('h1').filter(shown).length !== 1) said.push(`${all('h1').filter(shown).length} h1`)
    let last = 0
    for (const one of all('h1,h2,h3,h4,h5,h6').filter(shown)) {
      const level = Number(one.localName[1])
      if (last && level > last + 1) said.push(`${name(one)} follows an h${last}`)
      last = level
    }
    for (const one of all('img')) {
      if (!one.hasAttribute('alt')) said.push(`${name(one)} has no alt`)
      if (!one.getAttribute('width') || !one.getAttribute('height')) said.push(`img ${one.getAttribute('src')} has no size`)
    }
    const ids = all('[id]').map((one) => one.id)
    for (const id of new Set(ids.filter((one, at) => ids.indexOf(one) !== at))) said.push(`two elements have the id ${id}`)
    for (const attribute of ['aria-describedby', 'aria-labelledby', 'aria-controls', 'aria-errormessage', 'for', 'form']) {
      for (const one of all(`[${attribute}]`)) {
        for (const id of one.getAttribute(attribute).split(/\s+/).filter(Boolean)) {
          if (!document.getElementById(id)) said.push(`${name(one)}: ${attribute} names ${id}, which is not there`)
        }
      }
    }
    for (const one of all('a[href^="#"]')) {
      const id = decodeURIComponent(one.hash.slice(1))
      if (id && !document.getElementById(id)) said.push(`${name(one)} leads to #${id}, which is not there`)
    }
    return said
  }

  const errors = () => {
    const said = []
    const wrong = all('main [aria-invalid=true]').filter(shown)
    if (wrong.length && !all('main [role=alert], main [aria-live]').some(shown)) said.push('errors, and nothing announces them')
    for (const one of wrong) {
      const about = (one.getAttribute('aria-describedby') || one.closest('fieldset')?.getAttribute('aria-describedby') || '').split(/\s+/)
      const told = about.map((id) => document.getElementById(id)).filter(Boolean)
      if (!told.some((each) => each.matches('.error') && each.textContent.trim())) said.push(`${name(one)} is invalid and does not say why`)
    }
    return said
  }

  const TARGETS = 'a[href],button,input:not([type=hidden]),select,textarea,summary,[role=button],[contenteditable=true]'
  const area = (one) => {
    const label = one.labels && ['checkbox', 'radio'].includes(one.type) ? [...one.labels].find(shown) : null
    const box = (label || one).getBoundingClientRect()
    return { left: box.left, top: box.top, right: box.right, bottom: box.bottom, width: box.width, height: box.height }
  }
  const inline = (one) => {
    if (one.localName !== 'a' || getComputedStyle(one).display !== 'inline') return false
    const around = one.closest('p,li,dd,td,th,blockquote,figcaption,small,span,h1,h2,h3,div')
    const rest = (around?.textContent || '').replace(one.textContent, '').trim()
    return rest.length > 0
  }
  const reaches = (box, x, y) => {
    const dx = Math.max(box.left - x, 0, x - box.right)
    const dy = Math.max(box.top - y, 0, y - box.bottom)
    return Math.hypot(dx, dy) < 12
  }
  const targets = () => {
    const found = all(TARGETS).filter(shown).filter((one) => !one.disabled && !one.closest('.unseen, [aria-hidden=true]') && !one.matches('.skip'))
    const boxes = found.map(area)
    const said = []
    found.forEach((one, at) => {
      const box = boxes[at]
      if ((box.width >= 23.9 && box.height >= 23.9) || box.width <= 1 || inline(one)) return
      const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2]
      const near = found.find((other, index) => {
        if (index === at || one.contains(other) || other.contains(one)) return false
        const its = boxes[index]
        const small = its.width < 24 || its.height < 24
        const apart = Math.hypot((its.left + its.right) / 2 - x, (its.top + its.bottom) / 2 - y)
        return reaches(its, x, y) || (small && apart < 24)
      })
      if (near) said.push(`${name(one)} is ${Math.round(box.width)}×${Math.round(box.height)}, too near to ${name(near)}`)
    })
    return said
  }

  const motion = () => {
    const said = []
    const moves = (value) => value.split(',').some((one) => parseFloat(one) > 0.01)
    for (const one of all('*')) {
      for (const part of [null, '::before', '::after']) {
        const style = getComputedStyle(one, part)
        const named = style.animationName !== 'none' && moves(style.animationDuration)
        if (moves(style.transitionDuration) || named) said.push(`${name(one)}${part ?? ''} moves, though motion is not wanted`)
      }
    }
    if (getComputedStyle(document.documentElement).scrollBehavior === 'smooth') said.push('scrolls smoothly')
    return said.slice(0, 5)
  }

  const width = () => {
    const wide = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= wide) return []
    const guilty = all('body *').filter((one) => {
      if (!shown(one) || one.getBoundingClientRect().right <= wide + 1) return false
      for (let up = one.parentElement; up; up = up.parentElement) {
        if (getComputedStyle(up).overflowX !== 'visible') return false
      }
      return true
    })
    const deepest = guilty.filter((one) => !guilty.some((other) => other !== one && one.contains(other)))
    return [`scrolls sideways, ${document.documentElement.scrollWidth} of ${wide}: ${deepest.slice(0, 3).map(name).join('; ')}`]
  }

  const fixed = (one) => {
    for (let up = one; up && up !== document.body; up = up.parentElement) {
      if (['fixed', 'sticky'].includes(getComputedStyle(up).position)) return up
    }
    return null
  }
  const focused = () => {
    const one = document.activeElement
    if (!one || one === document.body || one === document.documentElement) return null
    const style = getComputedStyle(one)
    const ring = (each) => each && each.outlineStyle !== 'none' && parseFloat(each.outlineWidth) >= 1 && each.outlineColor !== 'rgba(0, 0, 0, 0)'
    const label = one.labels?.length ? getComputedStyle(one.labels[0]) : null
    const around = one.parentElement ? getComputedStyle(one.parentElement) : null
    const editor = one.closest('.editor') ? getComputedStyle(one.closest('.editor')) : null
    const said = []
    if (one.closest('[aria-hidden=true]')) said.push(`${name(one)} is hidden and gets the focus`)
    if (![style, label, around, editor].some(ring) && style.boxShadow === 'none') said.push(`${name(one)} has no visible focus`)
    // A link may break over lines: any of its boxes may be looked at.
    const box = one.getClientRects()[0]
    if (!box || box.width < 2) return { key: name(one), said: [...said, `${name(one)} gets the focus and is not to be seen`] }
    const seen = { left: Math.max(box.left, 0), right: Math.min(box.right, innerWidth), top: Math.max(box.top, 0), bottom: Math.min(box.bottom, innerHeight) }
    if (seen.left >= seen.right || seen.top >= seen.bottom) said.push(`${name(one)} gets the focus out of sight`)
    const points = [[0.5, 0.5], [0.1, 0.1], [0.9, 0.1], [0.1, 0.9], [0.9, 0.9]]
    const over = points.map(([x, y]) => document.elementFromPoint(seen.left + (seen.right - seen.left) * x, seen.top + (seen.bottom - seen.top) * y))
    const bar = over.map((top) => (top && !one.contains(top) && !top.contains(one) ? fixed(top) : null)).find((each) => each && !each.contains(one))
    if (bar) said.push(`${name(one)} has the focus below ${name(bar)}`)
    return { key: `${name(one)} ${one.getAttribute('href') ?? one.name ?? ''} ${all(TARGETS).indexOf(one)}`, said }
  }

  window.pageChecks = { structure, errors, targets, motion, width, focused }
})()
