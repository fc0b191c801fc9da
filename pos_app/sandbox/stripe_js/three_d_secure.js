/**
 * The bank's check, played. Opened by a redirect it is a plain form, and the answer leads back to the merchant. In a
 * frame it tells stripe.js when it is over; which way it ended is read from the intent, never from here.
 */

const form = document.querySelector('form');
const trouble = document.getElementById('trouble');
const framed = window.parent !== window;

/** Nothing in it is worth hiding, and this page can't know the merchant's origin. */
const tellParent = (outcome) => window.parent.postMessage({ kind: 'sandbox.3ds', outcome }, '*');

function lock(locked) {
  form.querySelectorAll('button').forEach((button) => (button.disabled = locked));
}

async function answerTo(outcome) {
  lock(true);
  trouble.hidden = true;
  try {
    const answer = await fetch(form.action, {
      method: 'POST', body: new URLSearchParams({ outcome }), headers: { Accept: 'application/json' }, credentials: 'omit',
    });
    if (!answer.ok) throw new Error('This bank check is over. You can close it.');
    tellParent('answered');
  } catch (failure) {
    const lost = failure instanceof TypeError; // what fetch throws when nobody answers
    trouble.textContent = lost ? 'The bank could not be reached. Please try again.' : failure.message;
    trouble.hidden = false;
    lock(false);
  }
}

/** Stripe's minor units: hundredths also for the two currencies that have none of their own. */
function showAmount({ amount, currency }) {
  if (!/^\d+$/.test(amount) || !/^[A-Z]{3}$/.test(currency)) return;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = ['ISK', 'UGX'].includes(currency) ? 2 : format.resolvedOptions().maximumFractionDigits;
  const shown = document.getElementById('amount');
  shown.textContent = format.format(Number(amount) / 10 ** digits);
  shown.hidden = false;
}

if (framed) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    answerTo(event.submitter.value);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') tellParent('closed');
  });
}
showAmount(form.dataset);
form.querySelector('button').focus();
