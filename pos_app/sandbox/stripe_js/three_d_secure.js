/**
 * The bank's check, played. In a frame it tells stripe.js when it is over; opened by a redirect it goes back to the
 * return_url it was given. Which way it ended is never told to the page: that is read from the intent.
 */

const buttons = { complete: document.getElementById('complete'), fail: document.getElementById('fail') };
const trouble = document.getElementById('trouble');
const framed = window.parent !== window;

function lock(locked) {
  Object.values(buttons).forEach((button) => (button.disabled = locked));
}

/** Where the redirect goes back to; anything that is not a web address is not followed. */
function returnAddress(outcome, answered) {
  const wanted = answered?.return_url ?? new URLSearchParams(location.search).get('return_url');
  if (!wanted || !URL.canParse(wanted)) return null;
  const url = new URL(wanted);
  if (!['http:', 'https:'].includes(url.protocol)) return null;
  if (!url.searchParams.has('redirect_status')) {
    url.searchParams.set('redirect_status', outcome === 'complete' ? 'succeeded' : 'failed');
  }
  return url.href;
}

function leave(outcome, answered) {
  if (framed) {
    // Nothing in it is worth hiding, and this page can't know the merchant's origin.
    window.parent.postMessage({ kind: 'sandbox.3ds', outcome }, '*');
    return;
  }
  const address = returnAddress(outcome, answered);
  if (address) location.replace(address);
  else say('The check is over. You can close this page.');
}

function say(sentence) {
  trouble.textContent = sentence;
  trouble.hidden = false;
}

async function answerTo(outcome) {
  lock(true);
  trouble.hidden = true;
  try {
    const answer = await fetch(`${location.pathname}/complete`, {
      method: 'POST', body: new URLSearchParams({ outcome }), credentials: 'omit',
    });
    const body = await answer.json().catch(() => null);
    if (!answer.ok) throw new Error(body?.error?.message ?? 'This check is no longer open.');
    leave(outcome, body);
  } catch (failure) {
    say(failure instanceof TypeError ? 'The bank could not be reached. Please try again.' : failure.message);
    lock(false);
  }
}

buttons.complete.addEventListener('click', () => answerTo('complete'));
buttons.fail.addEventListener('click', () => answerTo('fail'));
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && framed) window.parent.postMessage({ kind: 'sandbox.3ds', outcome: 'closed' }, '*');
});
buttons.complete.focus();
