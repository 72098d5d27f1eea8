// The chat's page with JavaScript: posts without loading the page anew, and shows what the server streams. Without it
// the page works as well, by forms.
(() => {
  const transcript = document.getElementById('transcript');
  const trouble = document.getElementById('trouble');
  if (!transcript?.dataset.stream || !window.EventSource || !window.fetch) return;
  document.documentElement.classList.add('scripted');

  // Still on its way to the end: what arrives meanwhile is followed as well.
  let following = false;
  const toNewest = (smooth) => {
    following = true;
    scrollTo({ top: document.documentElement.scrollHeight, behavior: smooth && !calm.matches ? 'smooth' : 'instant' });
  };
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const isAtEnd = () => innerHeight + scrollY > document.documentElement.scrollHeight - 160;
  // Somebody who reads further up is left in peace.
  for (const act of ['wheel', 'touchmove', 'keydown', 'pointerdown'])
    addEventListener(act, () => (following = false), { passive: true });
  const tell = (what) => {
    trouble.hidden = !what;
    trouble.textContent = what ? trouble.dataset[what] : '';
  };

  // ── What the server says ──
  let stream;
  let address = transcript.dataset.stream;
  let pause = 1500;
  const listen = () => {
    stream = new EventSource(address);
    stream.addEventListener('open', () => {
      pause = 1500;
      tell();
    });
    stream.addEventListener('error', () => {
      tell('offline');
      // Browsers give up for good where a proxy answers for a server that is just starting anew.
      if (stream.readyState !== EventSource.CLOSED) return;
      setTimeout(listen, pause);
      pause = Math.min(pause * 2, 30_000);
    });
    stream.addEventListener('reload', () => location.reload());
    stream.addEventListener('message', (event) => hear(event, true));
    stream.addEventListener('edit', (event) => hear(event, false));
  };
  listen();

  function hear({ data, lastEventId }, isNew) {
    address = address.replace(/after=\d*/, `after=${lastEventId}`);
    show(data, isNew);
  }

  function show(markup, isNew) {
    const holder = document.createElement('template');
    holder.innerHTML = markup;
    const item = holder.content.firstElementChild;
    if (!item) return;
    const present = document.getElementById(item.id);
    if (present ? Number(present.dataset.version) >= Number(item.dataset.version) : !isNew) return;
    const follow = following || isAtEnd() || item.classList.contains('said');
    if (item.classList.contains('live')) retire(item);
    if (present) present.replaceWith(item);
    else transcript.append(item);
    if (follow) toNewest(true);
    item.querySelector('.contact input')?.focus();
  }

  // A new question makes the earlier ones look answered; cards stay alive until they are edited.
  function retire(item) {
    if (item.classList.contains('card')) return;
    const others = item.classList.contains('bound') ? '.live.bound, .live.free' : '.live.free';
    for (const other of transcript.querySelectorAll(others)) other.classList.remove('live');
    if (!item.classList.contains('thing')) return;
    const things = thingsOf(item);
    for (const other of transcript.querySelectorAll('.live.thing'))
      if (thingsOf(other).every((thing) => things.includes(thing))) other.classList.remove('live');
  }

  // '/deliver 42 5' acts on 42: the last message about it is the one to use.
  const thingsOf = (item) =>
    [...item.querySelectorAll('button[name=data]')].flatMap(({ value }) => /^\/\w+ (\d+)/.exec(value)?.[1] ?? []);

  // ── What the person does ──
  document.addEventListener('submit', (event) => {
    const form = event.target;
    // Without the stream nobody would see the answer: the plain form brings it.
    if (stream.readyState !== EventSource.OPEN) return;
    event.preventDefault();
    if (form.dataset.busy) return;
    const body = new FormData(form);
    const { submitter } = event;
    if (submitter?.name) body.set(submitter.name, submitter.value);
    void post(form, body, submitter);
  });

  // Enter sends; with Shift it begins a new line, and while a Chinese word is being typed it only ends that word.
  const say = document.querySelector('#say textarea');
  const grow = () => {
    say.style.height = 'auto';
    say.style.height = `${say.scrollHeight + say.offsetHeight - say.clientHeight}px`;
  };
  say.addEventListener('input', grow);
  say.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    say.form.requestSubmit();
  });

  const file = document.getElementById('file');
  if (file) {
    file.querySelector('button').hidden = true;
    file.addEventListener('change', () => file.elements.file.files.length > 0 && file.requestSubmit());
  }

  // Trying again would not help.
  const reasons = { 403: 'barred', 413: 'refused', 415: 'refused' };

  async function post(form, body, button) {
    form.dataset.busy = 'yes';
    button?.classList.add('pressed');
    const typed = form.querySelector('[name=text]:not(button)');
    const sent = typed?.value;
    try {
      const plain = form.enctype === 'multipart/form-data' ? body : new URLSearchParams(body);
      const response = await fetch(form.action, {
        method: 'POST',
        body: plain,
        headers: { 'X-Requested-With': 'fetch' },
      });
      const refused = reasons[response.status];
      if (!response.ok && !refused) throw new Error(String(response.status));
      tell(refused);
      if (typed && typed.value === sent) typed.value = '';
      if (typed === say) grow();
      if (form.id === 'file') form.reset();
      // From here on the form is a new one; for buttons a little later, so that a double click counts once.
      setTimeout(() => renew(form), typed ? 0 : 700);
    } catch {
      // The nonce stays, so sending it again cannot count twice.
      tell('unsent');
      delete form.dataset.busy;
    } finally {
      button?.classList.remove('pressed');
    }
  }

  function renew(form) {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    form.elements.nonce.value = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    delete form.dataset.busy;
  }

  toNewest(false);
})();
