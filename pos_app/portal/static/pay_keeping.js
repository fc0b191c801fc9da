/**
 * Asks the patient whether the card may be kept. The box is empty until they tick it; their yes is written down by the
 * server, with the words they saw, before the card is sent. Without that nothing is kept.
 */

export class Keeping {
  #box;
  #tick;
  #data;
  #ready = false;
  #offered = true;

  /** box: the label around the tick; data: the page's, with the question in `keeping`. */
  constructor(box, data) {
    this.#box = box;
    this.#tick = box.querySelector('input');
    this.#data = data;
    box.querySelector('strong').textContent = data.keeping.short;
    box.querySelector('span span').textContent = data.keeping.long;
  }

  show() {
    this.#ready = true;
    this.#draw();
  }

  hide() {
    this.#ready = false;
    this.#draw();
  }

  /** Whether there is anything to ask: not where a card is chosen that is kept already. */
  offer(offered) {
    this.#offered = offered;
    this.#draw();
  }

  /**
   * What the confirmation is sent, once the server has the patient's answer. A no is told as well: it takes back a yes
   * that was given before a card was declined, or before the page was loaded again.
   */
  async answer() {
    if (this.#box.hidden) return {};
    const agreed = this.#tick.checked;
    const written = await this.#tell(agreed);
    return agreed && written ? { setup_future_usage: 'on_session', payment_method_data: { allow_redisplay: 'always' } } : {};
  }

  #draw() {
    this.#box.hidden = !this.#ready || !this.#offered;
  }

  /** False if it could not be written down; then the payment goes on and the card is not kept. */
  async #tell(agreed) {
    const { locale } = this.#data;
    const body = JSON.stringify({ agreed, locale, view: this.#data.view });
    try {
      const answer = await fetch(`${location.pathname}/keeping`, {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body,
      });
      return answer.ok;
    } catch {
      return false;
    }
  }
}
