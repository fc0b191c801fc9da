/**
 * The customer's saved cards, and the box that saves a new one. What may be shown and done is for the customer session
 * to say; without one there is only the empty form.
 */

import { brandName, showBrand } from './brand_marks.js';

const NEW_CARD = 'new';

/** The part of a saved method that the merchant's page may know. */
export const toldOf = ({ id, type, billing_details }) => {
  const { address, name, email, phone } = billing_details;
  const { city, country, line1, line2, postal_code, state } = address ?? {};
  const parts = { city, country, line1, line2, postal_code, state };
  const filled = Object.fromEntries(Object.entries(parts).map(([key, value]) => [key, value ?? null]));
  return { id, type, billing_details: { address: filled, name: name ?? null, email: email ?? null, phone: phone ?? null } };
};

export class SavedCards {
  #list;
  #box;
  #form;
  #texts = {};
  #language = 'en';
  #methods = [];
  #features = {};
  #locked = false;
  #removing = false;
  #asking = null;
  #problem = null;
  #selected = null;
  #detach;
  #changed;
  #emit;

  /**
   * detach(id) takes a card from the customer and answers {} or {error}; changed() is called when another card is
   * chosen; emit is the frame's.
   */
  constructor({ detach, changed, emit }) {
    this.#list = document.getElementById('saved');
    this.#box = document.getElementById('save');
    this.#form = document.getElementById('card');
    this.#detach = detach;
    this.#changed = changed;
    this.#emit = emit;
    this.#list.addEventListener('change', ({ target }) => this.#choose(target.value));
    this.#saveInput.addEventListener('change', () => this.#changed());
    // Read-only is not for radios and boxes; disabling them would lose the focus.
    const refuse = (event) => {
      if (!this.#locked && !this.#removing) return;
      event.preventDefault();
      event.stopPropagation();
    };
    [this.#list, this.#box].forEach((node) => node.addEventListener('click', refuse, true));
  }

  /** The saved method to pay with, or null for a new card. */
  get chosen() {
    return this.#selected;
  }

  /** Whether the payer wants the new card saved; undefined where it is not asked. */
  get saving() {
    return this.#box.hidden ? undefined : this.#saveInput.checked;
  }

  get usage() {
    return this.#features.payment_method_save_usage ?? undefined;
  }

  offer({ payment_methods: methods, features }) {
    this.#methods = methods;
    this.#features = features ?? {};
    this.#selected = methods[0] ?? null;
    this.#draw();
  }

  speak(texts, language) {
    this.#texts = texts;
    this.#language = language;
    this.#draw();
  }

  lock(locked) {
    this.#locked = locked;
  }

  /** False where there is no list to put the focus in. */
  focus() {
    const radio = this.#list.querySelector('input:checked');
    radio?.focus();
    return Boolean(radio) && Boolean(this.#selected);
  }

  get #saveInput() {
    return this.#box.querySelector('input');
  }

  #choose(id) {
    this.#selected = this.#methods.find((method) => method.id === id) ?? null;
    this.#asking = this.#problem = null;
    this.#draw(id);
    this.#changed();
  }

  /** Draw anew; `focused` is the radio or button that has the focus afterwards, by its value. */
  #draw(focused = null) {
    const any = this.#methods.length > 0;
    const rows = this.#methods.map((method) => this.#row(method));
    const legend = made('legend', { className: 'hidden-text', textContent: this.#texts.savedCards ?? '' });
    this.#list.replaceChildren(legend, ...rows, ...(any ? [this.#newRow()] : []));
    this.#list.hidden = !any;
    this.#form.hidden = Boolean(this.#selected);
    this.#box.hidden = Boolean(this.#selected) || this.#features.payment_method_save !== 'enabled';
    if (focused) this.#list.querySelector(`[value="${CSS.escape(focused)}"]`)?.focus();
  }

  #row(method) {
    const { brand, last4, exp_month: month, exp_year: year } = method.card;
    const name = this.#nameOf(method);
    const row = this.#choice(method.id, this.#selected === method, name);
    const mark = made('span', { className: 'mark', ariaHidden: 'true' });
    showBrand(mark, brand, false);
    const expiry = `${String(month).padStart(2, '0')} / ${String(year).slice(-2)}`;
    const over = isOver(month, year);
    row.querySelector('label').append(
      mark,
      made('span', { className: 'digits', dir: 'ltr', textContent: `•••• ${last4}` }),
      made('span', { className: over ? 'until over' : 'until', dir: over ? '' : 'ltr', textContent: over ? this.#texts.expired : expiry }),
    );
    if (this.#features.payment_method_remove === 'enabled') row.append(this.#removeButton(method, name));
    if (this.#asking === method) row.append(this.#question(method));
    if (this.#problem?.method === method) row.append(made('p', { className: 'error', role: 'alert', textContent: this.#problem.text }));
    return row;
  }

  #newRow() {
    const row = this.#choice(NEW_CARD, !this.#selected, this.#texts.newCard);
    row.querySelector('label').append(made('span', { className: 'digits', textContent: this.#texts.newCard }));
    return row;
  }

  #choice(value, checked, name) {
    const row = made('div', { className: checked ? 'choice chosen' : 'choice' });
    const label = made('label', {});
    label.append(made('input', { type: 'radio', name: 'saved', value, checked, ariaLabel: name }));
    row.append(label);
    return row;
  }

  #removeButton(method, name) {
    const label = this.#texts.removeCard?.replace('{card}', name);
    const button = made('button', { type: 'button', className: 'remove', value: `remove-${method.id}`, title: label, ariaLabel: label, textContent: '×' });
    button.addEventListener('click', () => {
      this.#asking = this.#asking === method ? null : method;
      this.#problem = null;
      this.#draw(this.#asking ? 'keep' : button.value);
    });
    return button;
  }

  #question(method) {
    const question = made('div', { className: 'question', role: 'group', ariaLabel: this.#texts.removeAsk });
    const keep = made('button', { type: 'button', className: 'plain', value: 'keep', textContent: this.#texts.keep });
    const remove = made('button', { type: 'button', className: 'plain danger', value: 'remove', textContent: this.#texts.remove });
    keep.addEventListener('click', () => {
      this.#asking = null;
      this.#draw(`remove-${method.id}`);
    });
    remove.addEventListener('click', () => this.#remove(method));
    question.append(made('span', { textContent: this.#texts.removeAsk }), remove, keep);
    return question;
  }

  async #remove(method) {
    this.#removing = true;
    const { error } = await this.#detach(method.id);
    this.#removing = false;
    this.#asking = null;
    if (error) {
      this.#problem = { method, text: this.#texts.notRemoved };
      this.#draw(`remove-${method.id}`);
      return this.#emit('savedpaymentmethodremove', { success: false, error: error.message, payment_method: toldOf(method) });
    }
    this.#methods = this.#methods.filter((other) => other !== method);
    if (this.#selected === method) this.#selected = this.#methods[0] ?? null;
    this.#draw(this.#selected?.id ?? NEW_CARD);
    this.#emit('savedpaymentmethodremove', { success: true, payment_method: toldOf(method) });
    return this.#changed();
  }

  #nameOf({ card }) {
    const until = new Intl.DateTimeFormat(this.#language, { month: 'long', year: 'numeric' });
    const day = new Date(card.exp_year, card.exp_month - 1);
    return `${brandName(card.brand)} •••• ${card.last4}, ${isOver(card.exp_month, card.exp_year) ? this.#texts.expired : until.format(day)}`;
  }
}

function isOver(month, year, today = new Date()) {
  return year * 12 + month < today.getFullYear() * 12 + today.getMonth() + 1;
}

function made(name, { role, ...properties }) {
  const node = Object.assign(document.createElement(name), properties);
  if (role) node.setAttribute('role', role);
  return node;
}
