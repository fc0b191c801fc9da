/** What a card's details must look like. Pure: no page, no network. */

// First match wins. groups: how the digits are set; cvc: its length.
const BRANDS = [
  { name: 'amex', starts: /^3[47]/, lengths: [15], groups: [4, 6, 5], cvc: 4 },
  { name: 'diners', starts: /^3(?:0[0-5]|[68])/, lengths: [14, 16], groups: [4, 6, 4], cvc: 3 },
  { name: 'jcb', starts: /^35(?:2[89]|[3-8])/, lengths: [16], groups: [4, 4, 4, 4], cvc: 3 },
  { name: 'discover', starts: /^(?:6011|64[4-9]|65)/, lengths: [16], groups: [4, 4, 4, 4], cvc: 3 },
  { name: 'unionpay', starts: /^62/, lengths: [16, 19], groups: [4, 4, 4, 4, 3], cvc: 3 },
  { name: 'visa', starts: /^4/, lengths: [16], groups: [4, 4, 4, 4], cvc: 3 },
  { name: 'mastercard', starts: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16], groups: [4, 4, 4, 4], cvc: 3 },
];
const UNKNOWN = { name: 'unknown', lengths: [16], groups: [4, 4, 4, 4], cvc: 3 };
const FARTHEST_YEARS = 50;

// Countries whose banks check a postal code, and what one looks like there.
const POSTAL = {
  US: { label: 'zip', digitsOnly: true, longest: 5, pattern: /^\d{5}$/ },
  CA: { label: 'postal', digitsOnly: false, longest: 7, pattern: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i },
  GB: { label: 'postal', digitsOnly: false, longest: 8, pattern: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i },
};

/** The digits of what was typed or pasted, Arabic and Persian ones included, as ASCII. */
export function digitsOf(text) {
  return text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/\D/g, '');
}

export function brandOf(digits) {
  return BRANDS.find((brand) => brand.starts.test(digits)) ?? UNKNOWN;
}

export function longestNumber(digits) {
  return Math.max(...brandOf(digits).lengths);
}

export function formatNumber(digits) {
  const kept = digits.slice(0, longestNumber(digits));
  const groups = [];
  let at = 0;
  for (const size of brandOf(digits).groups) {
    if (at < kept.length) groups.push(kept.slice(at, at + size));
    at += size;
  }
  if (at < kept.length) groups.push(kept.slice(at)); // longer than the usual grouping of this brand
  return groups.join(' ');
}

export function passesLuhn(digits) {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Month and year digits, mended as a person means them: "5" is May, "13" is January of 3_. */
export function expiryDigits(digits) {
  const short = /^\d\d20\d\d$/.test(digits) ? digits.slice(0, 2) + digits.slice(4) : digits; // 08 2028, pasted
  const padded = /^[2-9]/.test(short) || /^1[3-9]/.test(short) ? `0${short}` : short;
  return padded.replace(/^00+/, '0').slice(0, 4);
}

export function formatExpiry(digits) {
  return digits.length < 2 ? digits : `${digits.slice(0, 2)} / ${digits.slice(2)}`;
}

export function cvcLength(number) {
  return brandOf(number).cvc;
}

export function postalRule(country) {
  return POSTAL[country] ?? null;
}

// Each check answers null or the code of what is wrong. 'incomplete_*' is shown only when the field has been left.

export function numberProblem(digits) {
  const { lengths } = brandOf(digits);
  if (digits.length < Math.min(...lengths)) return 'incomplete_number';
  if (lengths.includes(digits.length) && passesLuhn(digits)) return null;
  return digits.length < Math.max(...lengths) ? 'incomplete_number' : 'invalid_number';
}

export function expiryProblem(digits, today = new Date()) {
  if (digits.length < 4) return 'incomplete_expiry';
  const month = Number(digits.slice(0, 2));
  const year = 2000 + Number(digits.slice(2));
  const now = today.getFullYear();
  if (year < now) return 'invalid_expiry_year_past';
  if (year > now + FARTHEST_YEARS) return 'invalid_expiry_year';
  return year === now && month < today.getMonth() + 1 ? 'invalid_expiry_month_past' : null;
}

export function cvcProblem(digits, number) {
  return digits.length === cvcLength(number) ? null : 'incomplete_cvc';
}

export function postalProblem(text, country) {
  const rule = postalRule(country);
  if (!rule || rule.pattern.test(text.trim())) return null;
  return text.trim().length < rule.longest ? 'incomplete_zip' : 'invalid_zip';
}
