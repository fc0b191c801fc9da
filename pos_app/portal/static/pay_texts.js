/**
 * Every word of the pay page, in the languages it speaks; but for the question whether to keep a card, which the server
 * asks, because it writes down what was asked.
 */

const TEXTS = {
  en: {
    title: (hospital) => `Pay ${hospital}`,
    heading: 'Secure payment',
    test: 'TEST',
    testNote: 'Test only. No real money moves.',
    youPay: 'You pay now',
    pay: (amount) => `Pay ${amount}`,
    paying: 'Paying…',
    promise: 'Your card details go straight to Stripe. The hospital never sees your card number. Your bank may ask you to confirm.',
    tryAgain: 'Try again',
    anotherCard: 'Try another card',
    noForm: 'The card form could not be loaded.',
    noFormAdvice: 'Nothing has been charged. Check the connection, then try again.',
    paid: 'Paid',
    paidSentence: (hospital) => `Thank you. ${hospital} has your payment.`,
    paidAdvice: 'You can close this page.',
    declined: 'Declined',
    noMoney: 'No money has moved.',
    notDone: 'Not paid',
    notDoneSentence: 'The payment did not go through.',
    notDoneAdvice: 'No money has moved. You can try again.',
    checking: 'Checking',
    checkingSentence: 'We don’t know yet. Don’t pay again.',
    checkingAdvice: 'Your bank is slow to answer. Leave this page open: it changes by itself.',
    stillChecking: 'It takes longer than usual. Please ask the hospital before you pay again.',
    over: 'Called off',
    overSentence: 'This payment was called off. Nothing was charged.',
    overAdvice: 'Please ask the hospital for a new link.',
  },
  es: {
    title: (hospital) => `Pagar a ${hospital}`,
    heading: 'Pago seguro',
    test: 'PRUEBA',
    testNote: 'Solo una prueba. No se mueve dinero real.',
    youPay: 'Paga ahora',
    pay: (amount) => `Pagar ${amount}`,
    paying: 'Pagando…',
    promise: 'Los datos de su tarjeta van directamente a Stripe. El hospital nunca ve el número. Su banco puede pedirle que confirme.',
    tryAgain: 'Intentar de nuevo',
    anotherCard: 'Probar otra tarjeta',
    noForm: 'No se pudo cargar el formulario de la tarjeta.',
    noFormAdvice: 'No se ha cobrado nada. Compruebe la conexión e inténtelo de nuevo.',
    paid: 'Pagado',
    paidSentence: (hospital) => `Gracias. ${hospital} ha recibido su pago.`,
    paidAdvice: 'Puede cerrar esta página.',
    declined: 'Rechazada',
    noMoney: 'No se ha movido dinero.',
    notDone: 'Sin pagar',
    notDoneSentence: 'El pago no se completó.',
    notDoneAdvice: 'No se ha movido dinero. Puede intentarlo de nuevo.',
    checking: 'Comprobando',
    checkingSentence: 'Aún no lo sabemos. No pague otra vez.',
    checkingAdvice: 'Su banco tarda en responder. Deje esta página abierta: cambiará sola.',
    stillChecking: 'Tarda más de lo normal. Pregunte en el hospital antes de volver a pagar.',
    over: 'Anulado',
    overSentence: 'Este pago fue anulado. No se ha cobrado nada.',
    overAdvice: 'Pida al hospital un enlace nuevo.',
  },
  ar: {
    title: (hospital) => `الدفع إلى ${hospital}`,
    heading: 'دفع آمن',
    test: 'تجربة',
    testNote: 'تجربة فقط. لا تُنقل أموال حقيقية.',
    youPay: 'تدفع الآن',
    pay: (amount) => `ادفع ${amount}`,
    paying: 'جارٍ الدفع…',
    promise: 'تذهب بيانات بطاقتك مباشرة إلى Stripe، ولا يرى المستشفى رقم بطاقتك أبدًا. قد يطلب منك البنك التأكيد.',
    tryAgain: 'حاول مرة أخرى',
    anotherCard: 'جرّب بطاقة أخرى',
    noForm: 'تعذّر تحميل نموذج البطاقة.',
    noFormAdvice: 'لم يُخصم أي مبلغ. تحقق من الاتصال ثم حاول مرة أخرى.',
    paid: 'تم الدفع',
    paidSentence: (hospital) => `شكرًا لك. وصلت دفعتك إلى ${hospital}.`,
    paidAdvice: 'يمكنك إغلاق هذه الصفحة.',
    declined: 'مرفوضة',
    noMoney: 'لم تُنقل أي أموال.',
    notDone: 'لم يتم الدفع',
    notDoneSentence: 'لم تكتمل عملية الدفع.',
    notDoneAdvice: 'لم تُنقل أي أموال. يمكنك المحاولة مرة أخرى.',
    checking: 'جارٍ التحقق',
    checkingSentence: 'لا نعرف بعد. لا تدفع مرة أخرى.',
    checkingAdvice: 'البنك بطيء في الرد. اترك هذه الصفحة مفتوحة وستتغير تلقائيًا.',
    stillChecking: 'يستغرق الأمر أكثر من المعتاد. اسأل المستشفى قبل أن تدفع مرة أخرى.',
    over: 'أُلغيت',
    overSentence: 'أُلغيت هذه الدفعة. لم يُخصم أي مبلغ.',
    overAdvice: 'اطلب من المستشفى رابطًا جديدًا.',
  },
};

/** The words for a locale such as es or es-MX; English where we have none. */
export function textsFor(locale) {
  return TEXTS[String(locale ?? '').split(/[-_]/)[0].toLowerCase()] ?? TEXTS.en;
}

/** Why a card was refused and what to do next. The bank's reason first, then Stripe's, then the plain one. */
export function reasonOf(declines, error) {
  return declines[error.decline_code] ?? declines[error.code] ?? declines.card_declined;
}
