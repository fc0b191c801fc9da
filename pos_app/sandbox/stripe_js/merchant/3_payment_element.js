/* The Payment Element as the merchant's page holds it. */

class PaymentElement extends Emitter {
  #group;
  #options;
  #frame = null;
  #holder = null;
  #destroyed = false;

  constructor(group, options) {
    super();
    this.#group = group;
    this.#options = options;
  }

  get frame() {
    return this.#frame;
  }

  mount(target) {
    const holder = textOf(target);
    if (this.#destroyed) throw misuse('This Element has already been destroyed.');
    if (!holder) throw misuse(`The selector you specified (${target}) applies to no DOM elements.`);
    this.unmount();
    this.#holder = holder;
    this.#frame = new Frame('card.html', this.#group.hello(this.#options), (name, data) => this.#event(name, data));
    this.#dress(this.#frame.node);
    holder.classList.add('StripeElement', 'StripeElement--empty');
    holder.replaceChildren(this.#frame.node);
    queueMicrotask(() => this.#tell('loaderstart'));
  }

  unmount() {
    this.#frame?.remove();
    this.#frame = null;
    this.#holder?.classList.remove('StripeElement', ...['empty', 'complete', 'focus'].map((s) => `StripeElement--${s}`));
    this.#holder = null;
  }

  destroy() {
    this.unmount();
    this.#destroyed = true;
    this.#group.forget(this);
  }

  focus() {
    this.#frame?.node.focus(); // the frame may move focus among its own fields only once it has it
    this.#frame?.call('focus');
  }

  blur() {
    this.#frame?.call('blur');
  }

  clear() {
    this.#frame?.call('clear');
  }

  update(options) {
    this.#options = { ...this.#options, ...options };
    this.#frame?.call('update', { element: options });
    return this;
  }

  collapse() {
    return this; // one method only, so there is nothing to fold away
  }

  restyle(options) {
    if (options.appearance && this.#frame) this.#frame.node.style.colorScheme = schemeOf(options.appearance);
    this.#frame?.call('update', { group: options });
  }

  #dress(node) {
    node.title = 'Secure payment input frame';
    node.setAttribute('scrolling', 'no');
    style(node, {
      border: '0', display: 'block', width: `calc(100% + ${2 * RING}px)`, height: '0',
      margin: `-${RING}px`, background: 'transparent', colorScheme: schemeOf(this.#group.appearance),
    });
  }

  #tell(name, more = {}) {
    this.emit(name, { elementType: 'payment', ...more });
  }

  #mark(name, on) {
    this.#holder?.classList.toggle(`StripeElement--${name}`, on);
  }

  #event(name, data = {}) {
    if (name === 'lost') return this.#tell('loaderror', { error: unreachable() });
    if (name === 'resize') return style(this.#frame.node, { height: `${data.height}px` });
    // Enter in a field acts as Enter in a field of the merchant's own form.
    if (name === 'submit') return this.#holder?.closest('form')?.requestSubmit();
    if (name === 'focus' || name === 'blur') this.#mark('focus', name === 'focus');
    if (name === 'change') {
      this.#mark('empty', data.empty);
      this.#mark('complete', data.complete);
    }
    return this.#tell(name, data);
  }
}
