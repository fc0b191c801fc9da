/* A group of Elements; the sandbox has one kind. */

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
