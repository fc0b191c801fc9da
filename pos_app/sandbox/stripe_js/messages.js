/** Labels and sentences of the card fields, in the languages the sandbox speaks. */

const TEXTS = {
  en: {
    number: 'Card number', expiry: 'Expiration date', cvc: 'Security code', country: 'Country', zip: 'ZIP code',
    postal: 'Postal code', expiryHint: 'MM / YY', cvcHint: 'CVC', sandbox: 'Sandbox. No real card is charged.',
    savedCards: 'Saved cards', newCard: 'New card', expired: 'Expired', remove: 'Remove', keep: 'Keep',
    removeCard: 'Remove {card}', removeAsk: 'Remove this card?', notRemoved: 'The card could not be removed.',
    saveCard: 'Save this card for future payments',
    incomplete_number: 'Your card number is incomplete.',
    invalid_number: 'Your card number is invalid.',
    incomplete_expiry: 'Your card’s expiration date is incomplete.',
    invalid_expiry_month_past: 'Your card’s expiration date is in the past.',
    invalid_expiry_year_past: 'Your card’s expiration year is in the past.',
    invalid_expiry_year: 'Your card’s expiration year is invalid.',
    incomplete_cvc: 'Your card’s security code is incomplete.',
    incomplete_zip: 'Your postal code is incomplete.',
    invalid_zip: 'Your postal code is invalid.',
  },
  es: {
    number: 'Número de tarjeta', expiry: 'Fecha de caducidad', cvc: 'Código de seguridad', country: 'País',
    zip: 'Código postal', postal: 'Código postal', expiryHint: 'MM / AA', cvcHint: 'CVC',
    sandbox: 'Entorno de prueba. No se cobra ninguna tarjeta real.',
    savedCards: 'Tarjetas guardadas', newCard: 'Tarjeta nueva', expired: 'Caducada', remove: 'Eliminar', keep: 'Conservar',
    removeCard: 'Eliminar {card}', removeAsk: '¿Eliminar esta tarjeta?', notRemoved: 'No se ha podido eliminar la tarjeta.',
    saveCard: 'Guardar esta tarjeta para próximos pagos',
    incomplete_number: 'El número de tarjeta está incompleto.',
    invalid_number: 'El número de tarjeta no es válido.',
    incomplete_expiry: 'La fecha de caducidad de la tarjeta está incompleta.',
    invalid_expiry_month_past: 'La fecha de caducidad de la tarjeta ya ha pasado.',
    invalid_expiry_year_past: 'El año de caducidad de la tarjeta ya ha pasado.',
    invalid_expiry_year: 'El año de caducidad de la tarjeta no es válido.',
    incomplete_cvc: 'El código de seguridad de la tarjeta está incompleto.',
    incomplete_zip: 'El código postal está incompleto.',
    invalid_zip: 'El código postal no es válido.',
  },
  ar: {
    number: 'رقم البطاقة', expiry: 'تاريخ الانتهاء', cvc: 'رمز الأمان', country: 'البلد', zip: 'الرمز البريدي',
    postal: 'الرمز البريدي', expiryHint: 'MM / YY', cvcHint: 'CVC',
    sandbox: 'بيئة تجريبية. لا يُخصم من أي بطاقة حقيقية.',
    savedCards: 'البطاقات المحفوظة', newCard: 'بطاقة جديدة', expired: 'منتهية', remove: 'إزالة', keep: 'إبقاء',
    removeCard: 'إزالة {card}', removeAsk: 'هل تريد إزالة هذه البطاقة؟', notRemoved: 'تعذرت إزالة البطاقة.',
    saveCard: 'احفظ هذه البطاقة للدفعات القادمة',
    incomplete_number: 'رقم بطاقتك غير مكتمل.',
    invalid_number: 'رقم بطاقتك غير صالح.',
    incomplete_expiry: 'تاريخ انتهاء بطاقتك غير مكتمل.',
    invalid_expiry_month_past: 'تاريخ انتهاء بطاقتك قد مضى.',
    invalid_expiry_year_past: 'سنة انتهاء بطاقتك قد مضت.',
    invalid_expiry_year: 'سنة انتهاء بطاقتك غير صالحة.',
    incomplete_cvc: 'رمز أمان بطاقتك غير مكتمل.',
    incomplete_zip: 'الرمز البريدي غير مكتمل.',
    invalid_zip: 'الرمز البريدي غير صالح.',
  },
};
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

/** {language, texts, dir} for the merchant's locale; 'auto' and unknown languages follow the browser, then English. */
export function messagesFor(locale, browserLanguage = 'en') {
  const tag = !locale || locale === 'auto' ? browserLanguage : locale;
  const known = [tag, browserLanguage].map((wanted) => wanted.split(/[-_]/)[0].toLowerCase()).find((name) => TEXTS[name]);
  const language = known ?? 'en';
  return { language, texts: TEXTS[language], dir: RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr' };
}
