<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar">
<context>
    <name>till</name>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>(none named)</source>
        <translation>(لم تُذكر)</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>4242… pays · …9995 is declined · …3220 asks the bank</source>
        <translation>⁦4242…⁩ تنجح · ⁦…9995⁩ تُرفض · ⁦…3220⁩ تسأل البنك</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>A cardholder's bank asks for money back</source>
        <translation>يطلب بنك حامل بطاقة ردّ مال</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>A cashier or a supervisor of this site can. You can look.</source>
        <translation>يمكن لأمين صندوق أو مشرف في هذا الموقع القيام بذلك. يمكنك الاطلاع فقط.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>A dispute of {sum} is about the charge {charge}, which is not in these books.</source>
        <translation>نزاع بمبلغ {sum} يخص التحصيل {charge}، وهو ليس في هذه الدفاتر.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>A dispute was lost: the bank keeps the money</source>
        <translation>خُسر نزاع: يحتفظ البنك بالمال</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>A payment has ended</source>
        <translation>انتهت عملية دفع</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>A payment is being checked.</source>
        <translation>يجري التحقق من عملية دفع.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>A payment is being followed</source>
        <translation>تجري متابعة عملية دفع</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>A payment is open on the patient’s phone.</source>
        <translation>يوجد دفع مفتوح على هاتف المريض.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>A payment is under way.</source>
        <translation>هناك عملية دفع جارية.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>A payment was begun</source>
        <translation>بدأت عملية دفع</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>A payment was begun.</source>
        <translation>بدأت عملية دفع.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>A receipt exists only once money has moved.</source>
        <translation>لا يصدر إيصال إلا بعد انتقال المال.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>A refund came back from the bank</source>
        <translation>أعاد البنك استردادًا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/till.py"/>
        <source>A refund is open</source>
        <translation>هناك استرداد مفتوح</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>A refund that somebody asks for comes here by itself.</source>
        <translation>كل استرداد يُطلب يظهر هنا تلقائيًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>A refund was made in Stripe's dashboard, not here</source>
        <translation>أُجري استرداد في لوحة Stripe، لا هنا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>A sample hospital with made-up patients. No real money moves here.</source>
        <translation>مستشفى تجريبي بمرضى غير حقيقيين. لا ينتقل هنا أي مال حقيقي.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/till.py"/>
        <source>A search</source>
        <translation>بحث</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>A second intent ({id}) of one payment has taken {sum}.</source>
        <translation>حصّلت محاولة ثانية ({id}) للدفع نفسه {sum}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>A supervisor approves it before anything is sent.</source>
        <translation>يوافق عليه مشرف قبل إرسال أي شيء.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>A supervisor decides.</source>
        <translation>القرار للمشرف.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>A supervisor has to look at it</source>
        <translation>على مشرف أن يراجعها</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>A supervisor is here</source>
        <translation>المشرف حاضر هنا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>A supervisor of this site sees to it.</source>
        <translation>يعالجها مشرف من هذا الموقع.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>A supervisor said no.</source>
        <translation>رفض مشرف ذلك.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>A supervisor, who is somebody else, approves it first.</source>
        <translation>يوافق عليه أولًا مشرف، وهو شخص آخر.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>A test page has gone to {name}.</source>
        <translation>أُرسلت صفحة اختبار إلى {name}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Admin</source>
        <translation>مسؤول النظام</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/front.py"/>
        <source>Admin, sets up tills</source>
        <translation>مسؤول النظام، يجهّز الصناديق</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_modal.py"/>
        <source>After the payment</source>
        <translation>بعد الدفع</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>All</source>
        <translation>الكل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <source>All</source>
        <comment>the total of a table</comment>
        <translation>المجموع</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>All that is left, {left}</source>
        <translation>كل المتبقي، {left}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>Already paid</source>
        <translation>مدفوع سابقًا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_followed.py"/>
        <source>Amount</source>
        <translation>المبلغ</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Amount in question</source>
        <translation>المبلغ غير المؤكد</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Amount not for this card</source>
        <translation>مبلغ لا تقبله هذه البطاقة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>An admin</source>
        <translation>مسؤول النظام</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>An auditor</source>
        <translation>المدقق</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Another amount was received than was asked for</source>
        <translation>ورد مبلغ غير المبلغ المطلوب</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/today_page.py"/>
        <source>Another currency</source>
        <translation>عملة أخرى</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Another is here</source>
        <translation>مشرف آخر حاضر هنا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Another reason</source>
        <translation>سبب آخر</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Another supervisor has to approve it too.</source>
        <translation>يجب أن يوافق عليه مشرف آخر أيضًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Another supervisor has to say yes too.</source>
        <translation>يجب أن يوافق مشرف آخر أيضًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Another supervisor of this site has to approve it.</source>
        <translation>يجب أن يوافق عليه مشرف آخر في هذا الموقع.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Answer in Stripe's dashboard with the receipt and the invoice before the date; don't refund meanwhile.</source>
        <translation>أجب في لوحة Stripe بالإيصال والفاتورة قبل الموعد؛ ولا تُجرِ استردادًا في هذه الأثناء.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>Anywhere</source>
        <translation>في كل مكان</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Approval</source>
        <translation>الموافقة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <source>Approve {amount}</source>
        <translation>الموافقة على {amount}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <source>Approve {amount} back to {name}?</source>
        <translation>هل توافق على رد {amount} إلى {name}؟</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <source>Approve {amount} back to {patient}?</source>
        <translation>هل توافق على رد {amount} إلى {patient}؟</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Approve {amount} to {patient}</source>
        <translation>اعتماد {amount} إلى {patient}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Approved</source>
        <translation>تمت الموافقة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Approved by {name}</source>
        <translation>وافق عليه {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Approved, and being sent.</source>
        <translation>تمت الموافقة، وهو قيد الإرسال.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/supervisor_overlay.py"/>
        <source>Approving…</source>
        <translation>جارٍ تسجيل الموافقة…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <source>As https://billing.example or its name alone</source>
        <translation>مثل https://billing.example أو اسمه وحده</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>As in billing.hospital.example.</source>
        <translation>مثل billing.hospital.example.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/till.py"/>
        <source>As it stands in its box</source>
        <translation>كما هو في خانته</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/till.py"/>
        <source>As it stands on its screen</source>
        <translation>كما هو على شاشته</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>As much as {when}</source>
        <translation>مثل {when}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/settings_overlay.py"/>
        <source>As the desktop</source>
        <translation>مثل سطح المكتب</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <source>As {day}. Leave the second empty for one day.</source>
        <translation>مثل {day}. اترك الثاني فارغًا ليوم واحد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Ask a cashier or a supervisor of this site.</source>
        <translation>اطلب من أمين صندوق أو مشرف في هذا الموقع.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_modal.py"/>
        <source>Ask again what became of it</source>
        <translation>السؤال مجددًا عمّا حدث</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Ask an admin, or sign in with name and password.</source>
        <translation>اسأل مسؤول النظام أو سجّل الدخول بالاسم وكلمة المرور.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Ask another admin.</source>
        <translation>اطلب من مسؤول نظام آخر.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Ask another supervisor of this site.</source>
        <translation>اطلب من مشرف آخر في هذا الموقع.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Ask billing whether the invoice is to be collected in another way.</source>
        <translation>اسأل قسم الفوترة هل تُحصَّل الفاتورة بطريقة أخرى.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Ask for another way to pay, or let some time pass.</source>
        <translation>اطلب طريقة دفع أخرى أو انتظر بعض الوقت.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>Ask for it</source>
        <translation>طلبه</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Ask for it back to {name}</source>
        <translation>طلب رده إلى {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Ask for what is left, or less.</source>
        <translation>اطلب المتبقي أو أقل منه.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Ask for {amount}</source>
        <translation>طلب {amount}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Ask for {amount} back to {name}</source>
        <translation>طلب رد {amount} إلى {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Ask for {amount} to go back to {name}?</source>
        <translation>هل تطلب رد {amount} إلى {name}؟</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Ask now</source>
        <translation>اسأل الآن</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>Ask the server again</source>
        <translation>سؤال الخادم مجددًا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Asked</source>
        <translation>الطلب</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Asked by</source>
        <translation>طلبه</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Asked for</source>
        <translation>المطلوب</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Asking Stripe again</source>
        <translation>نسأل Stripe مجددًا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Asking Stripe again, try {number} of {most}</source>
        <translation>نسأل Stripe مجددًا، المحاولة {number} من {most}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Asking again, try {number}.</source>
        <translation>نسأل مجددًا، المحاولة {number}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund.py"/>
        <source>Asking for {amount}…</source>
        <translation>جارٍ طلب {amount}…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Asking the server again, try {number}</source>
        <translation>نسأل الخادم مجددًا، المحاولة {number}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>Asking the server…</source>
        <translation>جارٍ سؤال الخادم…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>At the bank</source>
        <translation>لدى البنك</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>At their own till, or here with their own name and password.</source>
        <translation>من صندوقه، أو هنا باسمه وكلمة مروره.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Auditor</source>
        <translation>مدقق</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/front.py"/>
        <source>Auditor, reads only</source>
        <translation>مدقق، للاطلاع فقط</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_form.py"/>
        <location filename="../../pos_app/desktop/views/refund_page.py"/>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Back to the invoice</source>
        <translation>العودة إلى الفاتورة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/views/today_page.py"/>
        <source>Back to the invoices</source>
        <translation>العودة إلى الفواتير</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>Back, or close</source>
        <translation>رجوع أو إغلاق</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Bank check</source>
        <translation>تحقق البنك</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Bank check not finished</source>
        <translation>تحقق البنك لم يكتمل</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Bank check wanted</source>
        <translation>البنك يطلب التحقق</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Bank could not work on it</source>
        <translation>تعذرت المعالجة على البنك</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Bank gave no reason</source>
        <translation>لم يذكر البنك سببًا</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Bank not reached</source>
        <translation>تعذر الوصول إلى البنك</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <source>Be {name}</source>
        <translation>بصفة {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Before</source>
        <translation>قبل ذلك</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Begin again, or sign in with name and password.</source>
        <translation>ابدأ من جديد أو سجّل الدخول بالاسم وكلمة المرور.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>Begun {when} by {name}. Don’t charge again.</source>
        <translation>بدأها {name}، {when}. لا تحصّل مرة أخرى.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>Being paid {where} since {time}.</source>
        <translation>يجري الدفع {where} منذ {time}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/amounts.py"/>
        <source>By card, only whole multiples of {amount} can be given back.</source>
        <translation>لا يمكن الرد على البطاقة إلا بمضاعفات {amount}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>By day</source>
        <translation>حسب اليوم</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <source>By hour</source>
        <translation>حسب الساعة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <source>By person</source>
        <translation>حسب الشخص</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <source>By till</source>
        <translation>حسب الصندوق</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/faces/sso.py"/>
        <location filename="../../pos_app/desktop/views/days_overlay.py"/>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>Cancel this payment</source>
        <translation>إلغاء هذا الدفع</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Cancelling…</source>
        <translation>جارٍ الإلغاء…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Card</source>
        <translation>بطاقة</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Card at its limit</source>
        <translation>بلغت البطاقة حدها</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_figures.py"/>
        <source>Card at the till</source>
        <translation>بطاقة، الصندوق</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Card declined</source>
        <translation>رُفضت البطاقة</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Card expired</source>
        <translation>بطاقة منتهية</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <location filename="../../pos_app/desktop/views/card_frame.py"/>
        <location filename="../../pos_app/desktop/views/card_view.py"/>
        <source>Card form</source>
        <translation>نموذج البطاقة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_figures.py"/>
        <source>Card from home</source>
        <translation>بطاقة، المنزل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Card misused</source>
        <translation>إساءة استخدام البطاقة</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Card not for this currency</source>
        <translation>البطاقة لا تقبل هذه العملة</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Card not for this use</source>
        <translation>البطاقة غير مخصصة لهذا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/card_view.py"/>
        <source>Card payments can’t start on this computer.</source>
        <translation>لا يمكن بدء الدفع بالبطاقة على هذا الحاسوب.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_figures.py"/>
        <source>Card reader</source>
        <translation>قارئ البطاقات</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <location filename="../../pos_app/desktop/presenters/today_figures.py"/>
        <source>Cash</source>
        <translation>نقدًا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_figures.py"/>
        <source>Cash, no till</source>
        <translation>نقدًا، بلا صندوق</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/front.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Cashier</source>
        <translation>أمين الصندوق</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/password_overlay.py"/>
        <source>Change it</source>
        <translation>تغييرها</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/password.py"/>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>Change your password</source>
        <translation>تغيير كلمة مرورك</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/top_bar.py"/>
        <source>Change your password (Ctrl+Shift+P)</source>
        <translation>تغيير كلمة مرورك (Ctrl+Shift+P)</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_course.py"/>
        <source>Changing the amount</source>
        <translation>جارٍ تغيير المبلغ</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>Changing your password…</source>
        <translation>جارٍ تغيير كلمة المرور…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/password_overlay.py"/>
        <source>Changing…</source>
        <translation>جارٍ التغيير…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_form.py"/>
        <source>Charge</source>
        <translation>تحصيل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Charge again: locked until we know</source>
        <translation>التحصيل مجددًا: مقفل حتى نعرف</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Charge {amount}</source>
        <translation>تحصيل {amount}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Charge {amount} to {card}</source>
        <translation>تحصيل {amount} من {card}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Charge {amount} to {card} of {name}?</source>
        <translation>تحصيل {amount} من {card} لصاحبها {name}؟</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Charge {amount} to {name}</source>
        <translation>تحصيل {amount} من {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Charged twice</source>
        <translation>حُصّل مرتين</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Charging {amount}…</source>
        <translation>جارٍ تحصيل {amount}…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Charging {card}</source>
        <translation>يجري الخصم من {card}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/health_overlay.py"/>
        <source>Check again</source>
        <translation>الفحص مجددًا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Check both and try again.</source>
        <translation>تحقق من كليهما وحاول مجددًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>Check it and try again.</source>
        <translation>تحقق منها وحاول مجددًا.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Check it with the patient and type it again.</source>
        <translation>راجعه مع المريض واكتبه مجددًا.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Check the amount, or try another card.</source>
        <translation>تحقق من المبلغ أو جرّب بطاقة أخرى.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Check the bank account in Stripe's dashboard; the money is at Stripe again.</source>
        <translation>راجع الحساب البنكي في لوحة Stripe؛ فالمال لدى Stripe من جديد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Check the figure.</source>
        <translation>تحقق من الرقم.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Check the network cable; the till keeps trying.</source>
        <translation>تحقق من كابل الشبكة؛ الصندوق يواصل المحاولة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Check the server’s address, and whether the network wants a log-in.</source>
        <translation>تحقق من عنوان الخادم، وهل تطلب الشبكة تسجيل الدخول.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <source>Check the spelling, or look for the invoice’s number or the MRN.</source>
        <translation>تحقق من الكتابة، أو ابحث برقم الفاتورة أو رقم الملف.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Check the spelling, or look for the invoice’s number, the receipt’s or the MRN.</source>
        <translation>تحقق من الكتابة، أو ابحث برقم الفاتورة أو رقم الإيصال أو رقم الملف.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>Check the spelling, or scan the code on the patient’s letter.</source>
        <translation>تحقق من الكتابة، أو امسح الرمز على رسالة المريض.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>Check what you typed or pasted.</source>
        <translation>تحقق مما كتبته أو لصقته.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Checking</source>
        <translation>قيد التحقق</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Checking this till.</source>
        <translation>يجري فحص هذا الصندوق.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Choose a reason.</source>
        <translation>اختر سببًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/copies.py"/>
        <source>Choose a receipt to look at it, or to print it again.</source>
        <translation>اختر إيصالًا لعرضه أو لطباعته مجددًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Choose an amount below {amount}</source>
        <translation>اختر مبلغًا أقل من {amount}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Choose another.</source>
        <translation>اختر غيره.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>Choose one in the list to see what to do about it.</source>
        <translation>اختر واحدة من القائمة لترى ما يجب فعله.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>Choose one in the list, type a name or a number, or scan a letter.</source>
        <translation>اختر واحدة من القائمة، أو اكتب اسمًا أو رقمًا، أو امسح رسالة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Choose one in the list.</source>
        <translation>اختر واحدًا من القائمة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>Choose your password</source>
        <translation>اختر كلمة مرورك</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <source>Clear the search</source>
        <translation>مسح البحث</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/receipts_page.py"/>
        <source>Clear the search, or back</source>
        <translation>مسح البحث أو الرجوع</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Clock</source>
        <translation>الساعة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/health_overlay.py"/>
        <location filename="../../pos_app/desktop/views/key_overlay.py"/>
        <location filename="../../pos_app/desktop/views/settings_overlay.py"/>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/components/figures.py"/>
        <location filename="../../pos_app/desktop/views/invoice_table.py"/>
        <location filename="../../pos_app/desktop/views/queue_table.py"/>
        <location filename="../../pos_app/desktop/views/receipts_table.py"/>
        <source>Columns</source>
        <translation>الأعمدة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>Compare the code there with this one.</source>
        <translation>قارن الرمز هناك بهذا الرمز.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Compare the payment in Stripe's dashboard with the invoice; refund what is too much.</source>
        <translation>قارن الدفع في لوحة Stripe بالفاتورة؛ وردّ ما زاد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Confirming</source>
        <translation>التأكيد</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>Connected</source>
        <translation>متصل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>Connected, the server has trouble</source>
        <translation>متصل، والخادم يواجه مشكلة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/counter.py"/>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>Connecting…</source>
        <translation>جارٍ الاتصال…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/copies.py"/>
        <source>Copy {copy} printed on {name}</source>
        <translation>طُبعت النسخة {copy} على {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/copies.py"/>
        <source>Copy {copy} saved as {name}</source>
        <translation>حُفظت النسخة {copy} باسم {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/copies.py"/>
        <source>Counting the copy…</source>
        <translation>جارٍ تسجيل النسخة…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/settings_overlay.py"/>
        <source>Dark</source>
        <translation>داكن</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoice_table.py"/>
        <source>Date</source>
        <translation>التاريخ</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <source>Day</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <location filename="../../pos_app/desktop/views/today_page.py"/>
        <source>Days</source>
        <translation>الأيام</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/queue_page.py"/>
        <source>Decide on it</source>
        <translation>اتخاذ القرار</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Declined</source>
        <translation>مرفوضة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Declined on the phone. {sentence} The patient can try another card there.</source>
        <translation>رُفض على الهاتف. {sentence} يمكن للمريض تجربة بطاقة أخرى هناك.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_error.py"/>
        <location filename="../../pos_app/desktop/views/payment_modal.py"/>
        <source>Details for IT</source>
        <translation>تفاصيل لقسم التقنية</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Disk</source>
        <translation>القرص</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Dispute closed, {sum}</source>
        <translation>أُغلق النزاع، {sum}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Dispute lost, {sum}</source>
        <translation>خُسر النزاع، {sum}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Dispute won, {sum}</source>
        <translation>كُسب النزاع، {sum}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Disputed by the cardholder's bank, {sum}</source>
        <translation>اعترض عليه بنك حامل البطاقة، {sum}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Don't charge again. We keep asking Stripe; its dashboard may know more.</source>
        <translation>لا تحصّل مرة أخرى. نواصل سؤال Stripe؛ وقد تعرف لوحته أكثر.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Don't refund again. We keep asking Stripe; its dashboard may know more.</source>
        <translation>لا تكرر الاسترداد. نواصل سؤال Stripe؛ وقد تعرف لوحته أكثر.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Done</source>
        <translation>تم</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Don’t ask again. The till goes on under the same number, so it is one refund however often it is sent.</source>
        <translation>لا تطلبه مجددًا. يتابع الصندوق بالرقم نفسه، فهو استرداد واحد مهما تكرر الإرسال.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>Don’t charge again until we know.</source>
        <translation>لا تحصّل مجددًا حتى نعرف.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Don’t charge again.</source>
        <translation>لا تحصّل مرة أخرى.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Don’t charge again. We keep asking.</source>
        <translation>لا تحصّل مرة أخرى. نواصل السؤال.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Don’t give anything back meanwhile. A supervisor answers the bank.</source>
        <translation>لا تردّ شيئًا في هذه الأثناء. المشرف يجيب البنك.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoice_table.py"/>
        <source>Due</source>
        <translation>المستحق</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>Due now</source>
        <translation>المستحق الآن</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Each payment tried came through.</source>
        <translation>تمت كل دفعة جرت محاولتها.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Encrypted, and {server} is who it says it is.</source>
        <translation>الاتصال مشفَّر، والخادم {server} هو من يقول إنه هو.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Esc cancels this payment; then take a new card, or the phone.</source>
        <translation>مفتاح Esc يلغي هذا الدفع؛ ثم خذ بطاقة جديدة أو استخدم الهاتف.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>Everything fits.</source>
        <translation>كل شيء مطابق.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/key_overlay.py"/>
        <source>Everything on this till has one.</source>
        <translation>لكل شيء في هذا الصندوق مفتاح.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Everything works.</source>
        <translation>كل شيء يعمل.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Everything works; a password is asked for at each start.</source>
        <translation>كل شيء يعمل؛ وتُطلب كلمة المرور عند كل بدء.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/rail.py"/>
        <location filename="../../pos_app/desktop/views/work.py"/>
        <source>Exceptions</source>
        <translation>الحالات الشاذة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Expired {date}</source>
        <translation>انتهت في {date}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Expires {date}</source>
        <translation>تنتهي في {date}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <location filename="../../pos_app/desktop/views/today_page.py"/>
        <source>Export CSV</source>
        <translation>تصدير CSV</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/today_page.py"/>
        <source>Export as CSV</source>
        <translation>تصدير بصيغة CSV</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <source>Exporting…</source>
        <translation>جارٍ التصدير…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Failed</source>
        <translation>فشل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/invoices.py"/>
        <source>Fetching invoices. You can type or scan already.</source>
        <translation>جارٍ جلب الفواتير. يمكنك الكتابة أو المسح الآن.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <source>Fetching receipts. You can type already.</source>
        <translation>جارٍ جلب الإيصالات. يمكنك الكتابة الآن.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds.py"/>
        <source>Fetching refunds.</source>
        <translation>جارٍ جلب عمليات الاسترداد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/copies.py"/>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <source>Fetching the receipt…</source>
        <translation>جارٍ جلب الإيصال…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions.py"/>
        <source>Fetching what does not fit.</source>
        <translation>جارٍ جلب ما لا يتطابق.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <location filename="../../pos_app/desktop/views/queue_page.py"/>
        <source>Filter: {text}</source>
        <translation>تصفية: {text}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Find its invoice with the ids Stripe shows, or refund it in Stripe's dashboard.</source>
        <translation>ابحث عن فاتورته بالمعرّفات التي يعرضها Stripe، أو ردّه من لوحة Stripe.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Find out who made it and why, and write it in the note.</source>
        <translation>اعرف من أجراه ولماذا، واكتب ذلك في الملاحظة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/days_overlay.py"/>
        <source>First day</source>
        <translation>أول يوم</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>Five must approve</source>
        <translation>يلزم خمسة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_followed.py"/>
        <source>Followed to the end</source>
        <translation>متابَعة حتى النهاية</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/supervisor_overlay.py"/>
        <source>For this one act: nobody stays signed in, and nothing is kept.</source>
        <translation>لهذه المرة فقط: لا يبقى أحد مسجّلًا ولا يُحفظ شيء.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Found</source>
        <translation>نتائج</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>Four must approve</source>
        <translation>يلزم أربعة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <source>From home</source>
        <translation>من المنزل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/settings_overlay.py"/>
        <source>From the next start of the till</source>
        <translation>عند تشغيل الصندوق في المرة القادمة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <source>Front-desk till</source>
        <translation>صندوق الاستقبال</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_followed.py"/>
        <source>Give it back in another way.</source>
        <translation>أعده بطريقة أخرى.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_course.py"/>
        <source>Giving the invoice back</source>
        <translation>جارٍ إرجاع الفاتورة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Giving up the {amount}.</source>
        <translation>جارٍ التخلي عن {amount}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>Go on in your browser</source>
        <translation>تابع في متصفحك</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Good</source>
        <translation>سليم</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/behind.py"/>
        <source>HMIS POS: test page</source>
        <translation>HMIS POS: صفحة اختبار</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/health_overlay.py"/>
        <location filename="../../pos_app/desktop/views/settings_overlay.py"/>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>Health of this till</source>
        <translation>حالة هذا الصندوق</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/components/fields.py"/>
        <source>Hide the password</source>
        <translation>إخفاء كلمة المرور</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>Hospital</source>
        <translation>المستشفى</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <source>Hour</source>
        <translation>الساعة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_methods.py"/>
        <source>How</source>
        <translation>الطريقة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_followed.py"/>
        <source>How far</source>
        <translation>إلى أين وصل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>How, is shown when the till is unlocked</source>
        <translation>تظهر النتيجة عند فتح قفل الصندوق</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>If it is none of them, check the spelling, or scan the code on the patient’s letter.</source>
        <translation>إن لم تكن أيًّا منها فتحقق من الكتابة، أو امسح الرمز على رسالة المريض.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>If it is not that one, check the spelling, or scan the code on the patient’s letter.</source>
        <translation>إن لم تكن هي، فتحقق من الكتابة أو امسح الرمز على رسالة المريض.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>If still unknown, a supervisor is told</source>
        <translation>إن بقي الأمر مجهولًا يُبلَّغ مشرف</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>In Stripe’s dashboard</source>
        <translation>في لوحة Stripe</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>In your own words</source>
        <translation>بكلماتك</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Insufficient funds</source>
        <translation>رصيد غير كافٍ</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Insurer agreed to its share</source>
        <translation>وافقت شركة التأمين على حصتها</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Insurer paid</source>
        <translation>دفعت شركة التأمين</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <location filename="../../pos_app/desktop/views/invoice_table.py"/>
        <location filename="../../pos_app/desktop/views/receipts_table.py"/>
        <source>Invoice</source>
        <translation>الفاتورة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Invoice changed</source>
        <translation>عُدّلت الفاتورة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Invoice made</source>
        <translation>صدرت الفاتورة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <source>Invoice number, MRN, name, phone or date of birth</source>
        <translation>رقم الفاتورة أو الملف أو الاسم أو الهاتف أو تاريخ الميلاد</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/work.py"/>
        <source>Invoice or receipt number, patient, or who asked</source>
        <translation>رقم الفاتورة أو الإيصال، أو المريض، أو صاحب الطلب</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Invoice voided</source>
        <translation>أُلغيت الفاتورة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoice_list.py"/>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <location filename="../../pos_app/desktop/views/rail.py"/>
        <source>Invoices</source>
        <translation>الفواتير</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>It agrees with the server’s.</source>
        <translation>توافق ساعة الخادم.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>It answers.</source>
        <translation>تستجيب.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>It can be written.</source>
        <translation>يمكن الكتابة فيه.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>It can’t be looked at ({error}).</source>
        <translation>يتعذر الفحص ({error}).</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_course.py"/>
        <source>It could not be cancelled yet. Nothing is charged.</source>
        <translation>تعذر الإلغاء بعد. لم يُحصَّل شيء.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>It does not answer.</source>
        <translation>لا توجد استجابة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>It does not leave this computer.</source>
        <translation>لا يغادر هذا الحاسوب.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>It goes on by itself while the till is locked</source>
        <translation>تستمر تلقائيًا والصندوق مقفل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>It goes on by itself. We ask about it when someone signs in.</source>
        <translation>تستمر تلقائيًا. نسأل عنها عندما يسجّل أحد الدخول.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>It has asked the patient by mail where the money shall go.</source>
        <translation>سأل المريض بالبريد إلى أين يُرسل المال.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund.py"/>
        <source>It is being asked for.</source>
        <translation>جارٍ الطلب.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>It is being read again.</source>
        <translation>تجري قراءته مجددًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>It is being written down.</source>
        <translation>جارٍ تدوينه.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>It is given up when you sign in here again.</source>
        <translation>يُلغى عندما تسجّل الدخول هنا مجددًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>It is good for five minutes. Never tell it to anybody.</source>
        <translation>صالح لخمس دقائق. لا تخبر به أحدًا أبدًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>It is read again from the server</source>
        <translation>تُقرأ مجددًا من الخادم</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>It keeps sessions safe.</source>
        <translation>تحفظ الجلسات بأمان.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>It may already be taken.</source>
        <translation>ربما حُصّل بالفعل.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>It may be paid already: look at it again.</source>
        <translation>ربما دُفعت بالفعل: راجعها مجددًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>It resolved itself</source>
        <translation>انحلّت تلقائيًا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>It stands on the card’s statement, {arrives}. The till sends no message.</source>
        <translation>يظهر في كشف البطاقة، {arrives}. لا يرسل الصندوق أي رسالة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>It takes the yes of a supervisor who is somebody else.</source>
        <translation>تلزم موافقة مشرف هو شخص آخر.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_course.py"/>
        <source>It takes too long. Check the network, then load it again.</source>
        <translation>يستغرق وقتًا طويلًا. تحقق من الشبكة ثم حمّله مجددًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_course.py"/>
        <source>It was too late to cancel: the payment went through.</source>
        <translation>فات أوان الإلغاء: تم الدفع.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Its browser can’t start on this computer.</source>
        <translation>لا يمكن بدء متصفحه على هذا الحاسوب.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Its browser starts on this computer.</source>
        <translation>يبدأ متصفحه على هذا الحاسوب.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Its number is not kept here.</source>
        <translation>رقمها غير محفوظ هنا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/queue_page.py"/>
        <location filename="../../pos_app/desktop/views/receipts_page.py"/>
        <source>Just type</source>
        <translation>اكتب مباشرة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <source>Just type, or scan</source>
        <translation>اكتب أو امسح</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Keep</source>
        <translation>إبقاء</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Keep it</source>
        <translation>إبقاؤه</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_modal.py"/>
        <source>Keep the screen open, or leave</source>
        <translation>إبقاء الشاشة مفتوحة أو المغادرة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>Kept for {name}</source>
        <translation>محفوظ لـ {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Keyring</source>
        <translation>حلقة المفاتيح</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/key_overlay.py"/>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <location filename="../../pos_app/desktop/views/rail.py"/>
        <source>Keys</source>
        <translation>المفاتيح</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/settings_overlay.py"/>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/days_overlay.py"/>
        <source>Last day</source>
        <translation>آخر يوم</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>Least due first</source>
        <translation>الأصغر استحقاقًا أولًا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>Leave anyway</source>
        <translation>المغادرة على أي حال</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Leave it and start the payment again.</source>
        <translation>اتركها وابدأ الدفع من جديد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Leave it for later</source>
        <translation>تركها لوقت لاحق</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Leave out the last figures.</source>
        <translation>احذف الأرقام الأخيرة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>Leave, nothing is asked for</source>
        <translation>المغادرة دون طلب شيء</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_form.py"/>
        <source>Leave, nothing is charged</source>
        <translation>المغادرة دون تحصيل شيء</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Leaving with Esc cancels this attempt and gives the invoice back to every till.</source>
        <translation>المغادرة بمفتاح Esc تلغي هذه المحاولة وتعيد الفاتورة إلى كل الصناديق.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Leaving with Esc gives the invoice back to every till.</source>
        <translation>المغادرة بمفتاح Esc تعيد الفاتورة إلى كل الصناديق.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Left after</source>
        <translation>المتبقي</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <source>Left to pay</source>
        <translation>المتبقي للدفع</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/settings_overlay.py"/>
        <source>Light</source>
        <translation>فاتح</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Load it again</source>
        <translation>تحميل مجددًا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/components/pieces.py"/>
        <source>Loading</source>
        <translation>جارٍ التحميل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_course.py"/>
        <source>Loading the card form</source>
        <translation>جارٍ تحميل نموذج البطاقة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/top_bar.py"/>
        <source>Lock</source>
        <translation>قفل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>Lock the till</source>
        <translation>قفل الصندوق</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/top_bar.py"/>
        <source>Locked</source>
        <translation>مقفل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/settings_overlay.py"/>
        <source>Locks by itself after so many idle minutes</source>
        <translation>يُقفل تلقائيًا بعد هذه الدقائق دون استخدام</translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/front.py"/>
        <source>Locks by itself after {count} idle minutes. Your work is kept.</source>
        <translation><numerusform>يُقفل تلقائيًا فورًا. عملك محفوظ.</numerusform><numerusform>يُقفل تلقائيًا بعد دقيقة دون استخدام. عملك محفوظ.</numerusform><numerusform>يُقفل تلقائيًا بعد دقيقتين دون استخدام. عملك محفوظ.</numerusform><numerusform>يُقفل تلقائيًا بعد {count} دقائق دون استخدام. عملك محفوظ.</numerusform><numerusform>يُقفل تلقائيًا بعد {count} دقيقة دون استخدام. عملك محفوظ.</numerusform><numerusform>يُقفل تلقائيًا بعد {count} دقيقة دون استخدام. عملك محفوظ.</numerusform></translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/counter.py"/>
        <source>Log</source>
        <translation>السجل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>Log out</source>
        <translation>تسجيل الخروج</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/top_bar.py"/>
        <source>Log out (Ctrl+Shift+L)</source>
        <translation>تسجيل الخروج (Ctrl+Shift+L)</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>Log out and sign in as someone else</source>
        <translation>تسجيل الخروج والدخول كشخص آخر</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>Log {name} out?</source>
        <translation>هل تنهي جلسة {name}؟</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/settings_overlay.py"/>
        <source>Look</source>
        <translation>المظهر</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Look again</source>
        <translation>انظر مجددًا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>Look at all sites</source>
        <translation>البحث في كل المواقع</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Look at it in Stripe's dashboard.</source>
        <translation>راجعه في لوحة Stripe.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Look at the invoice again, or ask a supervisor.</source>
        <translation>راجع الفاتورة مجددًا أو اسأل مشرفًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Look at the invoice again.</source>
        <translation>راجع الفاتورة مجددًا.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Look at the invoice before trying again: it may be paid.</source>
        <translation>راجع الفاتورة قبل المحاولة مجددًا: ربما دُفعت.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Look at the list again.</source>
        <translation>راجع القائمة مجددًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Look at the network.</source>
        <translation>افحص الشبكة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Look at the printer. Receipts can be saved as PDF.</source>
        <translation>افحص الطابعة. يمكن حفظ الإيصالات بصيغة PDF.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Look at the refund again.</source>
        <translation>راجع الاسترداد مجددًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Look at this</source>
        <translation>يحتاج نظرة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Look at yesterday</source>
        <translation>عرض الأمس</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Look it up again, or ask the other site.</source>
        <translation>ابحث عنها مجددًا أو اسأل الموقع الآخر.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Look the charge up in Stripe's dashboard; it may belong to another system on the same account.</source>
        <translation>ابحث عن التحصيل في لوحة Stripe؛ فقد يخص نظامًا آخر على الحساب نفسه.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Looking at it.</source>
        <translation>جارٍ الفحص.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>Looking for your session…</source>
        <translation>جارٍ البحث عن جلستك…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Looking up and receipts work. Tell IT.</source>
        <translation>البحث والإيصالات تعمل. أبلغ قسم التقنية.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>MRN {mrn}</source>
        <translation>ملف {mrn}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_followed.py"/>
        <source>Made in Stripe’s dashboard</source>
        <translation>أُجري في لوحة Stripe</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Make a new link</source>
        <translation>إنشاء رابط جديد</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Make another one first.</source>
        <translation>أنشئ غيره أولًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Make room soon.</source>
        <translation>أفرغ مساحة قريبًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Making the link</source>
        <translation>جارٍ إنشاء الرابط</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Money was given back for a payment that is not in these books</source>
        <translation>رُدّ مال عن دفع ليس في هذه الدفاتر</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Money was received for a void invoice</source>
        <translation>ورد مال عن فاتورة ملغاة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Money was received that belongs to no invoice here</source>
        <translation>ورد مال لا يخص أي فاتورة هنا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>More than {times} times {when}</source>
        <translation>أكثر من {times} أضعاف {when}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>More was received than was left to pay</source>
        <translation>ورد أكثر مما بقي للدفع</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>Most due first</source>
        <translation>الأكبر استحقاقًا أولًا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <source>Most due first, or least</source>
        <translation>الأكبر استحقاقًا أولًا، أو الأصغر</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <location filename="../../pos_app/desktop/views/queue_page.py"/>
        <location filename="../../pos_app/desktop/views/receipts_page.py"/>
        <source>Move</source>
        <translation>التنقل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/invoices.py"/>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <source>My site</source>
        <translation>موقعي</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/invoices.py"/>
        <source>My sites</source>
        <translation>مواقعي</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <location filename="../../pos_app/desktop/views/person_card.py"/>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <source>Name and password are needed.</source>
        <translation>الاسم وكلمة المرور مطلوبان.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Name and password don’t belong together.</source>
        <translation>الاسم وكلمة المرور غير متطابقين.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/person_card.py"/>
        <source>Name {username}, password {password}</source>
        <translation>الاسم {username}، كلمة المرور {password}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>Needs five supervisors</source>
        <translation>يلزم خمسة مشرفين</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>Needs four supervisors</source>
        <translation>يلزم أربعة مشرفين</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>Needs three supervisors</source>
        <translation>يلزم ثلاثة مشرفين</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>Needs two supervisors</source>
        <translation>يلزم مشرفان</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <source>Net</source>
        <translation>الصافي</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <location filename="../../pos_app/desktop/views/payment_form.py"/>
        <source>New card</source>
        <translation>بطاقة جديدة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <location filename="../../pos_app/desktop/views/password_overlay.py"/>
        <source>New password</source>
        <translation>كلمة مرور جديدة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>Newest first</source>
        <translation>الأحدث أولًا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <source>Newest first, or oldest</source>
        <translation>الأحدث أولًا، أو الأقدم</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>News from Stripe could not be worked on</source>
        <translation>تعذرت معالجة خبر من Stripe</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>News of {id} ({kind}) was tried {tries} times: {how}.</source>
        <translation>جرت محاولة معالجة خبر {id} ({kind})، عدد المرات {tries}: {how}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>Next field</source>
        <translation>الحقل التالي</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_form.py"/>
        <source>Next field, in and out of the card form</source>
        <translation>الحقل التالي، داخل نموذج البطاقة وخارجه</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>Next field, next button</source>
        <translation>الحقل أو الزر التالي</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Next patient</source>
        <translation>المريض التالي</translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/outcome.py"/>
        <source>Next patient in {count} seconds</source>
        <translation><numerusform>المريض التالي الآن</numerusform><numerusform>المريض التالي بعد ثانية</numerusform><numerusform>المريض التالي بعد ثانيتين</numerusform><numerusform>المريض التالي بعد {count} ثوانٍ</numerusform><numerusform>المريض التالي بعد {count} ثانية</numerusform><numerusform>المريض التالي بعد {count} ثانية</numerusform></translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_modal.py"/>
        <source>Next patient, or try another card</source>
        <translation>المريض التالي، أو تجربة بطاقة أخرى</translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>Next try in {count} seconds.</source>
        <translation><numerusform>المحاولة التالية الآن.</numerusform><numerusform>المحاولة التالية بعد ثانية.</numerusform><numerusform>المحاولة التالية بعد ثانيتين.</numerusform><numerusform>المحاولة التالية بعد {count} ثوانٍ.</numerusform><numerusform>المحاولة التالية بعد {count} ثانية.</numerusform><numerusform>المحاولة التالية بعد {count} ثانية.</numerusform></translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>No answer came back</source>
        <translation>لم يصل رد</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>No answer yet. Nothing is charged.</source>
        <translation>لا رد بعد. لم يُحصَّل شيء.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>No card was tried.</source>
        <translation>لم تُجرَّب أي بطاقة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No checking invoice matches “{text}”.</source>
        <translation>لا توجد فاتورة قيد التحقق تطابق «{text}».</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No checking invoices at any site.</source>
        <translation>لا توجد فواتير قيد التحقق في أي موقع.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No checking invoices at your site.</source>
        <translation>لا توجد فواتير قيد التحقق في موقعك.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>No connection</source>
        <translation>لا اتصال</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>No invoice is chosen.</source>
        <translation>لم تُختر أي فاتورة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No invoice matches “{text}”.</source>
        <translation>لا توجد فاتورة تطابق «{text}».</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No invoices at any site.</source>
        <translation>لا توجد فواتير في أي موقع.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No invoices at your site.</source>
        <translation>لا توجد فواتير في موقعك.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>No longer counts: {name} does not supervise here any more</source>
        <translation>لم تعد محتسبة: {name} لم يعد مشرفًا هنا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>No money has moved.</source>
        <translation>لم ينتقل أي مال.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>No money has moved. A second try continues this payment, so it can’t be charged twice.</source>
        <translation>لم ينتقل أي مال. المحاولة الثانية تتابع هذا الدفع، فلا يمكن التحصيل مرتين.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>No money was given back.</source>
        <translation>لم يُردّ أي مال.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>No money was given back. It can be asked for again.</source>
        <translation>لم يُردَّ أي مال. يمكن طلبه مجددًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No open invoice matches “{text}”.</source>
        <translation>لا توجد فاتورة مفتوحة تطابق «{text}».</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No open invoices at any site.</source>
        <translation>لا توجد فواتير مفتوحة في أي موقع.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No open invoices at your site.</source>
        <translation>لا توجد فواتير مفتوحة في موقعك.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No paid today invoice matches “{text}”.</source>
        <translation>لا توجد فاتورة دُفعت اليوم تطابق «{text}».</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No part-paid invoice matches “{text}”.</source>
        <translation>لا توجد فاتورة مدفوعة جزئيًا تطابق «{text}».</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No part-paid invoices at any site.</source>
        <translation>لا توجد فواتير مدفوعة جزئيًا في أي موقع.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No part-paid invoices at your site.</source>
        <translation>لا توجد فواتير مدفوعة جزئيًا في موقعك.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>No payment can be begun at this till. Tell IT.</source>
        <translation>لا يمكن بدء أي دفع عند هذا الصندوق. أبلغ قسم التقنية.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>No payment is open.</source>
        <translation>لا توجد عملية دفع مفتوحة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <location filename="../../pos_app/desktop/printing/system.py"/>
        <source>No printer is set up on this computer.</source>
        <translation>لا توجد طابعة معدّة على هذا الحاسوب.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>No reason from the list</source>
        <translation>بلا سبب من القائمة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>No reason given</source>
        <translation>لم يُذكر سبب</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <source>No receipt matches “{asked}”.</source>
        <translation>لا يوجد إيصال يطابق «{asked}».</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>No refund has been made yet.</source>
        <translation>لم يُجرَ أي استرداد بعد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>No refund has failed.</source>
        <translation>لم يفشل أي استرداد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>No refund is chosen.</source>
        <translation>لم يُختر أي استرداد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>No refund is on its way.</source>
        <translation>لا يوجد استرداد قيد التنفيذ.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>No refund matches “{sought}”.</source>
        <translation>لا يوجد استرداد يطابق «{sought}».</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>No refund was refused or withdrawn.</source>
        <translation>لم يُرفض أو يُسحب أي استرداد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/invoices.py"/>
        <source>No single invoice has the code “{code}”.</source>
        <translation>لا توجد فاتورة واحدة بالرمز «{code}».</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Nobody can charge it any more, at any desk. With another payment the patient may have it kept again.</source>
        <translation>لن يستطيع أحد الخصم منها بعد ذلك عند أي مكتب. ومع دفع آخر يمكن للمريض أن يطلب حفظها من جديد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>Nobody has said yes yet.</source>
        <translation>لم يوافق أحد بعد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Nobody knows yet whether a card was charged</source>
        <translation>لا يُعرف بعد هل خُصم من بطاقة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Nobody knows yet whether a refund was made</source>
        <translation>لا يُعرف بعد هل أُجري استرداد</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Not known without the server.</source>
        <translation>لا يُعرف دون الخادم.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Not known yet</source>
        <translation>غير معروف بعد</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/password_overlay.py"/>
        <source>Not now</source>
        <translation>ليس الآن</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Not possible</source>
        <translation>غير ممكن</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Not taken</source>
        <translation>لم يُحصَّل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Not working</source>
        <translation>لا يعمل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/views/supervisor_overlay.py"/>
        <source>Not yet</source>
        <translation>ليس الآن</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Note to {first}, needed to refuse. Patients never see it.</source>
        <translation>ملاحظة إلى {first}، لازمة للرفض. لا يراها المريض أبدًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Nothing can be charged. Tell IT.</source>
        <translation>لا يمكن تحصيل شيء. أبلغ قسم التقنية.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>Nothing can be taken for it.</source>
        <translation>لا يمكن تحصيل شيء عنها.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Nothing can be taken for this invoice now.</source>
        <translation>لا يمكن تحصيل شيء عن هذه الفاتورة الآن.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>Nothing has been charged</source>
        <translation>لم يُحصَّل شيء</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>Nothing has been paid today yet.</source>
        <translation>لم يُدفع شيء اليوم بعد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Nothing is asked for yet.</source>
        <translation>لم يُطلب شيء بعد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Nothing is charged yet.</source>
        <translation>لم يُحصَّل شيء بعد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Nothing is charged yet. The link on the phone still works.</source>
        <translation>لم يُحصَّل شيء بعد. ما زال الرابط على الهاتف يعمل.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>Nothing is charged. It is given up when you sign in here again.</source>
        <translation>لم يُحصَّل شيء. تُلغى عندما تسجّل الدخول هنا مجددًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>Nothing is chosen.</source>
        <translation>لم يُختر شيء.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Nothing is given back then. It can be asked for again.</source>
        <translation>عندئذٍ لا يُردّ شيء. يمكن طلبه مجددًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>Nothing is known yet.</source>
        <translation>لا شيء معروف بعد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund.py"/>
        <source>Nothing is sent before a supervisor has approved it.</source>
        <translation>لا يُرسل شيء قبل موافقة مشرف.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Nothing is sent yet.</source>
        <translation>لم يُرسل شيء بعد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>Nothing left to pay</source>
        <translation>لم يبقَ شيء للدفع</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Nothing waits for a decision.</source>
        <translation>لا شيء ينتظر قرارًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Nothing was charged. Free some disk space, or tell IT.</source>
        <translation>لم يُحصَّل شيء. أفرغ مساحة على القرص أو أبلغ قسم التقنية.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Nothing was charged. Look at the invoice again.</source>
        <translation>لم يُحصَّل شيء. راجع الفاتورة مجددًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Nothing was charged. Tell a supervisor.</source>
        <translation>لم يُحصَّل شيء. أبلغ مشرفًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_course.py"/>
        <source>Nothing was charged. {number} is open for every till again.</source>
        <translation>لم يُحصَّل شيء. {number} مفتوحة مجددًا لكل الصناديق.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Nothing was done. Check the cable, then try again.</source>
        <translation>لم يُنفَّذ شيء. تحقق من الكابل ثم حاول مجددًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <source>Nothing was saved.</source>
        <translation>لم يُحفظ شيء.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Nothing was taken in these days.</source>
        <translation>لم يُحصَّل شيء في هذه الأيام.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Nothing was taken this week yet.</source>
        <translation>لم يُحصَّل شيء هذا الأسبوع بعد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Nothing was taken today yet.</source>
        <translation>لم يُحصَّل شيء اليوم بعد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Nothing was taken yesterday.</source>
        <translation>لم يُحصَّل شيء أمس.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Nothing {when}</source>
        <translation>لا شيء {when}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>Of which payment</source>
        <translation>من أي دفعة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>Of {title}</source>
        <translation>من {title}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>Oldest first</source>
        <translation>الأقدم أولًا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>On the patient’s phone</source>
        <translation>على هاتف المريض</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>On the statement, usually in 5 to 10 working days.</source>
        <translation>في الكشف، عادةً خلال 5 إلى 10 أيام عمل.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>On the way</source>
        <translation>قيد التنفيذ</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>One payment reached Stripe twice</source>
        <translation>وصل دفع واحد إلى Stripe مرتين</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/address.py"/>
        <source>Only https is safe to another computer. Plain http is refused.</source>
        <translation>‏https وحده آمن إلى حاسوب آخر. يُرفض http غير المشفّر.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>Only it can check a password: the till stays locked.</source>
        <translation>هو وحده يتحقق من كلمة المرور: يبقى الصندوق مقفلًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/address.py"/>
        <source>Only the server's name is wanted, nothing after it.</source>
        <translation>المطلوب اسم الخادم فقط، دون شيء بعده.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Only who asked for it, or a supervisor, can withdraw it.</source>
        <translation>لا يسحبه إلا من طلبه أو مشرف.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/amounts.py"/>
        <source>Only {amount} is due.</source>
        <translation>المستحق {amount} فقط.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/amounts.py"/>
        <source>Only {amount} is left of this payment.</source>
        <translation>لم يبقَ من هذه الدفعة إلا {amount}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Open</source>
        <translation>مفتوحة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <source>Open</source>
        <comment>what a key does</comment>
        <translation>فتح</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>Open it again</source>
        <translation>فتحه مجددًا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/sso_panel.py"/>
        <source>Open the browser again</source>
        <translation>فتح المتصفح مجددًا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Open the invoice</source>
        <translation>فتح الفاتورة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Open the invoice again and start afresh.</source>
        <translation>افتح الفاتورة مجددًا وابدأ من جديد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <source>Open the one you scan</source>
        <translation>فتح ما تمسحه</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <source>Or be one of the sample people</source>
        <translation>أو كن أحد الأشخاص التجريبيين</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Other reasons</source>
        <translation>أسباب أخرى</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_figures.py"/>
        <source>Other ways</source>
        <translation>طرق أخرى</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Outcome of a card payment unknown</source>
        <translation>نتيجة دفع بالبطاقة غير معروفة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Outcome of a refund unknown</source>
        <translation>نتيجة استرداد غير معروفة</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>PIN wanted</source>
        <translation>الرمز السري مطلوب</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>PIN wrong too often</source>
        <translation>رمز سري خاطئ مرات كثيرة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <location filename="../../pos_app/desktop/views/invoice_table.py"/>
        <location filename="../../pos_app/desktop/views/receipts_table.py"/>
        <source>Paid</source>
        <translation>مدفوع</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <source>Paid before</source>
        <translation>مدفوع سابقًا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Paid comes by itself. Esc takes the card here instead.</source>
        <translation>يظهر الدفع تلقائيًا. مفتاح Esc يأخذ البطاقة هنا بدلًا من ذلك.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <source>Paid now</source>
        <translation>مدفوع الآن</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>Paid today</source>
        <translation>مدفوعة اليوم</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <source>Paid too much</source>
        <translation>المدفوع زيادة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/views/payment_form.py"/>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>Part of it</source>
        <translation>جزء منه</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Part-paid</source>
        <translation>مدفوعة جزئيًا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/lock_page.py"/>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <location filename="../../pos_app/desktop/views/person_card.py"/>
        <location filename="../../pos_app/desktop/views/supervisor_overlay.py"/>
        <source>Password</source>
        <translation>كلمة المرور</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>Password of {name}</source>
        <translation>كلمة مرور {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/front.py"/>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_followed.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <location filename="../../pos_app/desktop/views/invoice_table.py"/>
        <location filename="../../pos_app/desktop/views/receipts_table.py"/>
        <source>Patient</source>
        <translation>المريض</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Patient asked for it</source>
        <translation>طلبه المريض</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoice_table.py"/>
        <source>Patient total</source>
        <translation>إجمالي المريض</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>Patients have no till.</source>
        <translation>ليس للمرضى صندوق.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/lock_page.py"/>
        <source>Patients’ names are hidden while the till is locked.</source>
        <translation>أسماء المرضى مخفية ما دام الصندوق مقفلًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <source>Patient’s share</source>
        <translation>حصة المريض</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>Patient’s share {percent}</source>
        <translation>حصة المريض {percent}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>Pay your bills at home, in the patient’s pages.</source>
        <translation>ادفع فواتيرك من المنزل عبر صفحات المريض.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Payment ended after too many declines</source>
        <translation>انتهى الدفع بعد مرات رفض كثيرة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <source>Payments</source>
        <translation>الدفعات</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/behind.py"/>
        <source>Payments can’t be begun here. Tell IT.</source>
        <translation>لا يمكن بدء الدفع هنا. أبلغ قسم التقنية.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Payments need the disk. Make room now.</source>
        <translation>المدفوعات تحتاج القرص. أفرغ مساحة الآن.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <source>Person</source>
        <translation>الشخص</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Phones can’t reach this address: it is this computer’s own. IT sets PUBLIC_URL on the server.</source>
        <translation>لا تصل الهواتف إلى هذا العنوان: إنه عنوان هذا الحاسوب نفسه. يضبط قسم التقنية PUBLIC_URL على الخادم.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Pick days</source>
        <translation>اختيار أيام</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>Place</source>
        <translation>المكان</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Please wait; don’t take the card again.</source>
        <translation>يرجى الانتظار؛ لا تأخذ البطاقة مجددًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Preparing</source>
        <translation>التحضير</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_course.py"/>
        <source>Preparing the card form</source>
        <translation>جارٍ تحضير نموذج البطاقة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <location filename="../../pos_app/desktop/presenters/today_paper.py"/>
        <location filename="../../pos_app/desktop/views/today_page.py"/>
        <source>Print</source>
        <translation>طباعة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/copies.py"/>
        <location filename="../../pos_app/desktop/views/receipts_page.py"/>
        <source>Print a copy</source>
        <translation>طباعة نسخة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/health_overlay.py"/>
        <source>Print a test page</source>
        <translation>طباعة صفحة اختبار</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_paper.py"/>
        <source>Print again, or save the PDF.</source>
        <translation>اطبع مرة أخرى، أو احفظ ملف PDF.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_modal.py"/>
        <source>Print the receipt</source>
        <translation>طباعة الإيصال</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/today_page.py"/>
        <source>Print these figures</source>
        <translation>طباعة هذه الأرقام</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <location filename="../../pos_app/desktop/presenters/today_paper.py"/>
        <source>Printed on {name}</source>
        <translation>طُبع على {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_paper.py"/>
        <source>Printed {date}, {time} by {name}</source>
        <translation>طُبع في {date}، {time} بواسطة {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Printer</source>
        <translation>الطابعة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/copies.py"/>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <location filename="../../pos_app/desktop/presenters/today_paper.py"/>
        <source>Printing…</source>
        <translation>جارٍ الطباعة…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Put back from Stripe, {sum}</source>
        <translation>أُعيد من Stripe، {sum}</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Real card on test</source>
        <translation>بطاقة حقيقية في وضع الاختبار</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Reason</source>
        <translation>السبب</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/copies.py"/>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <location filename="../../pos_app/desktop/views/blank_faces.py"/>
        <location filename="../../pos_app/desktop/views/receipt_panel.py"/>
        <location filename="../../pos_app/desktop/views/receipts_table.py"/>
        <source>Receipt</source>
        <translation>الإيصال</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/receipts_page.py"/>
        <source>Receipt or invoice number, MRN, or name</source>
        <translation>رقم الإيصال أو الفاتورة أو الملف أو الاسم</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/rail.py"/>
        <location filename="../../pos_app/desktop/views/receipts_page.py"/>
        <location filename="../../pos_app/desktop/views/receipts_table.py"/>
        <source>Receipts</source>
        <translation>الإيصالات</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Receipts can be saved as PDF.</source>
        <translation>يمكن حفظ الإيصالات بصيغة PDF.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Received for {number} of {name}.</source>
        <translation>استُلم عن {number} من {name}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <location filename="../../pos_app/desktop/views/refund_follow.py"/>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>Refund</source>
        <translation>استرداد</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Refund asked</source>
        <translation>استرداد مطلوب</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Refund asked, {sum}</source>
        <translation>استرداد مطلوب، {sum}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Refund cancelled, {sum}</source>
        <translation>أُلغي الاسترداد، {sum}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Refund failed, {sum}</source>
        <translation>فشل الاسترداد، {sum}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Refund it, or ask billing whether the invoice should stand.</source>
        <translation>ردّه، أو اسأل قسم الفوترة هل تبقى الفاتورة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Refund of {amount}</source>
        <translation>استرداد {amount}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Refund of {sum} approved by {name}</source>
        <translation>وافق {name} على استرداد {sum}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Refund of {sum} is on its way</source>
        <translation>استرداد {sum} في الطريق</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Refund of {sum} waits for the patient</source>
        <translation>استرداد {sum} ينتظر المريض</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Refund refused by {name}, {sum}</source>
        <translation>رفض {name} الاسترداد، {sum}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Refund the difference; it is kept as the patient's credit.</source>
        <translation>ردّ الفرق؛ وهو محفوظ رصيدًا للمريض.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Refund the second charge in Stripe's dashboard; until then it waits as unassigned money.</source>
        <translation>ردّ التحصيل الثاني من لوحة Stripe؛ وحتى ذلك الحين يبقى مالًا غير مخصّص.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Refund withdrawn by {name}, {sum}</source>
        <translation>سحب {name} الاسترداد، {sum}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Refunded {sum}</source>
        <translation>رُدّ {sum}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <location filename="../../pos_app/desktop/views/rail.py"/>
        <location filename="../../pos_app/desktop/views/work.py"/>
        <source>Refunds</source>
        <translation>الاسترداد</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>Refunds of this payment so far</source>
        <translation>ما استُرد من هذه الدفعة حتى الآن</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Refuse</source>
        <translation>رفض</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Refused</source>
        <translation>مرفوض</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Refused by {name}</source>
        <translation>رفضه {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Remove a saved card</source>
        <translation>إزالة بطاقة محفوظة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Remove a saved card of {name}?</source>
        <translation>إزالة بطاقة محفوظة لـ {name}؟</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Remove {card}</source>
        <translation>إزالة {card}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Remove {card} of {name}?</source>
        <translation>إزالة {card} لصاحبها {name}؟</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Run 'pos-app verify-ledger' and tell IT: nothing was booked over.</source>
        <translation>شغّل 'pos-app verify-ledger' وأبلغ قسم التقنية: لم يُستبدل أي قيد.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Same amount a moment before</source>
        <translation>المبلغ نفسه قبل لحظات</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Same payment, same amount</source>
        <translation>الدفع نفسه، المبلغ نفسه</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/till.py"/>
        <source>Same place in the list, nothing charged</source>
        <translation>المكان نفسه في القائمة، ولم يُحصَّل شيء</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/copies.py"/>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <location filename="../../pos_app/desktop/presenters/today_paper.py"/>
        <location filename="../../pos_app/desktop/views/today_page.py"/>
        <source>Save PDF</source>
        <translation>حفظ PDF</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/receipts_page.py"/>
        <source>Save a copy as PDF</source>
        <translation>حفظ نسخة PDF</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/receipt_panel.py"/>
        <source>Save the payments</source>
        <translation>حفظ الدفعات</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/receipt_panel.py"/>
        <source>Save the receipt</source>
        <translation>حفظ الإيصال</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_modal.py"/>
        <source>Save the receipt as PDF</source>
        <translation>حفظ الإيصال بصيغة PDF</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/today_page.py"/>
        <source>Save them as PDF</source>
        <translation>حفظها كملف PDF</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Saved</source>
        <translation>محفوظة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <source>Saved as {name}</source>
        <translation>حُفظ باسم {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <location filename="../../pos_app/desktop/presenters/today_paper.py"/>
        <source>Saved as {name}.</source>
        <translation>حُفظ باسم {name}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Saved card</source>
        <translation>بطاقة محفوظة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Saved cards are charged, and removed, by a supervisor of this site.</source>
        <translation>يخصم من البطاقات المحفوظة، ويزيلها، مشرف من هذا الموقع.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Say to the patient</source>
        <translation>قل للمريض</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions.py"/>
        <source>Say what was done about it.</source>
        <translation>اذكر ما فُعل بشأنها.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Say why in your own words.</source>
        <translation>اذكر السبب بكلماتك.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds.py"/>
        <source>Say why: whoever asked reads it.</source>
        <translation>اذكر السبب: يقرؤه من طلبه.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <location filename="../../pos_app/desktop/views/queue_page.py"/>
        <location filename="../../pos_app/desktop/views/receipts_page.py"/>
        <source>Search</source>
        <translation>بحث</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>See the refund</source>
        <translation>عرض الاسترداد</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>See what we know</source>
        <translation>عرض ما نعرفه</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>Seen to</source>
        <translation>عولجت</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Send the patient to the finance office: it transfers the money, or refunds it in Stripe’s dashboard.</source>
        <translation>أرسل المريض إلى المكتب المالي: فهو يحوّل المال أو يردّه من لوحة تحكم Stripe.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Sent</source>
        <translation>الإرسال</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Sent to the bank with the card</source>
        <translation>أُرسل إلى البنك مع البطاقة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Serve the next patient</source>
        <translation>خدمة المريض التالي</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <location filename="../../pos_app/desktop/views/receipts_table.py"/>
        <source>Served by</source>
        <translation>خدمه</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/counter.py"/>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <source>Server</source>
        <translation>الخادم</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <source>Server  {address}</source>
        <translation>الخادم  {address}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoice_table.py"/>
        <source>Service</source>
        <translation>الخدمة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Service not given</source>
        <translation>خدمة لم تُقدَّم</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/rail.py"/>
        <location filename="../../pos_app/desktop/views/settings_overlay.py"/>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/password.py"/>
        <source>Several words in a row do well: 12 characters or more. Wherever else you are signed in, you are signed out.</source>
        <translation>عدة كلمات متتالية مناسبة: 12 حرفًا أو أكثر. يُسجَّل خروجك من كل مكان آخر سجّلت الدخول فيه.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Several words that don’t belong together do well.</source>
        <translation>عدة كلمات لا رابط بينها تفي بالغرض.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/days_overlay.py"/>
        <source>Show</source>
        <translation>عرض</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Show all</source>
        <translation>عرض الكل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>Show all {count}</source>
        <translation>عرض الكل {count}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>Show it</source>
        <translation>إظهارها</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/components/fields.py"/>
        <source>Show the password</source>
        <translation>إظهار كلمة المرور</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Show {currency}</source>
        <translation>عرض {currency}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>Showing what we knew at {time}.</source>
        <translation>نعرض ما كنا نعرفه عند {time}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/front.py"/>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <source>Sign in</source>
        <translation>تسجيل الدخول</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Sign in again to choose your own.</source>
        <translation>سجّل الدخول مجددًا لتختار كلمتك.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Sign in again. What was open is kept.</source>
        <translation>سجّل الدخول مجددًا. ما كان مفتوحًا محفوظ.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/sso_panel.py"/>
        <source>Sign in another way</source>
        <translation>الدخول بطريقة أخرى</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/lock_page.py"/>
        <source>Sign in as someone else</source>
        <translation>الدخول كشخص آخر</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <source>Sign in by the browser</source>
        <translation>تسجيل الدخول عبر المتصفح</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>Sign in there, then compare the codes.</source>
        <translation>سجّل الدخول هناك، ثم قارن الرمزين.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>Sign in with {name}</source>
        <translation>تسجيل الدخول عبر {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>Signing in…</source>
        <translation>جارٍ تسجيل الدخول…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>Since</source>
        <translation>منذ</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Somebody</source>
        <translation>شخص ما</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Somebody else has signed in.</source>
        <translation>سجّل الدخول شخص آخر.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Somebody has seen to this already.</source>
        <translation>عالجها شخص آخر بالفعل.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Somebody has this user name already.</source>
        <translation>اسم المستخدم هذا مأخوذ.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>Someone</source>
        <translation>شخص ما</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Someone else decides</source>
        <translation>القرار لشخص آخر</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Someone else decides.</source>
        <translation>القرار لشخص آخر.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Something else</source>
        <translation>شيء آخر</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Something went wrong on the server.</source>
        <translation>حدث خطأ في الخادم.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Something went wrong on this till.</source>
        <translation>حدث خطأ في هذا الصندوق.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/main.py"/>
        <source>Something went wrong on this till. Tell IT; the log has it.</source>
        <translation>حدث خطأ في هذا الصندوق. أبلغ قسم التقنية؛ التفاصيل في السجل.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Start the payment again.</source>
        <translation>ابدأ الدفع من جديد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_followed.py"/>
        <location filename="../../pos_app/desktop/views/invoice_table.py"/>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>Stay</source>
        <translation>البقاء</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/components/steps.py"/>
        <source>Step {number} of {count}: {text}</source>
        <translation>الخطوة {number} من {count}: {text}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_course.py"/>
        <source>Still giving {number} back. You will be told.</source>
        <translation>ما زلنا نعيد {number}. ستُبلَّغ.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Stripe could not make this refund ({code}).</source>
        <translation>تعذر على Stripe إجراء هذا الاسترداد ({code}).</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Stripe could not prepare this payment.</source>
        <translation>تعذر على Stripe إعداد هذا الدفع.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_course.py"/>
        <source>Stripe does not answer yet. Nothing is charged.</source>
        <translation>لا يستجيب Stripe بعد. لم يُحصَّل شيء.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Stripe does not know this payment.</source>
        <translation>لا يعرف Stripe هذا الدفع.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Stripe gave no reason.</source>
        <translation>لم يذكر Stripe أي سبب.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Stripe has asked the patient by mail where the money shall go</source>
        <translation>سأل Stripe المريض بالبريد إلى أين يُرسل المال</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Stripe has it; the bank takes its time. It is not there yet.</source>
        <translation>وصل إلى Stripe؛ والبنك يستغرق وقته. لم يصل بعد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Stripe has not answered {tries} times whether {sum} was charged.</source>
        <translation>لم يجب Stripe هل حُصّل {sum}. عدد المرات: {tries}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Stripe has not answered {tries} times whether {sum} was given back.</source>
        <translation>لم يجب Stripe هل رُدّ {sum}. عدد المرات: {tries}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Stripe is asked for it now.</source>
        <translation>يجري طلبه من Stripe الآن.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Stripe says that this payment can't be refunded.</source>
        <translation>يقول Stripe إنه لا يمكن استرداد هذا الدفع.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Stripe says that this payment has been given back in full already.</source>
        <translation>يقول Stripe إن هذا الدفع رُدّ كاملًا من قبل.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Stripe waits for the patient.</source>
        <translation>‏Stripe ينتظر المريض.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Stripe was asked and has not answered. Don’t refund again; we keep asking.</source>
        <translation>طُلب من Stripe ولم يرد. لا تكرر الاسترداد؛ نواصل السؤال.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Stripe's list of {kind} was not gone through {tries} times: {how}.</source>
        <translation>تعذرت مراجعة قائمة Stripe‏ ({kind})، عدد المرات {tries}: {how}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>Stripe’s card form could not be loaded.</source>
        <translation>تعذر تحميل نموذج البطاقة من Stripe.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Stripe’s dashboard</source>
        <translation>لوحة Stripe</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Succeeded</source>
        <translation>الناجحة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/today_sums.py"/>
        <source>Sums</source>
        <translation>المجاميع</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/front.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Supervisor</source>
        <translation>المشرف</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/supervisor_overlay.py"/>
        <source>Supervisor’s name</source>
        <translation>اسم المشرف</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/counter.py"/>
        <source>System</source>
        <translation>النظام</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <location filename="../../pos_app/desktop/views/top_bar.py"/>
        <source>TEST</source>
        <translation>تجريبي</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <source>TEST, NOT A RECEIPT</source>
        <translation>تجريبي، ليس إيصالًا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_paper.py"/>
        <source>TEST: no real money</source>
        <translation>تجريبي: ليست أموالًا حقيقية</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Take a larger amount, or another way to pay.</source>
        <translation>حصّل مبلغًا أكبر أو استخدم طريقة دفع أخرى.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Take another card, or have a new one typed.</source>
        <translation>خذ بطاقة أخرى أو اطلب كتابة بطاقة جديدة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Take another card, or start the payment again.</source>
        <translation>خذ بطاقة أخرى أو ابدأ الدفع من جديد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Take part of it</source>
        <translation>تحصيل جزء منه</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/views/payment_form.py"/>
        <source>Take payment</source>
        <translation>تحصيل الدفع</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Take the card here</source>
        <translation>أخذ البطاقة هنا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <source>Take the whole due</source>
        <translation>تحصيل كل المستحق</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Take what is left, or less.</source>
        <translation>حصّل المتبقي أو أقل منه.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>Take {amount}</source>
        <translation>تحصيل {amount}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <source>Taken</source>
        <translation>المحصَّل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Taken, {amount}</source>
        <translation>المحصَّل، {amount}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Taken, {what}</source>
        <translation>المحصَّل، {what}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Takings by day</source>
        <translation>حسب اليوم</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Takings by hour</source>
        <translation>حسب الساعة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Tell IT at once. Don’t charge again.</source>
        <translation>أبلغ قسم التقنية فورًا. لا تحصّل مرة أخرى.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>Tell IT, or use name and password.</source>
        <translation>أبلغ قسم التقنية أو استخدم الاسم وكلمة المرور.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <location filename="../../pos_app/desktop/presenters/recovery.py"/>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>Tell IT.</source>
        <translation>أبلغ قسم التقنية.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Tell IT. The reconciler reads the same object again by itself.</source>
        <translation>أبلغ قسم التقنية. تعيد المطابقة قراءة الشيء نفسه تلقائيًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Tell IT: check the connection to Stripe and the key. It goes on by itself once they work.</source>
        <translation>أبلغ قسم التقنية: يجب فحص الاتصال بـ Stripe والمفتاح. تُستأنف تلقائيًا حين يعملان.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Tell IT: till and server may be of different versions.</source>
        <translation>أبلغ قسم التقنية: قد يكون الصندوق والخادم من إصدارين مختلفين.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Tell a supervisor.</source>
        <translation>أبلغ مشرفًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Tell the patient, and give the money back in another way; Stripe holds it again.</source>
        <translation>أبلغ المريض، وردّ المال بطريقة أخرى؛ فهو لدى Stripe من جديد.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Test card</source>
        <translation>بطاقة اختبار</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/card_frame.py"/>
        <source>Test cards</source>
        <translation>بطاقات اختبار</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Test page</source>
        <translation>صفحة اختبار</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/days.py"/>
        <source>That day is still to come.</source>
        <translation>ذلك اليوم لم يأتِ بعد.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The PIN is wrong.</source>
        <translation>الرمز السري خاطئ.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The PIN was wrong too often.</source>
        <translation>كان الرمز السري خاطئًا مرات كثيرة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/address.py"/>
        <source>The address has to begin with https.</source>
        <translation>يجب أن يبدأ العنوان بـ https.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The address is not that of the card.</source>
        <translation>العنوان ليس عنوان البطاقة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/address.py"/>
        <source>The address must not hold a name or a password.</source>
        <translation>يجب ألا يحتوي العنوان على اسم أو كلمة مرور.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The amount has more decimals than its currency.</source>
        <translation>للمبلغ خانات عشرية أكثر من عملته.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/amounts.py"/>
        <source>The amount has to be more than zero.</source>
        <translation>يجب أن يكون المبلغ أكبر من صفر.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The amount is too large.</source>
        <translation>المبلغ كبير جدًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>The amount to give back</source>
        <translation>المبلغ المراد رده</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_form.py"/>
        <source>The amount to take now</source>
        <translation>المبلغ المراد تحصيله الآن</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The balance at Stripe is too low for this refund.</source>
        <translation>الرصيد لدى Stripe غير كافٍ لهذا الاسترداد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The balance at Stripe was too low for this refund.</source>
        <translation>كان الرصيد لدى Stripe غير كافٍ لهذا الاسترداد.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The bank can’t be reached.</source>
        <translation>تعذر الوصول إلى البنك.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The bank could not work on it.</source>
        <translation>تعذر على البنك معالجتها.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The bank declined this card.</source>
        <translation>رفض البنك هذه البطاقة.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The bank does not take this amount from this card.</source>
        <translation>لا يقبل البنك هذا المبلغ من هذه البطاقة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../resources/texts/declines.json"/>
        <source>The bank wants to check that it is the patient.</source>
        <translation>يريد البنك التأكد من أنه المريض.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The bank’s check did not go through.</source>
        <translation>لم ينجح تحقق البنك.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>The bank’s question can’t be shown here.</source>
        <translation>لا يمكن عرض سؤال البنك هنا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>The browser could not be opened.</source>
        <translation>تعذر فتح المتصفح.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The card can't take money any more, so the bank sent it back.</source>
        <translation>لم تعد البطاقة تقبل المال، فأعاده البنك.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_screen.py"/>
        <source>The card form comes with the amount.</source>
        <translation>يظهر نموذج البطاقة مع المبلغ.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/card_view.py"/>
        <source>The card form did not load.</source>
        <translation>لم يُحمَّل نموذج البطاقة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>The card form does not load.</source>
        <translation>تعذر تحميل نموذج البطاقة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>The card form is not complete.</source>
        <translation>نموذج البطاقة غير مكتمل.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_screen.py"/>
        <source>The card form is not ready yet.</source>
        <translation>نموذج البطاقة غير جاهز بعد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>The card form stopped. Load it again and type the card anew.</source>
        <translation>توقف نموذج البطاقة. حمّله مجددًا واكتب البطاقة من جديد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The card has expired or was cancelled, so the bank sent the money back.</source>
        <translation>انتهت صلاحية البطاقة أو أُلغيت، فأعاد البنك المال.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>The card is being charged.</source>
        <translation>يجري الخصم من البطاقة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>The card is being charged. Leave?</source>
        <translation>يجري الخصم من البطاقة. هل تغادر؟</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/card_frame.py"/>
        <source>The card is typed there, in Stripe’s form.</source>
        <translation>تُكتب البطاقة هناك، في نموذج Stripe.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The card number is wrong.</source>
        <translation>رقم البطاقة خاطئ.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The card processor does not answer.</source>
        <translation>معالج البطاقات لا يستجيب.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The card processor is busy.</source>
        <translation>معالج البطاقات مشغول.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The card processor refused this payment.</source>
        <translation>رفض معالج البطاقات هذا الدفع.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_course.py"/>
        <source>The card was not charged.</source>
        <translation>لم يُخصم من البطاقة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_course.py"/>
        <source>The card was not charged. Check the form and charge again.</source>
        <translation>لم يُخصم من البطاقة. راجع النموذج وحصّل مجددًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The cardholder's bank did not take the money.</source>
        <translation>لم يقبل بنك حامل البطاقة المال.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The cardholder's bank disputed the payment before the refund arrived.</source>
        <translation>اعترض بنك حامل البطاقة على الدفع قبل وصول الاسترداد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The cardholder's bank disputes this payment, so it can't be refunded.</source>
        <translation>يعترض بنك حامل البطاقة على هذا الدفع، فلا يمكن استرداده.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The cardholder's bank keeps {sum} ({reason}).</source>
        <translation>يحتفظ بنك حامل البطاقة بمبلغ {sum} ({reason}).</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/detail_panel.py"/>
        <source>The chosen invoice</source>
        <translation>الفاتورة المختارة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/queue_page.py"/>
        <source>The chosen one of {title}</source>
        <translation>المختار من {title}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The comparison with Stripe keeps failing</source>
        <translation>ما زالت المقارنة مع Stripe تفشل</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The expiry date is wrong.</source>
        <translation>تاريخ الانتهاء خاطئ.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <source>The file is being made.</source>
        <translation>يجري إنشاء الملف.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <source>The first payment makes the first one.</source>
        <translation>أول دفعة تصدر أول إيصال.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The hospital's bank did not take a payout</source>
        <translation>لم يقبل بنك المستشفى تحويلًا من Stripe</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/idle.py"/>
        <source>The hospital’s server allows {minutes} at most; the smaller of both counts.</source>
        <translation>يسمح خادم المستشفى بـ {minutes} على الأكثر؛ ويُعتمد الأصغر من الاثنين.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The invoice belongs to another patient.</source>
        <translation>الفاتورة لمريض آخر.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The invoice is in another currency.</source>
        <translation>الفاتورة بعملة أخرى.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/amounts.py"/>
        <source>The invoice is in {currency}.</source>
        <translation>الفاتورة بعملة {currency}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/days.py"/>
        <source>The last day comes before the first.</source>
        <translation>آخر يوم يسبق أول يوم.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>The link is good for {time}</source>
        <translation>الرابط صالح لمدة {time}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The list has changed.</source>
        <translation>تغيرت القائمة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/lock_page.py"/>
        <source>The locked till</source>
        <translation>الصندوق المقفل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>The money is on its way.</source>
        <translation>المال في الطريق.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>The money is sent back at once.</source>
        <translation>يُرد المال فورًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>The money is sent back.</source>
        <translation>رُدّ المال.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The network was too slow for this request.</source>
        <translation>كانت الشبكة بطيئة جدًا لهذا الطلب.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>The newest {count}</source>
        <translation>أحدث {count}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>The newest {count}, {name}</source>
        <translation>أحدث {count}، {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/today_page.py"/>
        <source>The numbers behind</source>
        <translation>الأرقام بالتفصيل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>The one you typed is for one time. Several words in a row do well: 12 characters or more.</source>
        <translation>الكلمة التي كتبتها لمرة واحدة. عدة كلمات متتالية تفي بالغرض: 12 حرفًا أو أكثر.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/front.py"/>
        <source>The open invoices come next.</source>
        <translation>بعدها تظهر الفواتير المفتوحة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/password_overlay.py"/>
        <source>The password you have now</source>
        <translation>كلمة مرورك الحالية</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The password you have now is not right.</source>
        <translation>كلمة مرورك الحالية غير صحيحة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>The patient answers in the card form, or on their phone.</source>
        <translation>يجيب المريض في نموذج البطاقة أو على هاتفه.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The patient can ask their bank. Try another card.</source>
        <translation>يمكن للمريض سؤال بنكه. جرّب بطاقة أخرى.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The patient can try once more, or another card.</source>
        <translation>يمكن للمريض المحاولة مرة أخرى أو استخدام بطاقة أخرى.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>The patient does not have the money.</source>
        <translation>المال ليس عند المريض.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>The patient scans this and pays {amount} there.</source>
        <translation>يمسح المريض هذا الرمز ويدفع {amount} هناك.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>The patient types it here</source>
        <translation>يكتبها المريض هنا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>The patient’s bank is asking</source>
        <translation>بنك المريض يسأل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>The patient’s bank is asking, on the phone</source>
        <translation>بنك المريض يسأل، على الهاتف</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>The payment goes on by itself. {number} stays locked until we know, and you will be told.</source>
        <translation>يستمر الدفع تلقائيًا. تبقى {number} مقفلة حتى نعرف، وستُبلَّغ.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>The payment is being given up.</source>
        <translation>يجري التخلي عن الدفع.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_screen.py"/>
        <source>The payment is being prepared.</source>
        <translation>يجري تحضير الدفع.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The payment stands. Print again, or save the PDF.</source>
        <translation>الدفع قائم. اطبع مجددًا أو احفظ ملف PDF.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <source>The payment stands. {sentence}</source>
        <translation>الدفع قائم. {sentence}</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The payment took too long.</source>
        <translation>استغرق الدفع وقتًا طويلًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>The payment was taken too long ago for one.</source>
        <translation>حُصّل الدفع منذ مدة أطول من أن يكفي مشرف واحد.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The postal code is not that of the card.</source>
        <translation>الرمز البريدي ليس رمز البطاقة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>The printer could not be used.</source>
        <translation>تعذر استخدام الطابعة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/printing/system.py"/>
        <source>The printer does not answer.</source>
        <translation>الطابعة لا تستجيب.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/printing/system.py"/>
        <source>The printer reported an error.</source>
        <translation>أبلغت الطابعة عن خطأ.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/printing/system.py"/>
        <source>The printer stopped in the middle.</source>
        <translation>توقفت الطابعة في المنتصف.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/printing/system.py"/>
        <source>The receipt could not be read.</source>
        <translation>تعذرت قراءة الإيصال.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The refund of {sum} for {invoice} did not arrive. {why}</source>
        <translation>لم يصل استرداد {sum} عن {invoice}. {why}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The refund of {sum} for {invoice} had reached the bank and came back. {why}</source>
        <translation>وصل استرداد {sum} عن {invoice} إلى البنك ثم عاد. {why}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The refund was stopped at the hospital's request.</source>
        <translation>أُوقف الاسترداد بطلب من المستشفى.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <location filename="../../pos_app/desktop/views/password_overlay.py"/>
        <source>The same again</source>
        <translation>الكلمة نفسها مجددًا</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The same amount was taken from this card a moment ago.</source>
        <translation>حُصّل المبلغ نفسه من هذه البطاقة قبل لحظات.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/key_overlay.py"/>
        <source>The same keys stand on the buttons.</source>
        <translation>المفاتيح نفسها مكتوبة على الأزرار.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>The saved cards can’t be shown just now. A new card can be taken.</source>
        <translation>لا يمكن عرض البطاقات المحفوظة الآن. يمكن أخذ بطاقة جديدة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>The search and the place in the list are not kept.</source>
        <translation>لا يُحفظ البحث ولا المكان في القائمة.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The security code is wrong.</source>
        <translation>رمز الأمان خاطئ.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>The server can’t reach its database.</source>
        <translation>لا يصل الخادم إلى قاعدة بياناته.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The server did not understand this till.</source>
        <translation>لم يفهم الخادم هذا الصندوق.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The server does not answer.</source>
        <translation>الخادم لا يستجيب.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>The server does not answer. We keep asking.</source>
        <translation>الخادم لا يستجيب. نواصل السؤال.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_screen.py"/>
        <source>The server does not answer. You can look, not charge.</source>
        <translation>الخادم لا يستجيب. يمكنك الاطلاع دون التحصيل.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>The server does not answer. You can look, not refund.</source>
        <translation>الخادم لا يستجيب. يمكنك الاطلاع دون الاسترداد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>The server does not answer. You can look, not write.</source>
        <translation>الخادم لا يستجيب. يمكنك الاطلاع دون الكتابة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The server has no room left to write.</source>
        <translation>لا مساحة متبقية للكتابة على الخادم.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/password.py"/>
        <source>The server has not answered: it is not known whether the password was changed. Try the new one first.</source>
        <translation>لم يستجب الخادم: لا يُعرف هل تغيرت كلمة المرور. جرّب الجديدة أولًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The server is busy.</source>
        <translation>الخادم مشغول.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/address.py"/>
        <source>The server named a card form that is not its own.</source>
        <translation>ذكر الخادم نموذج بطاقة ليس له.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/address.py"/>
        <source>The server named a link that is none.</source>
        <translation>ذكر الخادم رابطًا ليس برابط.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>The server named an address that is not safe to open.</source>
        <translation>ذكر الخادم عنوانًا ليس فتحه آمنًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The server refused this.</source>
        <translation>رفض الخادم ذلك.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <source>The server’s address</source>
        <translation>عنوان الخادم</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>The server’s database</source>
        <translation>قاعدة بيانات الخادم</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_paper.py"/>
        <source>The sheet is being made.</source>
        <translation>يجري إعداد الورقة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The single sign-on does not answer as it should.</source>
        <translation>الدخول الموحد لا يستجيب كما ينبغي.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>The supervisor and the auditor read it. It never leaves the hospital.</source>
        <translation>يقرؤها المشرف والمدقق. لا تغادر المستشفى أبدًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>The till is {till}, the server {server}.</source>
        <translation>إصدار الصندوق {till}، وإصدار الخادم {server}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>The till stays locked.</source>
        <translation>يبقى الصندوق مقفلًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/journal.py"/>
        <source>The till's journal can't be written or read on this computer.</source>
        <translation>لا يمكن كتابة سجل الصندوق أو قراءته على هذا الحاسوب.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/journal.py"/>
        <source>The till's journal knows another payment or refund under this one's number.</source>
        <translation>يعرف سجل الصندوق دفعًا أو استردادًا آخر بهذا الرقم.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/journal.py"/>
        <source>The till's journal was written by a newer version of this program.</source>
        <translation>كُتب سجل الصندوق بإصدار أحدث من هذا البرنامج.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The till’s request was malformed.</source>
        <translation>كان طلب الصندوق غير سليم.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <location filename="../../pos_app/desktop/presenters/password.py"/>
        <source>The two are not the same.</source>
        <translation>الكلمتان غير متطابقتين.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>The way to the server</source>
        <translation>الطريق إلى الخادم</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>The {amount} may already be taken. {number} is locked on every till until we know.</source>
        <translation>ربما حُصّل مبلغ {amount} بالفعل. {number} مقفلة على كل الصناديق حتى نعرف.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>The {card} shows it in 5 to 10 working days.</source>
        <translation>يظهر على {card} خلال 5 إلى 10 أيام عمل.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>There has been nothing yet that did not fit.</source>
        <translation>لم يظهر شيء غير مطابق بعد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>There is no receipt for this.</source>
        <translation>لا يوجد إيصال لهذا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <source>There is no receipt here yet.</source>
        <translation>لا يوجد إيصال هنا بعد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>There is none to use: {why}.</source>
        <translation>لا توجد حلقة يمكن استخدامها: {why}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_paper.py"/>
        <source>There is nothing to print yet.</source>
        <translation>لا يوجد ما يُطبع بعد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <source>There is nothing to save yet.</source>
        <translation>لا شيء للحفظ بعد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>These keys</source>
        <translation>هذه المفاتيح</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>They scan a code and pay there</source>
        <translation>يمسح رمزًا ويدفع هناك</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>They work together; update the older one.</source>
        <translation>يعملان معًا؛ حدّث الأقدم منهما.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This account can’t sign in here that way.</source>
        <translation>لا يمكن لهذا الحساب الدخول هنا بهذه الطريقة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/amounts.py"/>
        <source>This can be read in two ways. Leave out the marks between thousands.</source>
        <translation>يمكن قراءة هذا بطريقتين. احذف فواصل الآلاف.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>This card asks for its PIN.</source>
        <translation>تطلب هذه البطاقة رمزها السري.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>This card can’t be used for this.</source>
        <translation>لا يمكن استخدام هذه البطاقة لهذا الغرض.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>This card can’t pay in this currency.</source>
        <translation>لا تدفع هذه البطاقة بهذه العملة.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>This card has been used too often or for too much today.</source>
        <translation>استُخدمت هذه البطاقة اليوم مرات كثيرة أو بمبلغ كبير.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>This card has expired.</source>
        <translation>انتهت صلاحية هذه البطاقة.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>This card has insufficient funds.</source>
        <translation>الرصيد في هذه البطاقة غير كافٍ.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>This card has reached its limit.</source>
        <translation>بلغت هذه البطاقة حدها.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>This computer has no safe place for the session: you’ll be asked at each start.</source>
        <translation>لا مكان آمن للجلسة على هذا الحاسوب: ستُسأل عند كل تشغيل.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>This computer’s clock is {count} minutes ahead of the server’s.</source>
        <translation><numerusform>ساعة هذا الحاسوب ليست متقدمة على ساعة الخادم.</numerusform><numerusform>ساعة هذا الحاسوب متقدمة دقيقة واحدة على ساعة الخادم.</numerusform><numerusform>ساعة هذا الحاسوب متقدمة دقيقتين على ساعة الخادم.</numerusform><numerusform>ساعة هذا الحاسوب متقدمة {count} دقائق على ساعة الخادم.</numerusform><numerusform>ساعة هذا الحاسوب متقدمة {count} دقيقة على ساعة الخادم.</numerusform><numerusform>ساعة هذا الحاسوب متقدمة {count} دقيقة على ساعة الخادم.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>This computer’s clock is {count} minutes behind the server’s.</source>
        <translation><numerusform>ساعة هذا الحاسوب ليست متأخرة عن ساعة الخادم.</numerusform><numerusform>ساعة هذا الحاسوب متأخرة دقيقة واحدة عن ساعة الخادم.</numerusform><numerusform>ساعة هذا الحاسوب متأخرة دقيقتين عن ساعة الخادم.</numerusform><numerusform>ساعة هذا الحاسوب متأخرة {count} دقائق عن ساعة الخادم.</numerusform><numerusform>ساعة هذا الحاسوب متأخرة {count} دقيقة عن ساعة الخادم.</numerusform><numerusform>ساعة هذا الحاسوب متأخرة {count} دقيقة عن ساعة الخادم.</numerusform></translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This currency can’t be taken by card.</source>
        <translation>لا يمكن تحصيل هذه العملة بالبطاقة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>This invoice is void.</source>
        <translation>هذه الفاتورة ملغاة.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>This is a real card, and the till is on test.</source>
        <translation>هذه بطاقة حقيقية، والصندوق في وضع الاختبار.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>This is a test card, and payments here are real.</source>
        <translation>هذه بطاقة اختبار، والدفع هنا حقيقي.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>This is being asked of the server.</source>
        <translation>يجري سؤال الخادم عن هذا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This is more than the server takes.</source>
        <translation>هذا أكثر مما يقبله الخادم.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/address.py"/>
        <source>This is not an address of a page.</source>
        <translation>هذا ليس عنوان صفحة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/address.py"/>
        <source>This is not an address of a server.</source>
        <translation>هذا ليس عنوان خادم.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This is not an amount.</source>
        <translation>هذا ليس مبلغًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>This is not the right password.</source>
        <translation>كلمة المرور غير صحيحة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This is the last admin.</source>
        <translation>هذا آخر مسؤول نظام.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>This is too long.</source>
        <translation>هذا طويل جدًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/password.py"/>
        <source>This is too long. Check what you typed or pasted.</source>
        <translation>هذا طويل جدًا. راجع ما كتبته أو لصقته.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/amounts.py"/>
        <source>This is too much.</source>
        <translation>هذا كثير جدًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This isn’t there, or belongs to another site.</source>
        <translation>غير موجود، أو يخص موقعًا آخر.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>This link has ended. Nothing was charged with it so far as we know.</source>
        <translation>انتهى هذا الرابط. لم يُحصَّل به شيء على حد علمنا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>This one</source>
        <translation>هذا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This password is for one time.</source>
        <translation>كلمة المرور هذه لمرة واحدة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This payment was begun with other figures.</source>
        <translation>بدأ هذا الدفع بأرقام أخرى.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>This payment was cancelled.</source>
        <translation>أُلغي هذا الدفع.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <source>This refund has changed while you looked. Nothing was approved; look at it again.</source>
        <translation>تغير هذا الاسترداد أثناء اطلاعك. لم تُسجَّل موافقة؛ راجعه مجددًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>This refund was withdrawn.</source>
        <translation>سُحب هذا الاسترداد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This saved card can’t be used for this payment.</source>
        <translation>لا يمكن استخدام هذه البطاقة المحفوظة لهذا الدفع.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This saved card has expired.</source>
        <translation>انتهت صلاحية هذه البطاقة المحفوظة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This sign-in has ended.</source>
        <translation>انتهى تسجيل الدخول هذا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/settings_overlay.py"/>
        <source>This till</source>
        <translation>هذا الصندوق</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This till is another person’s.</source>
        <translation>هذا الصندوق لشخص آخر.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <location filename="../../pos_app/desktop/views/lock_page.py"/>
        <source>This till is locked</source>
        <translation>هذا الصندوق مقفل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>This till’s journal</source>
        <translation>سجل هذا الصندوق</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This took too long.</source>
        <translation>استغرق هذا وقتًا طويلًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>This week</source>
        <translation>هذا الأسبوع</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>Three must approve</source>
        <translation>يلزم ثلاثة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <source>Till</source>
        <translation>الصندوق</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Till and server are both {version}.</source>
        <translation>الصندوق والخادم كلاهما {version}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Time to pay, median</source>
        <translation>مدة الدفع، الوسيط</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>To charge now</source>
        <translation>للتحصيل الآن</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>To decide</source>
        <translation>بانتظار القرار</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>To give back</source>
        <translation>للرد</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/queue_page.py"/>
        <source>To the note, to the buttons</source>
        <translation>إلى الملاحظة ثم الأزرار</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <location filename="../../pos_app/desktop/views/rail.py"/>
        <location filename="../../pos_app/desktop/views/today_page.py"/>
        <source>Today</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Too many tries.</source>
        <translation>محاولات كثيرة جدًا.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Took too long</source>
        <translation>استغرق وقتًا طويلًا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/copies.py"/>
        <location filename="../../pos_app/desktop/presenters/detail.py"/>
        <location filename="../../pos_app/desktop/presenters/exceptions.py"/>
        <location filename="../../pos_app/desktop/presenters/invoices.py"/>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds.py"/>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <source>Try again</source>
        <translation>حاول مجددًا</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Try again in a few minutes, or another card.</source>
        <translation>حاول بعد بضع دقائق أو ببطاقة أخرى.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Try again with the patient, or take another card.</source>
        <translation>حاول مجددًا مع المريض أو خذ بطاقة أخرى.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Try again, or sign in with name and password.</source>
        <translation>حاول مجددًا أو سجّل الدخول بالاسم وكلمة المرور.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Try again.</source>
        <translation>حاول مجددًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Try again; if it stays, tell IT.</source>
        <translation>حاول مجددًا؛ وإن استمر فأبلغ قسم التقنية.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Try again; the bank will ask.</source>
        <translation>حاول مجددًا؛ سيسأل البنك.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Try another card</source>
        <translation>تجربة بطاقة أخرى</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Try another card, or part of the amount.</source>
        <translation>جرّب بطاقة أخرى أو جزءًا من المبلغ.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Try another card, or take part of the amount.</source>
        <translation>جرّب بطاقة أخرى أو حصّل جزءًا من المبلغ.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <location filename="../../resources/texts/declines.json"/>
        <source>Try another card.</source>
        <translation>جرّب بطاقة أخرى.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <location filename="../../pos_app/desktop/views/components/notices.py"/>
        <source>Try now</source>
        <translation>حاول الآن</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Try the same card once more, or another card.</source>
        <translation>جرّب البطاقة نفسها مرة أخرى أو بطاقة غيرها.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Try {number}, {wait}</source>
        <translation>المحاولة {number}، {wait}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>Trying now.</source>
        <translation>نحاول الآن.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Turn on automatic time. Payments are not touched by it; the times on screen are.</source>
        <translation>فعّل الوقت التلقائي. لا تتأثر المدفوعات به، بل الأوقات على الشاشة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>Two must approve</source>
        <translation>يلزم اثنان</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/amounts.py"/>
        <source>Type figures only, as in {amount}.</source>
        <translation>اكتب أرقامًا فقط، مثل {amount}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Type figures, as in 50.00.</source>
        <translation>اكتب أرقامًا، مثل 50.00.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Type it again.</source>
        <translation>اكتبها مجددًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>Type it in again.</source>
        <translation>اكتبها مجددًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>Type it in.</source>
        <translation>اكتبه.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Type the amount first.</source>
        <translation>اكتب المبلغ أولًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Type the amount.</source>
        <translation>اكتب المبلغ.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/password.py"/>
        <source>Type the password you have now.</source>
        <translation>اكتب كلمة مرورك الحالية.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <source>Type your own; they count for this one act.</source>
        <translation>اكتب بياناتك؛ تسري لهذه المرة فقط.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/lock_page.py"/>
        <source>Unlock</source>
        <translation>فتح القفل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Up to {due}</source>
        <translation>حتى {due}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Up to {left}</source>
        <translation>حتى {left}</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Use a reader with the card inserted, or another card.</source>
        <translation>استخدم قارئًا والبطاقة داخله، أو بطاقة أخرى.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Use fewer words, or a smaller file.</source>
        <translation>استخدم كلمات أقل أو ملفًا أصغر.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Use one of Stripe’s test cards.</source>
        <translation>استخدم إحدى بطاقات اختبار Stripe.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Use this amount</source>
        <translation>استخدام هذا المبلغ</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Use {amount}</source>
        <translation>استخدام {amount}</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Used too often today</source>
        <translation>استُخدمت كثيرًا اليوم</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>Version</source>
        <translation>الإصدار</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <source>Version {version}</source>
        <translation>الإصدار {version}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Void</source>
        <translation>ملغاة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Wait a few seconds and try again.</source>
        <translation>انتظر بضع ثوانٍ وحاول مجددًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Wait a little, then try again.</source>
        <translation>انتظر قليلًا ثم حاول مجددًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Wait a minute, or take cash.</source>
        <translation>انتظر دقيقة أو خذ المبلغ نقدًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Wait until that payment has ended, or ask at the other till.</source>
        <translation>انتظر انتهاء ذلك الدفع أو اسأل عند الصندوق الآخر.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Waiting</source>
        <translation>الانتظار</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Waiting for the card</source>
        <translation>انتظار البطاقة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Waiting for the patient’s phone</source>
        <translation>بانتظار هاتف المريض</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Waits for a supervisor</source>
        <translation>ينتظر مشرفًا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Waits for the patient</source>
        <translation>ينتظر المريض</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>We ask Stripe whether it was in time.</source>
        <translation>نسأل Stripe هل كان ذلك في الوقت المناسب.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>We don’t know yet what came of it.</source>
        <translation>لا نعرف النتيجة بعد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <source>We don’t know yet whether it was approved. It is being read again; don’t refund in another way.</source>
        <translation>لا نعرف بعد هل تمت الموافقة. تجري القراءة مجددًا؛ لا تردّ بطريقة أخرى.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>We don’t know yet whether it was asked for.</source>
        <translation>لا نعرف بعد هل طُلب.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>We don’t know yet whether {amount} was taken.</source>
        <translation>لا نعرف بعد هل حُصّل {amount}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>We don’t know yet.</source>
        <translation>لا نعرف بعد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>What Stripe says contradicts what was booked before</source>
        <translation>ما يقوله Stripe يخالف ما قُيّد من قبل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>What Stripe says of {id} contradicts the books: {how}.</source>
        <translation>ما يقوله Stripe عن {id} يخالف الدفاتر: {how}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>What answered is not the hospital’s server.</source>
        <translation>ما أجاب ليس خادم المستشفى.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>What does not agree with the books comes here by itself.</source>
        <translation>ما لا يطابق الدفاتر يظهر هنا تلقائيًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/work.py"/>
        <source>What does not fit into the books, and what to do about it.</source>
        <translation>ما لا يطابق الدفاتر، وما يجب فعله.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/detail_panel.py"/>
        <location filename="../../pos_app/desktop/views/refund_follow.py"/>
        <source>What happened</source>
        <translation>ما حدث</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>What happened to this payment</source>
        <translation>ما حدث لهذه الدفعة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>What happened to this payment is being read.</source>
        <translation>تجري قراءة ما حدث لهذه الدفعة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>What happens next</source>
        <translation>ما يحدث بعد ذلك</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>What is approved stands here until it has arrived.</source>
        <translation>يبقى ما ووفق عليه هنا حتى يصل.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund.py"/>
        <source>What is left has changed meanwhile. Nothing was asked for; look again.</source>
        <translation>تغير المتبقي في هذه الأثناء. لم يُطلب شيء؛ راجع مجددًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>What it is</source>
        <translation>ما هي</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/detail_panel.py"/>
        <source>What it is for</source>
        <translation>البيان</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>What needs it may hang. Tell IT.</source>
        <translation>قد يتعطل ما يحتاج إليه. أبلغ قسم التقنية.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>What now?</source>
        <translation>ماذا الآن؟</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>What the patient sees, and when</source>
        <translation>ما يراه المريض، ومتى</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>What to do</source>
        <translation>ما العمل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>What was done about it. It stays on record with your name.</source>
        <translation>ما فُعل بشأنها. يبقى مسجّلًا باسمك.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Where it is</source>
        <translation>أين هو</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Who asked</source>
        <translation>صاحب الطلب</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/work.py"/>
        <source>Whoever asks can never approve. The server refuses it too.</source>
        <translation>من يطلب لا يوافق أبدًا. والخادم يرفض ذلك أيضًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Whole due, {due}</source>
        <translation>كل المستحق، {due}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>Why</source>
        <translation>السبب</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Why tries failed</source>
        <translation>أسباب فشل المحاولات</translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Why {failed} of {count} tries failed</source>
        <translation><numerusform>سبب فشل {failed} من {count} محاولة</numerusform><numerusform>سبب فشل {failed} من محاولة واحدة</numerusform><numerusform>سبب فشل {failed} من محاولتين</numerusform><numerusform>سبب فشل {failed} من {count} محاولات</numerusform><numerusform>سبب فشل {failed} من {count} محاولة</numerusform><numerusform>سبب فشل {failed} من {count} محاولة</numerusform></translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>Why: {text}</source>
        <translation>السبب: {text}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>With what went back of this payment before, it is over the limit for one.</source>
        <translation>مع ما رُدّ من هذا الدفع سابقًا، يتجاوز الحد المسموح لمشرف واحد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>With yours the money is sent back at once.</source>
        <translation>بموافقتك يُعاد المال فورًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Withdraw it</source>
        <translation>سحبه</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Withdraw the refund of {amount} to {patient}?</source>
        <translation>هل تسحب استرداد {amount} إلى {patient}؟</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Withdrawn</source>
        <translation>مسحوب</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Wrong PIN</source>
        <translation>رمز سري خاطئ</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Wrong address</source>
        <translation>عنوان خاطئ</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Wrong amount</source>
        <translation>مبلغ خاطئ</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Wrong card number</source>
        <translation>رقم بطاقة خاطئ</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Wrong expiry date</source>
        <translation>تاريخ انتهاء خاطئ</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Wrong postal code</source>
        <translation>رمز بريدي خاطئ</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Wrong security code</source>
        <translation>رمز أمان خاطئ</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Yesterday</source>
        <translation>أمس</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>You</source>
        <translation>أنت</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>You are asked once more. Leaving with Esc cancels this attempt.</source>
        <translation>ستُسأل مرة أخرى. المغادرة بمفتاح Esc تلغي هذه المحاولة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>You asked for this refund, and whoever asks can never approve.</source>
        <translation>أنت طلبت هذا الاسترداد، ومن يطلب لا يوافق أبدًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>You can look, not charge, until it is back.</source>
        <translation>يمكنك الاطلاع دون التحصيل حتى يعود.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>You can look, not charge.</source>
        <translation>يمكنك الاطلاع دون التحصيل.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>You can look, not resolve.</source>
        <translation>يمكنك الاطلاع دون المعالجة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>You can serve the next patient.</source>
        <translation>يمكنك خدمة المريض التالي.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>You have taken nothing today yet.</source>
        <translation>لم تحصّل شيئًا اليوم بعد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>Your browser opens in a moment.</source>
        <translation>يُفتح متصفحك بعد لحظات.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>Your code</source>
        <translation>رمزك</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>Your name is missing.</source>
        <translation>اسمك ناقص.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <location filename="../../pos_app/desktop/presenters/password.py"/>
        <source>Your new password is missing.</source>
        <translation>كلمة مرورك الجديدة ناقصة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/password.py"/>
        <source>Your password is changed. Elsewhere you are signed out.</source>
        <translation>تغيرت كلمة مرورك. وسُجّل خروجك من الأماكن الأخرى.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>Your password is missing.</source>
        <translation>كلمة مرورك ناقصة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>Your role</source>
        <translation>دورك</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Your role doesn’t allow this.</source>
        <translation>دورك لا يسمح بهذا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Your session has ended.</source>
        <translation>انتهت جلستك.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Your yes is enough.</source>
        <translation>موافقتك تكفي.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Yours is one of them.</source>
        <translation>أنت أحدهم.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>a draft</source>
        <translation>مسودة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <source>a key fills in both fields</source>
        <translation>مفتاح واحد يملأ الحقلين</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>a supervisor can charge it</source>
        <translation>يمكن لمشرف الخصم منها</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>about {value} %</source>
        <translation>نحو {value} %</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>agreed today</source>
        <translation>وافق اليوم</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>agreed today with {name}</source>
        <translation>وافق اليوم لدى {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>agreed {day}</source>
        <translation>وافق في {day}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>agreed {day} with {name}</source>
        <translation>وافق في {day} لدى {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>all sites</source>
        <translation>كل المواقع</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>all your sites</source>
        <translation>كل مواقعك</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>approved by {names}</source>
        <translation>وافق عليه {names}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/invoices.py"/>
        <source>as of {time}</source>
        <translation>كما في {time}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>asked by {name}</source>
        <translation>طلبه {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_followed.py"/>
        <source>asked, approved, sent, at the bank, done</source>
        <translation>طُلب، ووُوفق عليه، وأُرسل، ولدى البنك، وتمّ</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>asking now</source>
        <translation>نسأل الآن</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>at another till</source>
        <translation>عند صندوق آخر</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>at {till}</source>
        <translation>عند {till}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>back to {card}</source>
        <translation>يعود إلى {card}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>bank cannot process</source>
        <translation>يتعذر على البنك معالجته</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/days.py"/>
        <source>before</source>
        <translation>قبل ذلك</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>born {day}</source>
        <translation>مواليد {day}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/card_frame.py"/>
        <source>by Stripe. The card number never reaches this till.</source>
        <translation>من Stripe. لا يصل الرقم إلى هذا الصندوق.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>by its source</source>
        <translation>من النظام المصدر</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>by its source: {why}</source>
        <translation>من النظام المصدر: {why}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>by itself at {time}</source>
        <translation>تلقائيًا عند {time}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>by {name}</source>
        <translation>بواسطة {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>by {name} at {time}</source>
        <translation>بواسطة {name} عند {time}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>by {name}: {note}</source>
        <translation>بطلب من {name}: {note}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>by {time}</source>
        <translation>بحلول {time}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>cancelled by its source</source>
        <translation>ألغاها النظام المصدر</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>card</source>
        <translation>البطاقة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>charge</source>
        <translation>تحصيل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>check returned</source>
        <translation>شيك مرتجع</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>checking</source>
        <comment>invoices, after their number</comment>
        <translation>قيد التحقق</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>claim {number}</source>
        <translation>مطالبة {number}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <location filename="../../pos_app/desktop/views/queue_page.py"/>
        <location filename="../../pos_app/desktop/views/receipts_page.py"/>
        <source>clears</source>
        <translation>مسح</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>credit not processed</source>
        <translation>لم يُقيَّد المبلغ المردود</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>customer initiated</source>
        <translation>بطلب من العميل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>debit not authorized</source>
        <translation>خصم غير مصرَّح به</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/queue_table.py"/>
        <source>decide</source>
        <translation>اتخاذ القرار</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>dispute</source>
        <translation>نزاع</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>disputes</source>
        <translation>النزاعات</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>duplicate</source>
        <translation>مكرر</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>entered in error</source>
        <translation>أُدخلت بالخطأ</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>events</source>
        <translation>الأحداث</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>expires {date}</source>
        <translation>تنتهي في {date}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>fraudulent</source>
        <translation>احتيالي</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>general</source>
        <translation>سبب عام</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>incorrect account details</source>
        <translation>بيانات حساب غير صحيحة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>insufficient funds</source>
        <translation>رصيد غير كافٍ</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>just now</source>
        <translation>الآن</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <location filename="../../pos_app/desktop/views/key_overlay.py"/>
        <location filename="../../pos_app/desktop/views/queue_page.py"/>
        <location filename="../../pos_app/desktop/views/receipts_page.py"/>
        <source>just type</source>
        <translation>اكتب</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/days.py"/>
        <source>last week</source>
        <translation>الأسبوع الماضي</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/days.py"/>
        <source>last {weekday}</source>
        <translation>‏{weekday} الماضي</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/days.py"/>
        <source>last {weekday}</source>
        <comment>in a narrow place</comment>
        <translation>‏{weekday} الماضي</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>made in Stripe’s dashboard</source>
        <translation>أُجري في لوحة Stripe</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoice_list.py"/>
        <location filename="../../pos_app/desktop/views/queue_table.py"/>
        <location filename="../../pos_app/desktop/views/receipts_page.py"/>
        <source>move</source>
        <translation>تنقل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>movements</source>
        <translation>الحركات</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/outcome.py"/>
        <source>moving the mouse or Esc keeps this open</source>
        <translation>تحريك الفأرة أو Esc يبقيها مفتوحة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>net {amount}</source>
        <translation>الصافي {amount}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_form.py"/>
        <source>next field</source>
        <translation>الحقل التالي</translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>next try in {count} seconds</source>
        <translation><numerusform>المحاولة التالية الآن</numerusform><numerusform>المحاولة التالية بعد ثانية</numerusform><numerusform>المحاولة التالية بعد ثانيتين</numerusform><numerusform>المحاولة التالية بعد {count} ثوانٍ</numerusform><numerusform>المحاولة التالية بعد {count} ثانية</numerusform><numerusform>المحاولة التالية بعد {count} ثانية</numerusform></translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>no reason given</source>
        <translation>دون ذكر سبب</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>noncompliant</source>
        <translation>غير مطابق للقواعد</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>not a claim (a preauthorization or an estimate)</source>
        <translation>ليست مطالبة (بل موافقة مسبقة أو تقدير)</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>not settled by the insurer yet</source>
        <translation>لم تسوّها شركة التأمين بعد</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>nothing to pay</source>
        <translation>لا شيء للدفع</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>open</source>
        <comment>invoices, after their number</comment>
        <translation>مفتوحة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoice_list.py"/>
        <source>open</source>
        <comment>what a key does</comment>
        <translation>فتح</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>paid today</source>
        <comment>invoices, after their number</comment>
        <translation>مدفوعة اليوم</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>part-paid</source>
        <comment>invoices, after their number</comment>
        <translation>مدفوعة جزئيًا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>patient’s share {share}, already paid {paid}</source>
        <translation>حصة المريض {share}، دُفع منها {paid}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>payment intent</source>
        <translation>محاولة دفع</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>payment intents</source>
        <translation>محاولات الدفع</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>payment method</source>
        <translation>طريقة دفع</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>payout</source>
        <translation>تحويل إلى البنك</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>payouts</source>
        <translation>التحويلات إلى البنك</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/receipts_page.py"/>
        <source>print a copy</source>
        <translation>طباعة نسخة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>product not received</source>
        <translation>لم تُستلم الخدمة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>product unacceptable</source>
        <translation>الخدمة غير مرضية</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <source>read just now</source>
        <translation>قُرئ الآن</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <source>read {minutes} min ago</source>
        <translation>قُرئ قبل {minutes} د</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <source>read {seconds} s ago</source>
        <translation>قُرئ قبل {seconds} ث</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>receipt {number}</source>
        <translation>إيصال {number}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>refund</source>
        <translation>استرداد</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>refunds</source>
        <translation>عمليات الاسترداد</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>refunds {amount}</source>
        <translation>استرداد {amount}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <location filename="../../pos_app/desktop/views/key_overlay.py"/>
        <source>scan</source>
        <translation>امسح</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>sent {time}</source>
        <translation>أُرسل عند {time}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>settled elsewhere</source>
        <translation>سُدّدت في مكان آخر</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>since {time}</source>
        <translation>منذ {time}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>someone</source>
        <translation>شخص ما</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_followed.py"/>
        <source>step {step} of {of}</source>
        <translation>الخطوة {step} من {of}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>subscription canceled</source>
        <translation>اشتراك ملغى</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoice_list.py"/>
        <source>take the whole due</source>
        <translation>تحصيل كل المستحق</translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>taken {amount} in {count} payments</source>
        <translation><numerusform>حُصّل {amount} بلا دفعات</numerusform><numerusform>حُصّل {amount} في دفعة واحدة</numerusform><numerusform>حُصّل {amount} في دفعتين</numerusform><numerusform>حُصّل {amount} في {count} دفعات</numerusform><numerusform>حُصّل {amount} في {count} دفعة</numerusform><numerusform>حُصّل {amount} في {count} دفعة</numerusform></translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>the books had lost it</source>
        <translation>كانت الدفاتر قد فقدته</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/days.py"/>
        <source>the days before</source>
        <translation>الأيام السابقة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/keychain.py"/>
        <source>the keyring is locked or broken</source>
        <translation>حلقة المفاتيح مقفلة أو معطلة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>the patient of {number}</source>
        <translation>مريض {number}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>the patient's share is not stated</source>
        <translation>حصة المريض غير مذكورة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/days.py"/>
        <source>the {weekday} before</source>
        <translation>‏{weekday} السابق</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/keychain.py"/>
        <source>this computer has no keyring</source>
        <translation>لا توجد حلقة مفاتيح على هذا الحاسوب</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>to {card}</source>
        <translation>إلى {card}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/invoices.py"/>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <source>type to find the others</source>
        <translation>اكتب للعثور على البقية</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>unrecognized</source>
        <translation>خصم غير معروف لصاحبه</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>usually 5 to 10 working days after a supervisor has approved it</source>
        <translation>عادةً بعد 5 إلى 10 أيام عمل من موافقة مشرف</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>what you took</source>
        <translation>ما حصّلته أنت</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>who asked</source>
        <translation>صاحب الطلب</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>whole site</source>
        <translation>الموقع كله</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>you</source>
        <translation>أنت</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/key_overlay.py"/>
        <source>you are here</source>
        <translation>أنت هنا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>{amount} back on the {card}</source>
        <translation>‏{amount} تعود إلى {card}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>{amount} given back or asked for</source>
        <translation>‏{amount} رُدّت أو طُلبت</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>{amount} is open on the patient’s phone.</source>
        <translation>‏{amount} مفتوح على هاتف المريض.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>{amount} left</source>
        <translation>المتبقي {amount}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>{amount} on the {card}</source>
        <translation>‏{amount} على {card}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>{amount} taken</source>
        <translation>حُصّل {amount}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{asked} was asked for, {received} was received.</source>
        <translation>طُلب {asked}، وورد {received}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{asked} was asked for, {received} was received. The invoice is in {currency}, so nothing of it is paid.</source>
        <translation>طُلب {asked} واستُلم {received}. الفاتورة بعملة {currency}، لذلك لم يُدفع منها شيء.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>{brand} ending {last4}</source>
        <translation>‏{brand} المنتهية بـ {last4}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>{card} of {name} is removed.</source>
        <translation>أُزيلت {card} لصاحبها {name}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{card}, {decline}</source>
        <translation>‏{card}، {decline}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{count} cards were declined: no further one can be tried with this link.</source>
        <translation>البطاقات المرفوضة: {count}. لا يمكن تجربة بطاقة أخرى بهذا الرابط.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <source>{count} copies</source>
        <translation><numerusform>بلا نسخ</numerusform><numerusform>نسخة واحدة</numerusform><numerusform>نسختان</numerusform><numerusform>‏{count} نسخ</numerusform><numerusform>‏{count} نسخة</numerusform><numerusform>‏{count} نسخة</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>{count} days</source>
        <translation><numerusform>أقل من يوم</numerusform><numerusform>يوم واحد</numerusform><numerusform>يومان</numerusform><numerusform>‏{count} أيام</numerusform><numerusform>‏{count} يومًا</numerusform><numerusform>‏{count} يوم</numerusform></translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>{count} in all</source>
        <translation>‏{count} في المجموع</translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/views/settings_overlay.py"/>
        <source>{count} minutes</source>
        <translation><numerusform>بلا دقائق</numerusform><numerusform>دقيقة واحدة</numerusform><numerusform>دقيقتان</numerusform><numerusform>‏{count} دقائق</numerusform><numerusform>‏{count} دقيقة</numerusform><numerusform>‏{count} دقيقة</numerusform></translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{count} more to approve</source>
        <translation>الموافقات المتبقية: {count}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>{count} other invoices match.</source>
        <translation><numerusform>لا تطابق فاتورة أخرى.</numerusform><numerusform>تطابق فاتورة أخرى واحدة.</numerusform><numerusform>تطابق فاتورتان أخريان.</numerusform><numerusform>تطابق {count} فواتير أخرى.</numerusform><numerusform>تطابق {count} فاتورة أخرى.</numerusform><numerusform>تطابق {count} فاتورة أخرى.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>{count} payments</source>
        <translation><numerusform>بلا دفعات</numerusform><numerusform>دفعة واحدة</numerusform><numerusform>دفعتان</numerusform><numerusform>‏{count} دفعات</numerusform><numerusform>‏{count} دفعة</numerusform><numerusform>‏{count} دفعة</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>{count} payments are followed to the end.</source>
        <translation><numerusform>لا يُتابَع أي دفع.</numerusform><numerusform>يُتابَع دفع واحد حتى النهاية.</numerusform><numerusform>يُتابَع دفعان حتى النهاية.</numerusform><numerusform>تُتابَع {count} مدفوعات حتى النهاية.</numerusform><numerusform>يُتابَع {count} دفعًا حتى النهاية.</numerusform><numerusform>يُتابَع {count} دفع حتى النهاية.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>{count} refunds</source>
        <translation><numerusform>بلا استرداد</numerusform><numerusform>استرداد واحد</numerusform><numerusform>استردادان</numerusform><numerusform>‏{count} استردادات</numerusform><numerusform>‏{count} استردادًا</numerusform><numerusform>‏{count} استرداد</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>{count} things do not work.</source>
        <translation><numerusform>كل شيء يعمل.</numerusform><numerusform>شيء واحد لا يعمل.</numerusform><numerusform>شيئان لا يعملان.</numerusform><numerusform>‏{count} أشياء لا تعمل.</numerusform><numerusform>‏{count} شيئًا لا يعمل.</numerusform><numerusform>‏{count} شيء لا يعمل.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>{count} things need a look.</source>
        <translation><numerusform>لا شيء يحتاج نظرة.</numerusform><numerusform>شيء واحد يحتاج نظرة.</numerusform><numerusform>شيئان يحتاجان نظرة.</numerusform><numerusform>‏{count} أشياء تحتاج نظرة.</numerusform><numerusform>‏{count} شيئًا يحتاج نظرة.</numerusform><numerusform>‏{count} شيء يحتاج نظرة.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>{count} tries failed: {reasons}.</source>
        <translation><numerusform>لم تفشل أي محاولة: {reasons}.</numerusform><numerusform>فشلت محاولة واحدة: {reasons}.</numerusform><numerusform>فشلت محاولتان: {reasons}.</numerusform><numerusform>فشلت {count} محاولات: {reasons}.</numerusform><numerusform>فشلت {count} محاولة: {reasons}.</numerusform><numerusform>فشلت {count} محاولة: {reasons}.</numerusform></translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/amounts.py"/>
        <source>{currency} have fewer decimals than this.</source>
        <translation>خانات العملة ({currency}) العشرية أقل من هذا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>{day} by {time}</source>
        <translation>‏{day} حتى {time}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>{first} to {last}</source>
        <translation>‏{first} إلى {last}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>{first} to {last} of {total}</source>
        <translation>‏{first} إلى {last} من {total}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <source>{first} to {last}, newest first</source>
        <translation>‏{first} إلى {last}، الأحدث أولًا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <source>{first} to {last}, newest first, of {total}</source>
        <translation>‏{first} إلى {last} من {total}، الأحدث أولًا</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>{given} of {total} approved</source>
        <translation>‏{given} من {total} موافقات</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>{given} of {total} given by {names}.</source>
        <translation>‏{given} من {total}، الموافقون: {names}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>{hospital} answers in {ms} ms.</source>
        <translation>‏{hospital} يستجيب خلال {ms} مللي ثانية.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>{hospital} answers slowly: {ms} ms.</source>
        <translation>‏{hospital} يستجيب ببطء: {ms} مللي ثانية.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>{hours} h</source>
        <translation>‏{hours} س</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>{hours} h {minutes} min ago</source>
        <translation>قبل {hours} س و{minutes} د</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>{insurer} pays {percent}</source>
        <translation>تدفع {insurer} {percent}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>{minutes} m</source>
        <translation>‏{minutes} د</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>{minutes} min</source>
        <translation>‏{minutes} د</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>{minutes} min ago</source>
        <translation>قبل {minutes} د</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/days.py"/>
        <source>{most} days at most; these are {count}.</source>
        <translation>‏{most} يومًا على الأكثر؛ وهذه {count}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/second.py"/>
        <source>{name} asked for this refund.</source>
        <translation>‏{name} هو من طلب هذا الاسترداد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>{name} asked for {amount}</source>
        <translation>طلب {name} مبلغ {amount}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/copies.py"/>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <location filename="../../pos_app/desktop/presenters/today_paper.py"/>
        <source>{name} could not be saved there.</source>
        <translation>تعذر حفظ {name} هناك.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>{name} has asked for it. It is charged at once: the patient has nothing more to type.</source>
        <translation>‏{name} طلب ذلك. يُخصم فورًا: ليس على المريض كتابة شيء آخر.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>{name} has nothing left to pay on {number}.</source>
        <translation>لم يبقَ على {name} شيء من {number}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/second.py"/>
        <source>{name} has to choose a password at the log-in first.</source>
        <translation>على {name} أن يختار كلمة مرور عند تسجيل الدخول أولًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>{name} has {amount} left to pay on {number}.</source>
        <translation>بقي على {name} مبلغ {amount} من {number}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/second.py"/>
        <source>{name} is not a supervisor.</source>
        <translation>‏{name} ليس مشرفًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>{name} is taking {amount}. It comes free when that payment has ended.</source>
        <translation>يحصّل {name} مبلغ {amount}. تتحرر الفاتورة عند انتهاء ذلك الدفع.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>{name} is this computer’s printer.</source>
        <translation>‏{name} هي طابعة هذا الحاسوب.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/refund_follow.py"/>
        <source>{name} writes</source>
        <translation>كتب {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>{needs}.</source>
        <translation>‏{needs}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>{needs}: {given}</source>
        <translation>‏{needs}: {given}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/copies.py"/>
        <source>{number} copy {copy}</source>
        <translation>‏{number} نسخة {copy}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/till.py"/>
        <source>{number} is open</source>
        <translation>‏{number} مفتوحة</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>{number} stays locked until we know. We keep asking, and tell you.</source>
        <translation>تبقى {number} مقفلة حتى نعرف. نواصل السؤال ونبلغك.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>{number} stays open, {due} due</source>
        <translation>تبقى {number} مفتوحة، والمستحق {due}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/recovery.py"/>
        <source>{number}: an earlier payment of {amount} was given up. Nothing was charged.</source>
        <translation>‏{number}: أُلغي دفع سابق بمبلغ {amount}. لم يُحصَّل شيء.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <source>{number}: approved, but the refund of {amount} failed.</source>
        <translation>‏{number}: تمت الموافقة، لكن استرداد {amount} فشل.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <source>{number}: approved. Whether the {amount} is sent is not known yet.</source>
        <translation>‏{number}: تمت الموافقة. لا يُعرف بعد هل أُرسل {amount}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund.py"/>
        <source>{number}: nothing is left to give back by now.</source>
        <translation>‏{number}: لم يعد هناك ما يُرد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/recovery.py"/>
        <source>{number}: still checking {amount}. Don’t charge it again.</source>
        <translation>‏{number}: ما زلنا نتحقق من {amount}. لا تحصّله مجددًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_recovery.py"/>
        <source>{number}: the refund of {amount} failed.</source>
        <translation>‏{number}: فشل استرداد {amount}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <source>{number}: the refund of {amount} is approved.</source>
        <translation>‏{number}: تمت الموافقة على استرداد {amount}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_recovery.py"/>
        <source>{number}: the refund of {amount} is not known to have been made yet. Don’t refund it again.</source>
        <translation>‏{number}: لا يُعرف بعد هل أُجري استرداد {amount}. لا تكرر الاسترداد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_recovery.py"/>
        <source>{number}: the refund of {amount} is sent back.</source>
        <translation>‏{number}: أُرسل استرداد {amount}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_recovery.py"/>
        <source>{number}: the refund of {amount} is under way: {state}.</source>
        <translation>‏{number}: استرداد {amount} قيد التنفيذ: {state}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_recovery.py"/>
        <source>{number}: the refund of {amount} waits for a supervisor.</source>
        <translation>‏{number}: استرداد {amount} ينتظر مشرفًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_recovery.py"/>
        <source>{number}: the refund of {amount} was never asked for. Ask for it again if it is still due.</source>
        <translation>‏{number}: لم يُطلب استرداد {amount} قط. اطلبه مجددًا إن كان لا يزال مستحقًا.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_recovery.py"/>
        <source>{number}: the refund of {amount} was refused.</source>
        <translation>‏{number}: رُفض استرداد {amount}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_recovery.py"/>
        <source>{number}: the refund of {amount} was refused: “{note}”</source>
        <translation>‏{number}: رُفض استرداد {amount}: «{note}»</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_recovery.py"/>
        <source>{number}: the refund of {amount} was withdrawn.</source>
        <translation>‏{number}: سُحب استرداد {amount}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds.py"/>
        <source>{number}: the refund was withdrawn.</source>
        <translation>‏{number}: سُحب الاسترداد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <source>{number}: the {amount} is sent back.</source>
        <translation>‏{number}: رُدّ مبلغ {amount}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/recovery.py"/>
        <source>{number}: the {amount} were paid after all.</source>
        <translation>‏{number}: دُفع مبلغ {amount} في النهاية.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund.py"/>
        <source>{number}: whether the refund was asked for is looked up for you.</source>
        <translation>‏{number}: نبحث لك هل طُلب الاسترداد.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <source>{number}: {approvals}. Another supervisor has to approve the {amount}.</source>
        <translation>‏{number}: {approvals}. يجب أن يوافق مشرف آخر على {amount}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>{percent} less than {when}</source>
        <translation>−{percent} عن {when}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>{percent} more than {when}</source>
        <translation>+{percent} عن {when}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/rail.py"/>
        <source>{place}, {count} waiting</source>
        <translation>‏{place}، {count} في الانتظار</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{reason}, answer by {day}</source>
        <translation>‏{reason}، الرد في موعد أقصاه {day}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{received} was received for the voided invoice {invoice}.</source>
        <translation>ورد {received} عن الفاتورة الملغاة {invoice}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{received} was received for {invoice}, which had {left} left to pay.</source>
        <translation>ورد {received} عن {invoice}، وكان الباقي للدفع {left}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>{seconds} s</source>
        <translation>‏{seconds} ث</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <location filename="../../pos_app/desktop/views/top_bar.py"/>
        <source>{seconds} s ago</source>
        <translation>قبل {seconds} ث</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>{size} GB are free.</source>
        <translation>‏{size} غيغابايت متاحة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>{size} MB are free.</source>
        <translation>‏{size} ميغابايت متاحة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{sum} did not reach the bank ({why}).</source>
        <translation>لم يصل {sum} إلى البنك ({why}).</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{sum} of the charge {charge} was given back.</source>
        <translation>رُدّ {sum} من التحصيل {charge}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{sum} of {invoice} was given back in Stripe's dashboard ({id}).</source>
        <translation>رُدّ {sum} من {invoice} في لوحة Stripe ‏({id}).</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{sum} of {invoice} was given back under our id ({id}); no approval is on record.</source>
        <translation>رُدّ {sum} من {invoice} بمعرّفنا ({id})؛ ولا توجد موافقة مسجَّلة.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{sum} was received for the invoice {invoice}, which is not here (charge {charge}).</source>
        <translation>ورد {sum} عن الفاتورة {invoice}، وهي ليست هنا (التحصيل {charge}).</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{sum}, {reason}, answer by {day}.</source>
        <translation>‏{sum}، {reason}، الرد في موعد أقصاه {day}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{sum}, {reason}.</source>
        <translation>‏{sum}، {reason}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_figures.py"/>
        <source>{tender} from home</source>
        <translation>‏{tender}، المنزل</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{tender}, {sum}</source>
        <translation>‏{tender}، {sum}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>{title}, {extent}</source>
        <translation>‏{title}، {extent}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions.py"/>
        <source>{title}: seen to.</source>
        <translation>‏{title}: عولجت.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/days.py"/>
        <source>{weekday} before</source>
        <translation>‏{weekday} السابق</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>{when}, until {time}</source>
        <translation>‏{when}، حتى {time}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>{who} can’t take payments.</source>
        <translation>لا يمكن لـ {who} تحصيل الدفع.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{why}: seen to by {name}</source>
        <translation>‏{why}: عالجه {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>“Your bank is slow to answer. Please keep your card away. You will get a receipt if it went through.”</source>
        <translation>«بنكك بطيء في الرد. يرجى إبقاء بطاقتك معك. ستحصل على إيصال إن تم الدفع.»</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/days.py"/>
        <source>“{text}” is not a day. Type it as {day}.</source>
        <translation>«{text}» ليس يومًا. اكتبه مثل {day}.</translation>
    </message>
</context>
</TS>
