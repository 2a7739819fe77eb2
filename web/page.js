/* Keeps the parts marked data-live as they are on the server, and shows what a mention means where it stands. */
(() => {
  /* ── parts that update themselves ─────────────────────────────────────────────────────────────────────── */

  const main = document.getElementById('main');
  const offline = document.getElementById('offline');
  let timer = 0;

  function wait() {
    clearTimeout(timer);
    const ms = Number(main?.dataset.refresh ?? 0);
    if (ms > 0 && !document.hidden) timer = setTimeout(refresh, ms);
  }

  async function refresh() {
    try {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
      if (answer.redirected) return location.reload(); // the login has ended
      if (!answer.ok) throw new Error(String(answer.status));
      take(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      offline.hidden = true;
    } catch {
      offline.hidden = false;
    }
    wait();
  }

  function take(page) {
    for (const old of document.querySelectorAll('[data-live]')) {
      const fresh = page.getElementById(old.id);
      if (fresh === null || fresh.outerHTML === old.outerHTML) continue;
      const focus = old.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
      old.replaceWith(document.adoptNode(fresh));
      if (focus !== null) [...fresh.querySelectorAll('a')].find((link) => link.getAttribute('href') === focus)?.focus();
    }
    main.dataset.refresh = page.getElementById('main')?.dataset.refresh ?? '0';
  }

  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && Number(main?.dataset.refresh ?? 0) > 0) refresh();
  });
  wait();

  /* ── what a mention means ─────────────────────────────────────────────────────────────────────────────── */

  const tip = document.getElementById('tip');
  if (tip === null) return;
  let shown = null;
  let leaving = 0;

  function show(mention) {
    clearTimeout(leaving);
    if (shown === mention) return;
    hide();
    const notes = mention.dataset.notes.split(' ').map((number) => document.getElementById(`n${number}`));
    tip.replaceChildren(...notes.flatMap((note) => [...note.cloneNode(true).childNodes]));
    mention.setAttribute('aria-describedby', 'tip');
    tip.hidden = false;
    place(mention);
    shown = mention;
  }

  /** Below the mention, or above where there is more room; never wider than the window. */
  function place(mention) {
    const at = mention.getClientRects()[0];
    const edge = 8;
    const x = Math.min(at.left, document.documentElement.clientWidth - tip.offsetWidth - edge);
    const isBelow = at.bottom + tip.offsetHeight + edge < window.innerHeight || at.top < window.innerHeight - at.bottom;
    tip.style.left = `${Math.max(edge, x) + window.scrollX}px`;
    tip.style.top = `${(isBelow ? at.bottom + 4 : at.top - tip.offsetHeight - 4) + window.scrollY}px`;
  }

  function hide() {
    clearTimeout(leaving);
    shown?.removeAttribute('aria-describedby');
    shown = null;
    tip.hidden = true;
  }

  function hideSoon() {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 200);
  }

  /** A note stands in the closed list of its concept. */
  function openNote() {
    const note = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
    const list = note?.closest('details');
    if (list === null || list === undefined) return;
    list.open = true;
    note.scrollIntoView({ block: 'center' });
  }
  window.addEventListener('hashchange', openNote);
  openNote();

  const mentionOf = (target) => (target instanceof Element ? target.closest('.text .m') : null);

  document.addEventListener('pointerover', (event) => {
    const mention = mentionOf(event.target);
    if (mention !== null) show(mention);
    else if (tip.contains(event.target)) clearTimeout(leaving);
    else if (shown !== null && shown !== document.activeElement) hideSoon();
  });
  document.addEventListener('focusin', (event) => {
    const mention = mentionOf(event.target);
    if (mention !== null) show(mention);
    else if (!tip.contains(event.target)) hide();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
  });
  // A finger or a mouse asks what the words mean; the Enter key follows the link to the note, where its links can be reached.
  document.addEventListener('click', (event) => {
    const mention = mentionOf(event.target);
    if (mention === null) {
      if (!tip.contains(event.target)) hide();
    } else if (event.detail > 0) {
      event.preventDefault();
      show(mention);
    }
  });
})();
