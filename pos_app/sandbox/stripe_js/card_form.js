/**
 * The form: the card's fields, the customer's saved cards, and the box that saves a new one. It knows the page only as
 * something that hears events; requests are made in card.js.
 */

import { applyAppearance } from './appearance.js';
import { showBrand } from './brand_marks.js';
import * as rules from './card_rules.js';
import { countriesIn, firstCountry } from './countries.js';
import { messagesFor } from './messages.js';
import { SavedCards, toldOf } from './saved_cards.js';
import { groupWhileTyping } from './typing.js';

const PREFIX = 'Field-';
const by = (name) => document.getElementById(`${PREFIX}${name}`);
const inputs = Object.fromEntries(
  ['number', 'expiry', 'cvc', 'country', 'postalCode'].map((name) => [name, by(`${name}Input`)]),
);
const BRAND_DIGITS = 6;
const UNKNOWN_CARD = { brands: null, funding: null };
const TYPED = ['number', 'expiry', 'cvc', 'postalCode'];

export class CardForm {
  #emit;
  #saved;
  #texts = {};
  #preset = {};
  #asked = { country: true, postalCode: true };
  #lastChange = '';
  #lastDetails = JSON.stringify(UNKNOWN_CARD);
  #tabAbsorbedIn = null;

  /** detach(id) takes a saved card from the customer. */
  constructor(emit, detach) {
    this.#emit = emit;
    this.#saved = new SavedCards({ detach, changed: () => this.#report(), emit });
    const { number, expiry, cvc, postalCode, country } = inputs;
    const onEdit = (name, next) => (grew) => this.#edited(name, grew ? next : null);
    groupWhileTyping(number, (raw) => rules.formatNumber(rules.digitsOf(raw)), onEdit('number', expiry));
    groupWhileTyping(expiry, (raw, added) => rules.formatExpiry(expiryOf(raw, added)), onEdit('expiry', cvc));
    groupWhileTyping(cvc, (raw) => rules.digitsOf(raw).slice(0, rules.cvcLength(this.#number)), onEdit('cvc', null));
    postalCode.addEventListener('input', () => this.#postalTyped());
    country.addEventListener('change', () => this.#countryChosen());
    for (const name of TYPED) inputs[name].addEventListener('blur', () => this.#judge(name, true));
    document.addEventListener('keydown', (event) => this.#key(event));
    this.#watchFocus();
  }

  get #number() {
    return rules.digitsOf(inputs.number.value);
  }

  /** Language, looks and which fields are asked for; element options say the fields, group options the rest. */
  configure({ group, element, language }) {
    if (group) {
      if (group.appearance) applyAppearance(group.appearance);
      if (language || group.locale) this.#speak(group.locale, language ?? navigator.language);
    }
    if (element) {
      this.#preset = element.defaultValues?.billingDetails ?? this.#preset;
      if (element.fields) this.#asked = askedFields(element.fields);
      if ('readOnly' in element) this.lock(element.readOnly);
    }
    if (!inputs.country.value) inputs.country.value = firstCountry(this.#preset.address?.country, group?.locale, language);
    if (!inputs.postalCode.value && this.#preset.address?.postal_code) {
      inputs.postalCode.value = this.#preset.address.postal_code;
    }
    this.#countryChosen();
    this.#showBrand();
  }

  /** The customer's saved cards, as the sandbox lists them for the session. */
  offer(customer) {
    this.#saved.offer(customer);
  }

  /** null where a new card is to be typed. */
  get chosen() {
    return this.#saved.chosen;
  }

  /** Whether the payer wants the new card saved; undefined where it is not asked. */
  get saving() {
    return this.#saved.saving;
  }

  /** What a card saved here may be used for later: on_session or off_session. */
  get saveUsage() {
    return this.#saved.usage;
  }

  /** Once the page listens: what there is to choose from, and what is chosen already. */
  announce() {
    this.#emit('availablepaymentmethodschange', { paymentMethods: { card: { available: true } } });
    if (this.chosen) this.#report(true);
  }

  /** Read-only rather than disabled, so that the focus stays where it is. */
  lock(locked) {
    for (const name of TYPED) inputs[name].readOnly = Boolean(locked);
    inputs.country.disabled = Boolean(locked);
    document.body.classList.toggle('locked', Boolean(locked));
    this.#saved.lock(Boolean(locked));
  }

  focus() {
    if (this.#saved.focus()) return;
    (TYPED.map((name) => inputs[name]).find((input) => !input.value && !input.closest('[hidden]')) ?? inputs.number).focus();
  }

  clear() {
    for (const name of TYPED) {
      inputs[name].value = '';
      this.#showProblem(name, null);
    }
    this.#showBrand();
    this.#report();
  }

  /** null, or the first thing that is wrong, shown at its field with the focus on it. */
  validate() {
    if (this.chosen) return null;
    const found = TYPED.map((name) => [name, this.#judge(name, true, true)]).filter(([, code]) => code);
    if (!found.length) return null;
    const [name, code] = found[0];
    inputs[name].focus();
    return { type: 'validation_error', code, message: this.#texts[code] };
  }

  /** The card as the API takes it. Never leaves this frame but in a request. */
  details(extra = {}) {
    const expiry = expiryOf(inputs.expiry.value);
    const address = {
      ...(this.#asked.country && { country: inputs.country.value }),
      ...(this.#postalAsked && { postal_code: inputs.postalCode.value.trim() }),
    };
    return {
      ...extra,
      type: 'card',
      card: {
        number: this.#number,
        exp_month: expiry.slice(0, 2),
        exp_year: expiry.slice(2),
        cvc: rules.digitsOf(inputs.cvc.value),
      },
      billing_details: {
        ...this.#preset, ...extra.billing_details,
        address: { ...this.#preset.address, ...extra.billing_details?.address, ...address },
      },
    };
  }

  get #postalAsked() {
    return this.#asked.postalCode && rules.postalRule(inputs.country.value) !== null;
  }

  #speak(locale, browserLanguage) {
    const { language, texts, dir } = messagesFor(locale, browserLanguage);
    this.#texts = texts;
    Object.assign(document.documentElement, { lang: language, dir });
    document.querySelectorAll('[data-text]').forEach((node) => (node.textContent = texts[node.dataset.text]));
    document.querySelectorAll('[data-hint]').forEach((node) => (node.placeholder = texts[node.dataset.hint]));
    const chosen = inputs.country.value;
    inputs.country.replaceChildren(...countriesIn(language).map(([code, name]) => new Option(name, code)));
    inputs.country.value = chosen;
    this.#saved.speak(texts, language);
  }

  #edited(name, next) {
    this.#tabAbsorbedIn = null;
    if (name === 'number') this.#showBrand();
    const code = this.#judge(name, false);
    this.#report();
    const full = name !== 'number' || this.#number.length === rules.longestNumber(this.#number);
    if (next && !code && full) this.#moveOn(next);
  }

  /** A complete field hands the focus on. Who presses Tab out of habit must not skip the field just reached. */
  #moveOn(next) {
    next.focus();
    next.select();
    this.#tabAbsorbedIn = next;
  }

  #postalTyped() {
    this.#tabAbsorbedIn = null;
    const rule = rules.postalRule(inputs.country.value);
    const text = inputs.postalCode.value;
    inputs.postalCode.value = (rule?.digitsOnly ? rules.digitsOf(text) : text).slice(0, rule?.longest);
    this.#judge('postalCode', false);
    this.#report();
  }

  #countryChosen() {
    const rule = rules.postalRule(inputs.country.value);
    by('country').hidden = !this.#asked.country;
    by('postalCode').hidden = !this.#postalAsked;
    by('country').classList.toggle('wide', !this.#postalAsked);
    by('postalCode').querySelector('label').textContent = this.#texts[rule?.label ?? 'postal'];
    inputs.postalCode.inputMode = rule?.digitsOnly ? 'numeric' : 'text';
    inputs.postalCode.placeholder = { US: '12345', CA: 'M5T 1T4', GB: 'WS11 1DB' }[inputs.country.value] ?? '';
    this.#showProblem('postalCode', null);
    this.#report();
  }

  #problemOf(name) {
    const value = inputs[name].value;
    if (name === 'number') return rules.numberProblem(this.#number);
    if (name === 'expiry') return rules.expiryProblem(expiryOf(value));
    if (name === 'cvc') return rules.cvcProblem(rules.digitsOf(value), this.#number);
    return this.#postalAsked ? rules.postalProblem(value, inputs.country.value) : null;
  }

  /** Show what is wrong with a field: at once what can't become right, what is only unfinished when it is left. */
  #judge(name, left, emptyToo = false) {
    const code = this.#problemOf(name);
    const unfinished = code?.startsWith('incomplete');
    const silent = (unfinished && !left) || (!inputs[name].value && !emptyToo);
    this.#showProblem(name, silent ? null : code);
    inputs[name].classList.toggle('complete', !code);
    return code;
  }

  #showProblem(name, code) {
    by(`${name}Error`).textContent = code ? this.#texts[code] : '';
    inputs[name].setAttribute('aria-invalid', String(Boolean(code)));
  }

  #showBrand() {
    const empty = !inputs.number.value;
    showBrand(by('number').querySelector('.brands'), rules.brandOf(this.#number).name, empty);
  }

  /** Tell what is new. The form as it opens is no news, unless the page is told so by `opened`. */
  #report(opened = false) {
    const change = this.#change();
    const before = this.#lastChange;
    this.#lastChange = JSON.stringify(change);
    if (!before) return;
    if (opened || before !== this.#lastChange) this.#emit('change', change);
    this.#reportDetails();
  }

  #change() {
    const { chosen, saving } = this;
    if (chosen) {
      return { empty: false, complete: true, collapsed: false, value: { type: 'card', payment_method: toldOf(chosen) } };
    }
    const empty = TYPED.every((name) => !inputs[name].value);
    const complete = TYPED.every((name) => !this.#problemOf(name));
    return { empty, complete, collapsed: false, value: { type: 'card', ...(saving !== undefined && { savePaymentMethod: saving }) } };
  }

  /** Of a typed card only the brand is known here; how it is funded is in no number. */
  #reportDetails() {
    const typed = rules.brandOf(this.#number).name;
    const known = this.#number.length >= BRAND_DIGITS && typed !== 'unknown';
    const { chosen } = this;
    const details = chosen ? { brands: [chosen.card.brand], funding: chosen.card.funding }
      : known ? { brands: [typed], funding: null } : UNKNOWN_CARD;
    if (this.#lastDetails === JSON.stringify(details)) return;
    this.#lastDetails = JSON.stringify(details);
    this.#emit('carddetailschange', { loading: false, details });
  }

  #key(event) {
    if (event.key === 'Tab' && this.#tabAbsorbedIn === event.target && !event.shiftKey && !event.target.value) {
      event.preventDefault();
    } else if (event.key === 'Enter' && event.target.tagName === 'INPUT' && !event.isComposing) {
      event.preventDefault();
      if (TYPED.includes(event.target.name)) this.#judge(event.target.name, true);
      this.#emit('submit');
    } else if (event.key === 'Escape') {
      this.#emit('escape');
    }
    this.#tabAbsorbedIn = null;
  }

  /** Moving among our own fields is no change of focus for the merchant. */
  #watchFocus() {
    let inside = false;
    document.addEventListener('focusin', () => {
      if (!inside) this.#emit('focus');
      inside = true;
    });
    document.addEventListener('focusout', (event) => {
      if (event.relatedTarget) return;
      inside = false;
      this.#emit('blur');
    });
  }
}

/** Month and year digits of the expiry field; a slash typed after one digit says that it was the whole month. */
function expiryOf(raw, typed = false) {
  return rules.expiryDigits(rules.digitsOf(typed ? raw.replace(/^\s*([1-9])\s*[/-]/, '0$1') : raw));
}

/** Which address fields are asked for, from the element's `fields` option. */
function askedFields(fields) {
  const billing = fields?.billingDetails;
  const address = billing === 'never' ? 'never' : billing?.address;
  const asked = (name) => address !== 'never' && address?.[name] !== 'never';
  return { country: asked('country'), postalCode: asked('postalCode') };
}
