/*
 * The sandbox's Stripe.js: the merchant-page half.
 *
 * Nothing of a card passes through this file.  The fields live in a frame of the sandbox's origin (card.html), which
 * sends the card to the sandbox itself; this half only places frames, forwards calls and events, and shows the bank's
 * check.  All requests go out from frames, so the merchant's page needs no right to connect to the sandbox.
 */
(() => {
  'use strict';

  const ORIGIN = new URL(document.currentScript.src).origin;
  const FRAME_PATIENCE_MS = 20_000;
  const RING = 4; // px around the fields, so that the frame's edge does not cut their focus ring

  const problem = (type, message, more = {}) => ({ type, message, ...more });
  const unreachable = () => problem('api_connection_error', 'We could not reach the payment service. Please try again.');
  const misuse = (message) => Object.assign(new Error(message), { name: 'IntegrationError' });
  const never = () => new Promise(() => {});
  const style = (node, rules) => Object.assign(node.style, rules);

  function textOf(element) {
    return typeof element === 'string' ? document.querySelector(element) : element;
  }

  /** Options cross a MessageChannel, which refuses functions and nodes: send the JSON part only. */
  const plain = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

  /** Whether the fields stand on a dark ground; the frame must have the same color-scheme or it paints a backdrop. */
  function schemeOf(appearance) {
    const wanted = appearance?.variables?.colorBackground;
    if (!wanted) return appearance?.theme === 'night' ? 'dark' : 'light';
    const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    probe.fillStyle = wanted;
    probe.fillRect(0, 0, 1, 1);
    const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
    return 0.299 * red + 0.587 * green + 0.114 * blue < 128 ? 'dark' : 'light';
  }

  class Emitter {
    #listeners = new Map();

    on(name, listener) {
      if (typeof listener !== 'function') throw misuse(`Expected a function as the handler of '${name}'.`);
      const known = this.#listeners.get(name) ?? [];
      this.#listeners.set(name, [...known, listener]);
      return this;
    }

    once(name, listener) {
      const wrapped = (event) => {
        this.off(name, wrapped);
        listener(event);
      };
      wrapped.original = listener;
      return this.on(name, wrapped);
    }

    off(name, listener) {
      const keep = (known) => listener && known !== listener && known.original !== listener;
      this.#listeners.set(name, (this.#listeners.get(name) ?? []).filter(keep));
      return this;
    }

    emit(name, event) {
      (this.#listeners.get(name) ?? []).forEach((listener) => listener(event));
    }
  }

  /** A frame of the sandbox's origin and a private channel to it; nobody else on the page can listen or speak. */
  class Frame {
    #port;
    #pending = new Map();
    #calls = 0;
    #alive;

    constructor(page, hello, onEvent) {
      const channel = new MessageChannel();
      this.#port = channel.port1;
      this.#port.onmessage = ({ data }) => this.#heard(data, onEvent);
      this.node = document.createElement('iframe');
      this.node.src = `${ORIGIN}/elements/${page}#${encodeURIComponent(location.origin)}`;
      this.node.addEventListener('load', () => {
        // The browser delivers this only if the frame really holds the sandbox's origin.
        this.node.contentWindow.postMessage({ kind: 'sandbox.connect', hello }, ORIGIN, [channel.port2]);
      }, { once: true });
      this.#alive = setTimeout(() => {
        this.#abandon();
        onEvent('lost');
      }, FRAME_PATIENCE_MS);
    }

    /** Ask the frame; answers what it answers, or {error} when the frame is gone. Never rejects. */
    call(name, args = {}) {
      return new Promise((resolve) => {
        this.#calls += 1;
        this.#pending.set(this.#calls, resolve);
        this.#port.postMessage({ id: this.#calls, call: name, args: plain(args) });
      });
    }

    remove() {
      clearTimeout(this.#alive);
      this.#abandon();
      this.#port.close();
      this.node.remove();
    }

    #heard({ id, answer, event, data }, onEvent) {
      clearTimeout(this.#alive);
      if (event) return onEvent(event, data);
      this.#pending.get(id)?.(answer);
      this.#pending.delete(id);
    }

    #abandon() {
      this.#pending.forEach((resolve) => resolve({ error: unreachable() }));
      this.#pending.clear();
    }
  }

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

  class Elements extends Emitter {
    #key;
    #options;
    #element = null;
    #submitted = false;

    constructor(key, options) {
      super();
      if (!options.clientSecret && !options.mode) throw misuse('elements() needs a clientSecret or a mode.');
      this.#key = key;
      this.#options = options;
    }

    get clientSecret() {
      return this.#options.clientSecret;
    }

    get appearance() {
      return this.#options.appearance;
    }

    /** Without a client secret the merchant must have called submit() before the intent was made. */
    get submitted() {
      return Boolean(this.clientSecret) || this.#submitted;
    }

    hello(element) {
      return plain({ key: this.#key, group: this.#options, element, language: navigator.language });
    }

    create(type, options = {}) {
      if (type !== 'payment') throw misuse(`The sandbox has a Payment Element only, no '${type}'.`);
      if (this.#element) throw misuse('Can only create one Element of type payment.');
      this.#element = new PaymentElement(this, options);
      return this.#element;
    }

    getElement(type) {
      return type === 'payment' ? this.#element : null;
    }

    forget() {
      this.#element = null;
    }

    async update(options) {
      this.#options = { ...this.#options, ...options };
      this.#element?.restyle(options);
      this.emit('update-end', {});
    }

    async fetchUpdates() {
      const answer = await this.call('fetchUpdates');
      return answer.error ? { error: answer.error } : {};
    }

    async submit() {
      const answer = await this.call('validate');
      this.#submitted = !answer.error;
      return answer;
    }

    async call(name, args) {
      const frame = this.#element?.frame;
      if (!frame) return { error: problem('invalid_request_error', 'The Payment Element is not mounted.') };
      return frame.call(name, args);
    }
  }

  /** The bank's page over the merchant's. Resolves with 'done' when the page says so, 'closed' when it was left. */
  function challenge(url) {
    const dialog = document.createElement('dialog');
    const frame = document.createElement('iframe');
    const close = document.createElement('button');
    dialog.setAttribute('aria-label', '3D Secure');
    frame.title = '3D Secure';
    frame.src = url;
    close.type = 'button';
    close.textContent = '×';
    close.setAttribute('aria-label', 'Close');
    style(dialog, {
      position: 'fixed', inset: '0', width: '100vw', height: '100vh', maxWidth: 'none', maxHeight: 'none', margin: '0',
      padding: '12px', border: '0', boxSizing: 'border-box', display: 'grid', placeItems: 'center', overflow: 'hidden',
      background: 'rgba(20, 24, 23, .62)',
    });
    style(frame, {
      gridArea: '1 / 1', width: '100%', maxWidth: '400px', height: '100%', maxHeight: '440px', border: '0',
      borderRadius: '12px', background: '#fff', boxShadow: '0 10px 32px rgba(0, 0, 0, .4)', colorScheme: 'light',
    });
    style(close, {
      gridArea: '1 / 1', justifySelf: 'center', alignSelf: 'center', width: '40px', height: '40px', border: '0',
      borderRadius: '8px', background: 'transparent', color: '#48524e', font: '24px/1 system-ui, sans-serif',
      cursor: 'pointer', zIndex: '1', translate: 'calc(min(100vw - 24px, 400px) / 2 - 24px) calc(max(24px - 50vh, -220px) + 24px)',
    });
    dialog.append(frame, close);
    document.body.append(dialog);
    dialog.showModal();
    frame.focus();
    return new Promise((resolve) => {
      const finish = (outcome) => {
        window.removeEventListener('message', hear);
        dialog.remove();
        resolve(outcome);
      };
      const hear = (event) => {
        if (event.origin !== ORIGIN || event.source !== frame.contentWindow) return;
        if (event.data?.kind === 'sandbox.3ds') finish(event.data.outcome === 'closed' ? 'closed' : 'done');
      };
      window.addEventListener('message', hear);
      close.addEventListener('click', () => finish('closed'));
      dialog.addEventListener('cancel', (event) => {
        event.preventDefault();
        finish('closed');
      });
    });
  }

  class StripeSandbox {
    #key;
    #locale;
    #controller = null;

    constructor(key, options = {}) {
      if (typeof key !== 'string' || !key.trim()) throw misuse('Please call Stripe() with your publishable key.');
      if (/^[sr]k_/.test(key)) throw misuse('You should not use your secret key with Stripe.js.');
      this.#key = key;
      this.#locale = options.locale;
    }

    elements(options = {}) {
      return new Elements(this.#key, { locale: this.#locale, ...options });
    }

    confirmPayment(options) {
      return this.#confirm('payment', options ?? {});
    }

    confirmSetup(options) {
      return this.#confirm('setup', options ?? {});
    }

    async handleNextAction({ clientSecret } = {}) {
      const kind = String(clientSecret).startsWith('seti_') ? 'setup' : 'payment';
      const answer = await this.#ask('retrieve', { clientSecret });
      return answer.error ? answer : this.#settle(kind, answer.intent, { clientSecret, redirect: 'if_required' });
    }

    async retrievePaymentIntent(clientSecret) {
      const { error, intent } = await this.#ask('retrieve', { clientSecret });
      return error ? { error } : { paymentIntent: intent };
    }

    async retrieveSetupIntent(clientSecret) {
      const { error, intent } = await this.#ask('retrieve', { clientSecret });
      return error ? { error } : { setupIntent: intent };
    }

    async createPaymentMethod({ elements, params, ...data } = {}) {
      if (elements) return elements.call('createPaymentMethod', { params });
      return this.#ask('createPaymentMethod', { data });
    }

    async createConfirmationToken({ elements, params } = {}) {
      if (!elements) return { error: problem('invalid_request_error', 'createConfirmationToken() needs elements.') };
      return elements.call('createConfirmationToken', { params });
    }

    registerAppInfo() {}

    _registerWrapper() {}

    async #confirm(kind, { elements, clientSecret, confirmParams = {}, redirect = 'always' }) {
      const secret = clientSecret ?? elements?.clientSecret;
      const returnUrl = confirmParams.return_url;
      const wrong = (message) => ({ error: problem('invalid_request_error', message) });
      if (!secret) return wrong('A client secret is needed: pass elements made with one, or clientSecret.');
      if (redirect === 'always' && !returnUrl) return wrong('confirmParams.return_url is required unless redirect is if_required.');
      if (elements && !elements.submitted) return wrong('elements.submit() must be called before confirming.');
      try {
        const args = { clientSecret: secret, params: confirmParams };
        const answer = elements ? await elements.call('confirm', args) : await this.#ask('confirm', args);
        if (answer.error) return { error: answer.error };
        return await this.#settle(kind, answer.intent, { clientSecret: secret, redirect, returnUrl });
      } catch (thrown) {
        return { error: problem('api_error', String(thrown?.message ?? thrown)) }; // callers are promised no rejection
      }
    }

    /** From an intent that was just confirmed to what the merchant is told. */
    async #settle(kind, intent, { clientSecret, redirect, returnUrl }) {
      const action = intent.status === 'requires_action' ? intent.next_action : null;
      if (action?.type === 'redirect_to_url') {
        location.assign(action.redirect_to_url.url);
        return never();
      }
      if (action?.type === 'use_stripe_sdk') {
        // At the address this script came from: the sandbox may know itself by another name than the page does.
        const url = ORIGIN + new URL(action.use_stripe_sdk.stripe_js).pathname;
        if (await challenge(url) === 'closed') await this.#ask('leaveChallenge', { url });
        const answer = await this.#ask('retrieve', { clientSecret });
        if (answer.error) return { error: answer.error };
        intent = answer.intent;
      }
      const failure = kind === 'setup' ? intent.last_setup_error : intent.last_payment_error;
      if (intent.status === 'requires_payment_method' && failure) {
        return { error: { ...failure, [`${kind}_intent`]: intent } };
      }
      if (redirect === 'always' && returnUrl) {
        location.assign(this.#returnTo(returnUrl, kind, intent, clientSecret));
        return never();
      }
      return { [`${kind}Intent`]: intent };
    }

    #returnTo(returnUrl, kind, intent, clientSecret) {
      const url = new URL(returnUrl);
      url.searchParams.set(`${kind}_intent`, intent.id);
      url.searchParams.set(`${kind}_intent_client_secret`, clientSecret);
      url.searchParams.set('redirect_status', intent.status === 'processing' ? 'pending' : 'succeeded');
      return url.href;
    }

    /** Requests that concern no card field go through a hidden frame, made when first needed. */
    #ask(name, args) {
      if (!this.#controller) {
        this.#controller = new Frame('controller.html', { key: this.#key }, (event) => {
          if (event === 'lost') this.#dropController();
        });
        const { node } = this.#controller;
        node.setAttribute('aria-hidden', 'true');
        node.tabIndex = -1;
        style(node, { position: 'fixed', width: '1px', height: '1px', border: '0', visibility: 'hidden' });
        document.body.append(node);
      }
      return this.#controller.call(name, args);
    }

    #dropController() {
      this.#controller?.remove();
      this.#controller = null;
    }
  }

  /** Called with or without new, as Stripe's is. */
  function Stripe(key, options) {
    return new StripeSandbox(key, options);
  }
  Stripe.version = 'endive';
  window.Stripe = Stripe;
})();
