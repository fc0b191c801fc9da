/** Text fields that set their digits in groups while someone types, keeping the caret where the hand is. */

/**
 * format(raw, added) answers the text to show for whatever stands in the field after adding or deleting something;
 * changed(grew) is called after each edit, with whether the edit added to the end of the text.
 */
export function groupWhileTyping(input, format, changed) {
  input.addEventListener('beforeinput', (event) => stepOverSeparators(input, event));
  input.addEventListener('input', ({ inputType }) => {
    const added = !inputType?.startsWith('delete');
    const raw = input.value;
    const atEnd = input.selectionStart === raw.length;
    const before = significant(raw.slice(0, input.selectionStart));
    let text = format(raw, added);
    if (!added) text = text.trimEnd().replace(/\s*\/$/, ''); // deleting: leave no separator hanging at the end
    input.value = text;
    const caret = atEnd ? text.length : placeAfter(text, before);
    input.setSelectionRange(caret, caret);
    changed(added && atEnd);
  });
}

const isSeparator = (char) => char === ' ' || char === '/';
const significant = (text) => [...text].filter((char) => !isSeparator(char)).length;

function placeAfter(text, count) {
  let seen = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (seen === count) return at;
    if (!isSeparator(text[at])) seen += 1;
  }
  return text.length;
}

/** Backspace and Delete beside a separator must take the digit beyond it, or the key seems dead. */
function stepOverSeparators(input, event) {
  if (input.selectionStart !== input.selectionEnd) return;
  let at = input.selectionStart;
  if (event.inputType === 'deleteContentBackward') while (at > 0 && isSeparator(input.value[at - 1])) at -= 1;
  if (event.inputType === 'deleteContentForward') while (isSeparator(input.value[at])) at += 1;
  input.setSelectionRange(at, at);
}
