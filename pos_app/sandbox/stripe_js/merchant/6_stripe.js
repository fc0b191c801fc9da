/* What Stripe() answers, and the name it has on the page. */

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
