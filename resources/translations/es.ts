<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es">
<context>
    <name>till</name>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>(none named)</source>
        <translation>(ninguna indicada)</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>4242… pays · …9995 is declined · …3220 asks the bank</source>
        <translation>4242… paga · …9995 se rechaza · …3220 pregunta al banco</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>A cardholder's bank asks for money back</source>
        <translation>El banco de un titular pide que se devuelva dinero</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>A cashier or a supervisor of this site can. You can look.</source>
        <translation>Puede hacerlo un cajero o un supervisor de este centro. Usted puede consultar.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>A dispute of {sum} is about the charge {charge}, which is not in these books.</source>
        <translation>Una disputa de {sum} se refiere al cobro {charge}, que no está en estos libros.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>A dispute was lost: the bank keeps the money</source>
        <translation>Se perdió una disputa: el banco se queda el dinero</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>A payment has ended</source>
        <translation>Un pago ha terminado</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>A payment is being checked.</source>
        <translation>Se está revisando un pago.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>A payment is being followed</source>
        <translation>Se está siguiendo un pago</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>A payment is open on the patient’s phone.</source>
        <translation>Hay un pago abierto en el teléfono del paciente.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>A payment is under way.</source>
        <translation>Hay un pago en curso.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>A payment was begun</source>
        <translation>Se inició un pago</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>A payment was begun.</source>
        <translation>Se inició un pago.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>A receipt exists only once money has moved.</source>
        <translation>Solo hay recibo cuando se ha movido dinero.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>A refund came back from the bank</source>
        <translation>El banco devolvió un reembolso</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/till.py"/>
        <source>A refund is open</source>
        <translation>Hay un reembolso abierto</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>A refund that somebody asks for comes here by itself.</source>
        <translation>Los reembolsos que alguien solicita llegan aquí por sí solos.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>A refund was made in Stripe's dashboard, not here</source>
        <translation>Se hizo un reembolso en el panel de Stripe, no aquí</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>A sample hospital with made-up patients. No real money moves here.</source>
        <translation>Hospital de muestra con pacientes inventados. Aquí no se mueve dinero real.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/till.py"/>
        <source>A search</source>
        <translation>Una búsqueda</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>A second intent ({id}) of one payment has taken {sum}.</source>
        <translation>Un segundo intento ({id}) de un mismo pago cobró {sum}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>A supervisor approves it before anything is sent.</source>
        <translation>Un supervisor lo aprueba antes de enviar nada.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>A supervisor decides.</source>
        <translation>Decide un supervisor.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>A supervisor has to look at it</source>
        <translation>Un supervisor tiene que revisarlo</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>A supervisor is here</source>
        <translation>Hay un supervisor aquí</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>A supervisor of this site sees to it.</source>
        <translation>Lo atiende un supervisor de este centro.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>A supervisor said no.</source>
        <translation>Un supervisor dijo que no.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>A supervisor, who is somebody else, approves it first.</source>
        <translation>Antes lo aprueba un supervisor, que es otra persona.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>A test page has gone to {name}.</source>
        <translation>Se ha enviado una página de prueba a {name}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Admin</source>
        <translation>Administrador</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/front.py"/>
        <source>Admin, sets up tills</source>
        <translation>Administrador, configura las cajas</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_modal.py"/>
        <source>After the payment</source>
        <translation>Después del pago</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>All</source>
        <translation>Todas</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <source>All</source>
        <comment>the total of a table</comment>
        <translation>Total</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>All that is left, {left}</source>
        <translation>Todo, {left}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>Already paid</source>
        <translation>Ya pagado</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_followed.py"/>
        <source>Amount</source>
        <translation>Importe</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Amount in question</source>
        <translation>Importe en duda</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Amount not for this card</source>
        <translation>Importe no admitido por la tarjeta</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>An admin</source>
        <translation>Un administrador</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>An auditor</source>
        <translation>Un auditor</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Another amount was received than was asked for</source>
        <translation>Se recibió un importe distinto del solicitado</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/today_page.py"/>
        <source>Another currency</source>
        <translation>Otra moneda</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Another is here</source>
        <translation>Hay otro aquí</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Another reason</source>
        <translation>Otro motivo</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Another supervisor has to approve it too.</source>
        <translation>Otro supervisor también tiene que aprobarlo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Another supervisor has to say yes too.</source>
        <translation>Otro supervisor también tiene que dar el sí.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Another supervisor of this site has to approve it.</source>
        <translation>Otro supervisor de este centro tiene que aprobarlo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Answer in Stripe's dashboard with the receipt and the invoice before the date; don't refund meanwhile.</source>
        <translation>Responda en el panel de Stripe con el recibo y la factura antes de la fecha; no reembolse mientras tanto.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>Anywhere</source>
        <translation>En cualquier lugar</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Approval</source>
        <translation>Aprobación</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <source>Approve {amount}</source>
        <translation>Aprobar {amount}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <source>Approve {amount} back to {name}?</source>
        <translation>¿Aprobar devolver {amount} a {name}?</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <source>Approve {amount} back to {patient}?</source>
        <translation>¿Aprobar devolver {amount} a {patient}?</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Approve {amount} to {patient}</source>
        <translation>Aprobar {amount}: {patient}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Approved</source>
        <translation>Aprobado</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Approved by {name}</source>
        <translation>Aprobado por {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Approved, and being sent.</source>
        <translation>Aprobado, y se está enviando.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/supervisor_overlay.py"/>
        <source>Approving…</source>
        <translation>Aprobando…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <source>As https://billing.example or its name alone</source>
        <translation>Como https://billing.example, o solo el nombre</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>As in billing.hospital.example.</source>
        <translation>Por ejemplo, billing.hospital.example.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/till.py"/>
        <source>As it stands in its box</source>
        <translation>Tal como está en su casilla</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/till.py"/>
        <source>As it stands on its screen</source>
        <translation>Tal como está en su pantalla</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>As much as {when}</source>
        <translation>Lo mismo que {when}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/settings_overlay.py"/>
        <source>As the desktop</source>
        <translation>Como el escritorio</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <source>As {day}. Leave the second empty for one day.</source>
        <translation>Como {day}. Deje vacío el segundo para un solo día.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Ask a cashier or a supervisor of this site.</source>
        <translation>Pídalo a un cajero o a un supervisor de este centro.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_modal.py"/>
        <source>Ask again what became of it</source>
        <translation>Volver a preguntar qué pasó</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Ask an admin, or sign in with name and password.</source>
        <translation>Pregunte a un administrador, o inicie sesión con nombre y contraseña.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Ask another admin.</source>
        <translation>Pídalo a otro administrador.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Ask another supervisor of this site.</source>
        <translation>Pídalo a otro supervisor de este centro.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Ask billing whether the invoice is to be collected in another way.</source>
        <translation>Pregunte a facturación si la factura debe cobrarse de otra forma.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Ask for another way to pay, or let some time pass.</source>
        <translation>Pida otra forma de pago, o deje pasar un tiempo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>Ask for it</source>
        <translation>Solicitarlo</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Ask for it back to {name}</source>
        <translation>Pedirlo para {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Ask for what is left, or less.</source>
        <translation>Solicite lo que queda, o menos.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Ask for {amount}</source>
        <translation>Solicitar {amount}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Ask for {amount} back to {name}</source>
        <translation>Pedir {amount} para {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Ask for {amount} to go back to {name}?</source>
        <translation>¿Solicitar que se devuelvan {amount} a {name}?</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Ask now</source>
        <translation>Preguntar ahora</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>Ask the server again</source>
        <translation>Volver a preguntar al servidor</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Asked</source>
        <translation>Solicitado</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Asked by</source>
        <translation>Solicitado por</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Asked for</source>
        <translation>Solicitado</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Asking Stripe again</source>
        <translation>Otra vez a Stripe</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Asking Stripe again, try {number} of {most}</source>
        <translation>Stripe: intento {number} de {most}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Asking again, try {number}.</source>
        <translation>Preguntando otra vez, intento {number}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund.py"/>
        <source>Asking for {amount}…</source>
        <translation>Solicitando {amount}…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Asking the server again, try {number}</source>
        <translation>Servidor: intento {number}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>Asking the server…</source>
        <translation>Preguntando al servidor…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>At the bank</source>
        <translation>En el banco</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>At their own till, or here with their own name and password.</source>
        <translation>En su propia caja, o aquí con su propio nombre y contraseña.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Auditor</source>
        <translation>Auditor</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/front.py"/>
        <source>Auditor, reads only</source>
        <translation>Auditor, solo consulta</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_form.py"/>
        <location filename="../../pos_app/desktop/views/refund_page.py"/>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Back to the invoice</source>
        <translation>Volver a la factura</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/views/today_page.py"/>
        <source>Back to the invoices</source>
        <translation>Volver a las facturas</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>Back, or close</source>
        <translation>Volver, o cerrar</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Bank check</source>
        <translation>Control del banco</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Bank check not finished</source>
        <translation>Control del banco sin terminar</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Bank check wanted</source>
        <translation>El banco pide un control</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Bank could not work on it</source>
        <translation>El banco no pudo tramitarlo</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Bank gave no reason</source>
        <translation>El banco no dio motivo</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Bank not reached</source>
        <translation>Sin contacto con el banco</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <source>Be {name}</source>
        <translation>Ser {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Begin again, or sign in with name and password.</source>
        <translation>Empiece de nuevo, o inicie sesión con nombre y contraseña.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>Begun {when} by {name}. Don’t charge again.</source>
        <translation>Iniciado {when} por {name}. No cobre otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>Being paid {where} since {time}.</source>
        <translation>Se está pagando {where} desde las {time}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/amounts.py"/>
        <source>By card, only whole multiples of {amount} can be given back.</source>
        <translation>En tarjeta solo se pueden devolver múltiplos enteros de {amount}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>By day</source>
        <translation>Por día</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <source>By hour</source>
        <translation>Por hora</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <source>By person</source>
        <translation>Por persona</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <source>By till</source>
        <translation>Por caja</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/faces/sso.py"/>
        <location filename="../../pos_app/desktop/views/days_overlay.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>Cancel this payment</source>
        <translation>Cancelar este pago</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Cancelling…</source>
        <translation>Cancelando…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Card</source>
        <translation>Tarjeta</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Card at its limit</source>
        <translation>Tarjeta en su límite</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_figures.py"/>
        <source>Card at the till</source>
        <translation>Tarjeta, caja</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Card declined</source>
        <translation>Tarjeta rechazada</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Card expired</source>
        <translation>Tarjeta caducada</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <location filename="../../pos_app/desktop/views/card_frame.py"/>
        <location filename="../../pos_app/desktop/views/card_view.py"/>
        <source>Card form</source>
        <translation>Formulario de tarjeta</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_figures.py"/>
        <source>Card from home</source>
        <translation>Tarjeta, casa</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Card misused</source>
        <translation>Mal uso</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Card not for this currency</source>
        <translation>Tarjeta no admite esta moneda</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Card not for this use</source>
        <translation>Tarjeta no sirve para esto</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/card_view.py"/>
        <source>Card payments can’t start on this computer.</source>
        <translation>En este equipo no se pueden iniciar pagos con tarjeta.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_figures.py"/>
        <source>Card reader</source>
        <translation>Lector de tarjetas</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <location filename="../../pos_app/desktop/presenters/today_figures.py"/>
        <source>Cash</source>
        <translation>Efectivo</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_figures.py"/>
        <source>Cash, no till</source>
        <translation>Efectivo, sin caja</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/front.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Cashier</source>
        <translation>Cajero</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/password_overlay.py"/>
        <source>Change it</source>
        <translation>Cambiarla</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/password.py"/>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>Change your password</source>
        <translation>Cambiar su contraseña</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/top_bar.py"/>
        <source>Change your password (Ctrl+Shift+P)</source>
        <translation>Cambiar su contraseña (Ctrl+Shift+P)</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_course.py"/>
        <source>Changing the amount</source>
        <translation>Cambiando el importe</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>Changing your password…</source>
        <translation>Cambiando su contraseña…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/password_overlay.py"/>
        <source>Changing…</source>
        <translation>Cambiando…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_form.py"/>
        <source>Charge</source>
        <translation>Cobrar</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Charge again: locked until we know</source>
        <translation>Cobrar: bloqueado por ahora</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Charge {amount}</source>
        <translation>Cobrar {amount}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Charge {amount} to {card}</source>
        <translation>Cobrar {amount} a {card}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Charge {amount} to {card} of {name}?</source>
        <translation>¿Cobrar {amount} a {card} de {name}?</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Charge {amount} to {name}</source>
        <translation>Cobrar {amount} a {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Charged twice</source>
        <translation>Doble cobro</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Charging {amount}…</source>
        <translation>Cobrando {amount}…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Charging {card}</source>
        <translation>Cobrando a {card}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/health_overlay.py"/>
        <source>Check again</source>
        <translation>Comprobar otra vez</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Check both and try again.</source>
        <translation>Revise ambos e inténtelo otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>Check it and try again.</source>
        <translation>Revísela e inténtelo otra vez.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Check it with the patient and type it again.</source>
        <translation>Revíselo con el paciente y escríbalo otra vez.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Check the amount, or try another card.</source>
        <translation>Revise el importe, o pruebe con otra tarjeta.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Check the bank account in Stripe's dashboard; the money is at Stripe again.</source>
        <translation>Revise la cuenta bancaria en el panel de Stripe; el dinero vuelve a estar en Stripe.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Check the figure.</source>
        <translation>Revise la cifra.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Check the network cable; the till keeps trying.</source>
        <translation>Revise el cable de red; la caja sigue intentándolo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Check the server’s address, and whether the network wants a log-in.</source>
        <translation>Revise la dirección del servidor, y si la red pide iniciar sesión.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <source>Check the spelling, or look for the invoice’s number or the MRN.</source>
        <translation>Revise la ortografía, o busque el número de factura o de historia.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Check the spelling, or look for the invoice’s number, the receipt’s or the MRN.</source>
        <translation>Compruebe la ortografía o busque por el número de la factura, el del recibo o el MRN.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>Check the spelling, or scan the code on the patient’s letter.</source>
        <translation>Revise la ortografía, o escanee el código de la carta del paciente.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>Check what you typed or pasted.</source>
        <translation>Revise lo que escribió o pegó.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Checking</source>
        <translation>En revisión</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Checking this till.</source>
        <translation>Comprobando esta caja.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Choose a reason.</source>
        <translation>Elija un motivo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/copies.py"/>
        <source>Choose a receipt to look at it, or to print it again.</source>
        <translation>Elija un recibo para verlo o imprimirlo otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Choose an amount below {amount}</source>
        <translation>Elija un importe menor que {amount}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Choose another.</source>
        <translation>Elija otro.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>Choose one in the list to see what to do about it.</source>
        <translation>Elija una en la lista para ver qué hacer.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>Choose one in the list, type a name or a number, or scan a letter.</source>
        <translation>Elija una en la lista, escriba un nombre o un número, o escanee una carta.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Choose one in the list.</source>
        <translation>Elija uno en la lista.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>Choose your password</source>
        <translation>Elija su contraseña</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <source>Clear the search</source>
        <translation>Borrar la búsqueda</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/receipts_page.py"/>
        <source>Clear the search, or back</source>
        <translation>Borrar la búsqueda, o volver</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Clock</source>
        <translation>Reloj</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/health_overlay.py"/>
        <location filename="../../pos_app/desktop/views/key_overlay.py"/>
        <location filename="../../pos_app/desktop/views/settings_overlay.py"/>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/components/figures.py"/>
        <location filename="../../pos_app/desktop/views/invoice_table.py"/>
        <location filename="../../pos_app/desktop/views/queue_table.py"/>
        <location filename="../../pos_app/desktop/views/receipts_table.py"/>
        <source>Columns</source>
        <translation>Columnas</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>Compare the code there with this one.</source>
        <translation>Compare el código que aparece allí con este.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Compare the payment in Stripe's dashboard with the invoice; refund what is too much.</source>
        <translation>Compare el pago del panel de Stripe con la factura; reembolse lo que sobre.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Confirming</source>
        <translation>Confirmando</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>Connected</source>
        <translation>Conectado</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>Connected, the server has trouble</source>
        <translation>Conectado, el servidor tiene problemas</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/counter.py"/>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>Connecting…</source>
        <translation>Conectando…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/copies.py"/>
        <source>Copy {copy} printed on {name}</source>
        <translation>Copia {copy} impresa en {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/copies.py"/>
        <source>Copy {copy} saved as {name}</source>
        <translation>Copia {copy} guardada como {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/copies.py"/>
        <source>Counting the copy…</source>
        <translation>Contando la copia…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/settings_overlay.py"/>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoice_table.py"/>
        <source>Date</source>
        <translation>Fecha</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <source>Day</source>
        <translation>Día</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <location filename="../../pos_app/desktop/views/today_page.py"/>
        <source>Days</source>
        <translation>Días</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/queue_page.py"/>
        <source>Decide on it</source>
        <translation>Decidir</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Declined</source>
        <translation>Rechazada</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Declined on the phone. {sentence} The patient can try another card there.</source>
        <translation>Rechazado en el teléfono. {sentence} El paciente puede probar allí con otra tarjeta.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_error.py"/>
        <location filename="../../pos_app/desktop/views/payment_modal.py"/>
        <source>Details for IT</source>
        <translation>Detalles para Informática</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Disk</source>
        <translation>Disco</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Dispute closed, {sum}</source>
        <translation>Disputa cerrada, {sum}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Dispute lost, {sum}</source>
        <translation>Disputa perdida, {sum}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Dispute won, {sum}</source>
        <translation>Disputa ganada, {sum}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Disputed by the cardholder's bank, {sum}</source>
        <translation>Disputado por el banco del titular, {sum}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Don't charge again. We keep asking Stripe; its dashboard may know more.</source>
        <translation>No cobre otra vez. Seguimos preguntando a Stripe; su panel puede saber más.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Don't refund again. We keep asking Stripe; its dashboard may know more.</source>
        <translation>No reembolse otra vez. Seguimos preguntando a Stripe; su panel puede saber más.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Done</source>
        <translation>Hecho</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Don’t ask again. The till goes on under the same number, so it is one refund however often it is sent.</source>
        <translation>No lo solicite otra vez. La caja sigue con el mismo número: es un solo reembolso por mucho que se envíe.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>Don’t charge again until we know.</source>
        <translation>No cobre otra vez hasta que se sepa.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Don’t charge again.</source>
        <translation>No cobre otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Don’t charge again. We keep asking.</source>
        <translation>No cobre otra vez. Seguimos preguntando.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Don’t give anything back meanwhile. A supervisor answers the bank.</source>
        <translation>No devuelva nada mientras tanto. Un supervisor responde al banco.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoice_table.py"/>
        <source>Due</source>
        <translation>Pendiente</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>Due now</source>
        <translation>Pendiente ahora</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Each payment tried came through.</source>
        <translation>Todos los pagos intentados se completaron.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Encrypted, and {server} is who it says it is.</source>
        <translation>Cifrada, y {server} es quien dice ser.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Esc cancels this payment; then take a new card, or the phone.</source>
        <translation>Esc cancela este pago; después use una tarjeta nueva, o el teléfono.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>Everything fits.</source>
        <translation>Todo cuadra.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/key_overlay.py"/>
        <source>Everything on this till has one.</source>
        <translation>Todo en esta caja tiene una.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Everything works.</source>
        <translation>Todo funciona.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Everything works; a password is asked for at each start.</source>
        <translation>Todo funciona; se pide la contraseña en cada inicio.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/rail.py"/>
        <location filename="../../pos_app/desktop/views/work.py"/>
        <source>Exceptions</source>
        <translation>Incidencias</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Expired {date}</source>
        <translation>Caducó {date}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Expires {date}</source>
        <translation>Caduca {date}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <location filename="../../pos_app/desktop/views/today_page.py"/>
        <source>Export CSV</source>
        <translation>Exportar CSV</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/today_page.py"/>
        <source>Export as CSV</source>
        <translation>Exportar como CSV</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <source>Exporting…</source>
        <translation>Exportando…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Failed</source>
        <translation>Fallido</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/invoices.py"/>
        <source>Fetching invoices. You can type or scan already.</source>
        <translation>Cargando facturas. Ya puede escribir o escanear.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <source>Fetching receipts. You can type already.</source>
        <translation>Cargando recibos. Ya puede escribir.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds.py"/>
        <source>Fetching refunds.</source>
        <translation>Cargando reembolsos.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/copies.py"/>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <source>Fetching the receipt…</source>
        <translation>Cargando el recibo…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions.py"/>
        <source>Fetching what does not fit.</source>
        <translation>Cargando lo que no cuadra.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <location filename="../../pos_app/desktop/views/queue_page.py"/>
        <source>Filter: {text}</source>
        <translation>Filtro: {text}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Find its invoice with the ids Stripe shows, or refund it in Stripe's dashboard.</source>
        <translation>Busque su factura con los identificadores que muestra Stripe, o reembólselo en el panel de Stripe.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Find out who made it and why, and write it in the note.</source>
        <translation>Averigüe quién lo hizo y por qué, y escríbalo en la nota.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/days_overlay.py"/>
        <source>First day</source>
        <translation>Primer día</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>Five must approve</source>
        <translation>Deben aprobar cinco</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_followed.py"/>
        <source>Followed to the end</source>
        <translation>Seguidos hasta el final</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/supervisor_overlay.py"/>
        <source>For this one act: nobody stays signed in, and nothing is kept.</source>
        <translation>Solo para este acto: nadie queda con la sesión iniciada y no se guarda nada.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Found</source>
        <translation>Encontrados</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>Four must approve</source>
        <translation>Deben aprobar cuatro</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <source>From home</source>
        <translation>Desde casa</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/settings_overlay.py"/>
        <source>From the next start of the till</source>
        <translation>A partir del próximo inicio de la caja</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <source>Front-desk till</source>
        <translation>Caja de recepción</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_followed.py"/>
        <source>Give it back in another way.</source>
        <translation>Devuélvalo de otra forma.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_course.py"/>
        <source>Giving the invoice back</source>
        <translation>Devolviendo la factura</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Giving up the {amount}.</source>
        <translation>Anulando los {amount}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>Go on in your browser</source>
        <translation>Continúe en su navegador</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Good</source>
        <translation>Bien</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/behind.py"/>
        <source>HMIS POS: test page</source>
        <translation>HMIS POS: página de prueba</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/health_overlay.py"/>
        <location filename="../../pos_app/desktop/views/settings_overlay.py"/>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>Health of this till</source>
        <translation>Estado de esta caja</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/components/fields.py"/>
        <source>Hide the password</source>
        <translation>Ocultar la contraseña</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>Hospital</source>
        <translation>Hospital</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <source>Hour</source>
        <translation>Hora</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_methods.py"/>
        <source>How</source>
        <translation>Forma</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_followed.py"/>
        <source>How far</source>
        <translation>Hasta dónde</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>How, is shown when the till is unlocked</source>
        <translation>El resultado se muestra al desbloquear la caja</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>If it is none of them, check the spelling, or scan the code on the patient’s letter.</source>
        <translation>Si no es ninguna de ellas, revise la ortografía o escanee el código de la carta del paciente.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>If it is not that one, check the spelling, or scan the code on the patient’s letter.</source>
        <translation>Si no es esa, revise la ortografía o escanee el código de la carta del paciente.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>If still unknown, a supervisor is told</source>
        <translation>Si no, se avisa a un supervisor</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>In Stripe’s dashboard</source>
        <translation>En el panel de Stripe</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>In your own words</source>
        <translation>Con sus propias palabras</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Insufficient funds</source>
        <translation>Fondos insuficientes</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Insurer agreed to its share</source>
        <translation>El seguro aceptó su parte</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Insurer paid</source>
        <translation>Pagó el seguro</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <location filename="../../pos_app/desktop/views/invoice_table.py"/>
        <location filename="../../pos_app/desktop/views/receipts_table.py"/>
        <source>Invoice</source>
        <translation>Factura</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Invoice changed</source>
        <translation>Factura modificada</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Invoice made</source>
        <translation>Factura emitida</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <source>Invoice number, MRN, name, phone or date of birth</source>
        <translation>N.º de factura o HC, nombre, teléfono, nacimiento</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/work.py"/>
        <source>Invoice or receipt number, patient, or who asked</source>
        <translation>Número de factura o recibo, paciente o quien lo pidió</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Invoice voided</source>
        <translation>Factura anulada</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoice_list.py"/>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <location filename="../../pos_app/desktop/views/rail.py"/>
        <source>Invoices</source>
        <translation>Facturas</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>It agrees with the server’s.</source>
        <translation>Coincide con el del servidor.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>It answers.</source>
        <translation>Responde.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>It can be written.</source>
        <translation>Se puede escribir.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>It can’t be looked at ({error}).</source>
        <translation>No se puede comprobar ({error}).</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_course.py"/>
        <source>It could not be cancelled yet. Nothing is charged.</source>
        <translation>Aún no se pudo cancelar. No se ha cobrado nada.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>It does not answer.</source>
        <translation>No responde.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>It does not leave this computer.</source>
        <translation>No sale de este equipo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>It goes on by itself while the till is locked</source>
        <translation>Continúa solo mientras la caja está bloqueada</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>It goes on by itself. We ask about it when someone signs in.</source>
        <translation>Continúa solo. Lo preguntamos cuando alguien inicie sesión.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>It has asked the patient by mail where the money shall go.</source>
        <translation>Ha preguntado al paciente por correo adónde enviar el dinero.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund.py"/>
        <source>It is being asked for.</source>
        <translation>Se está solicitando.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>It is being read again.</source>
        <translation>Se está leyendo otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>It is being written down.</source>
        <translation>Se está anotando.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>It is given up when you sign in here again.</source>
        <translation>Se anula cuando vuelva a iniciar sesión aquí.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>It is good for five minutes. Never tell it to anybody.</source>
        <translation>Vale cinco minutos. No se lo diga nunca a nadie.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>It is read again from the server</source>
        <translation>Se lee otra vez del servidor</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>It keeps sessions safe.</source>
        <translation>Guarda las sesiones de forma segura.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>It may already be taken.</source>
        <translation>Puede que ya se haya cobrado.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>It may be paid already: look at it again.</source>
        <translation>Puede que ya esté pagada: revísela otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>It resolved itself</source>
        <translation>Se resolvió sola</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>It stands on the card’s statement, {arrives}. The till sends no message.</source>
        <translation>Figura en el extracto de la tarjeta, {arrives}. La caja no envía ningún mensaje.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>It takes the yes of a supervisor who is somebody else.</source>
        <translation>Requiere el sí de un supervisor que sea otra persona.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_course.py"/>
        <source>It takes too long. Check the network, then load it again.</source>
        <translation>Tarda demasiado. Revise la red y cárguelo otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_course.py"/>
        <source>It was too late to cancel: the payment went through.</source>
        <translation>Era tarde para cancelar: el pago se realizó.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Its browser can’t start on this computer.</source>
        <translation>Su navegador no puede iniciarse en este equipo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Its browser starts on this computer.</source>
        <translation>Su navegador se inicia en este equipo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Its number is not kept here.</source>
        <translation>Su número no se guarda aquí.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/queue_page.py"/>
        <location filename="../../pos_app/desktop/views/receipts_page.py"/>
        <source>Just type</source>
        <translation>Escriba sin más</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <source>Just type, or scan</source>
        <translation>Escriba o escanee</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Keep</source>
        <translation>Dejar</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Keep it</source>
        <translation>Mantenerlo</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_modal.py"/>
        <source>Keep the screen open, or leave</source>
        <translation>Mantener la pantalla abierta, o salir</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>Kept for {name}</source>
        <translation>Se guarda para {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Keyring</source>
        <translation>Llavero</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/key_overlay.py"/>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <location filename="../../pos_app/desktop/views/rail.py"/>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/settings_overlay.py"/>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/days_overlay.py"/>
        <source>Last day</source>
        <translation>Último día</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>Least due first</source>
        <translation>Primero los que menos deben</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>Leave anyway</source>
        <translation>Salir de todos modos</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Leave it and start the payment again.</source>
        <translation>Salga e inicie el pago otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Leave it for later</source>
        <translation>Dejarlo para después</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Leave out the last figures.</source>
        <translation>Quite las últimas cifras.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>Leave, nothing is asked for</source>
        <translation>Salir, no se solicita nada</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_form.py"/>
        <source>Leave, nothing is charged</source>
        <translation>Salir, no se cobra nada</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Leaving with Esc cancels this attempt and gives the invoice back to every till.</source>
        <translation>Esc cancela el intento y libera la factura en todas las cajas.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Leaving with Esc gives the invoice back to every till.</source>
        <translation>Si sale con Esc, la factura vuelve a todas las cajas.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Left after</source>
        <translation>Queda</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <source>Left to pay</source>
        <translation>Queda por pagar</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/settings_overlay.py"/>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Load it again</source>
        <translation>Cargar otra vez</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/components/pieces.py"/>
        <source>Loading</source>
        <translation>Cargando</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_course.py"/>
        <source>Loading the card form</source>
        <translation>Cargando el formulario de tarjeta</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/top_bar.py"/>
        <source>Lock</source>
        <translation>Bloquear</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>Lock the till</source>
        <translation>Bloquear la caja</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/top_bar.py"/>
        <source>Locked</source>
        <translation>Bloqueada</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/settings_overlay.py"/>
        <source>Locks by itself after so many idle minutes</source>
        <translation>Se bloquea sola tras estos minutos sin uso</translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/front.py"/>
        <source>Locks by itself after {count} idle minutes. Your work is kept.</source>
        <translation><numerusform>Se bloquea sola tras {count} minuto sin uso. Su trabajo se conserva.</numerusform><numerusform>Se bloquea sola tras {count} minutos sin uso. Su trabajo se conserva.</numerusform></translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/counter.py"/>
        <source>Log</source>
        <translation>Registro</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>Log out</source>
        <translation>Cerrar sesión</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/top_bar.py"/>
        <source>Log out (Ctrl+Shift+L)</source>
        <translation>Cerrar sesión (Ctrl+Shift+L)</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>Log out and sign in as someone else</source>
        <translation>Cerrar sesión y entrar como otra persona</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>Log {name} out?</source>
        <translation>¿Cerrar la sesión de {name}?</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/settings_overlay.py"/>
        <source>Look</source>
        <translation>Aspecto</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Look again</source>
        <translation>Mirar otra vez</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>Look at all sites</source>
        <translation>Buscar en todos los centros</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Look at it in Stripe's dashboard.</source>
        <translation>Véalo en el panel de Stripe.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Look at the invoice again, or ask a supervisor.</source>
        <translation>Revise la factura otra vez, o pregunte a un supervisor.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Look at the invoice again.</source>
        <translation>Revise la factura otra vez.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Look at the invoice before trying again: it may be paid.</source>
        <translation>Revise la factura antes de reintentar: puede que esté pagada.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Look at the list again.</source>
        <translation>Revise la lista otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Look at the network.</source>
        <translation>Revise la red.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Look at the printer. Receipts can be saved as PDF.</source>
        <translation>Revise la impresora. Los recibos se pueden guardar en PDF.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Look at the refund again.</source>
        <translation>Revise el reembolso otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Look at this</source>
        <translation>Revíselo</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Look at yesterday</source>
        <translation>Ver ayer</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Look it up again, or ask the other site.</source>
        <translation>Búsquela otra vez, o pregunte al otro centro.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Look the charge up in Stripe's dashboard; it may belong to another system on the same account.</source>
        <translation>Busque el cobro en el panel de Stripe; puede ser de otro sistema de la misma cuenta.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Looking at it.</source>
        <translation>Comprobando.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>Looking for your session…</source>
        <translation>Buscando su sesión…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Looking up and receipts work. Tell IT.</source>
        <translation>Las búsquedas y los recibos funcionan. Avise a Informática.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>MRN {mrn}</source>
        <translation>HC {mrn}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_followed.py"/>
        <source>Made in Stripe’s dashboard</source>
        <translation>Hecho en el panel de Stripe</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Make a new link</source>
        <translation>Crear otro enlace</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Make another one first.</source>
        <translation>Cree otro primero.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Make room soon.</source>
        <translation>Libere espacio pronto.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Making the link</source>
        <translation>Creando el enlace</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Money was given back for a payment that is not in these books</source>
        <translation>Se devolvió dinero de un pago que no está en estos libros</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Money was received for a void invoice</source>
        <translation>Se recibió dinero por una factura anulada</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Money was received that belongs to no invoice here</source>
        <translation>Se recibió dinero que no corresponde a ninguna factura de aquí</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>More than {times} times {when}</source>
        <translation>Más de {times} veces {when}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>More was received than was left to pay</source>
        <translation>Se recibió más de lo que quedaba por pagar</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>Most due first</source>
        <translation>Primero los que más deben</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <source>Most due first, or least</source>
        <translation>Primero los que más deben, o los que menos</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <location filename="../../pos_app/desktop/views/queue_page.py"/>
        <location filename="../../pos_app/desktop/views/receipts_page.py"/>
        <source>Move</source>
        <translation>Moverse</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/invoices.py"/>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <source>My site</source>
        <translation>Mi centro</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/invoices.py"/>
        <source>My sites</source>
        <translation>Mis centros</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <location filename="../../pos_app/desktop/views/person_card.py"/>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <source>Name and password are needed.</source>
        <translation>Hacen falta el nombre y la contraseña.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Name and password don’t belong together.</source>
        <translation>El nombre y la contraseña no corresponden.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/person_card.py"/>
        <source>Name {username}, password {password}</source>
        <translation>Nombre {username}, contraseña {password}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>Needs five supervisors</source>
        <translation>Hacen falta cinco supervisores</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>Needs four supervisors</source>
        <translation>Hacen falta cuatro supervisores</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>Needs three supervisors</source>
        <translation>Hacen falta tres supervisores</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>Needs two supervisors</source>
        <translation>Hacen falta dos supervisores</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <source>Net</source>
        <translation>Neto</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <location filename="../../pos_app/desktop/views/payment_form.py"/>
        <source>New card</source>
        <translation>Tarjeta nueva</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <location filename="../../pos_app/desktop/views/password_overlay.py"/>
        <source>New password</source>
        <translation>Contraseña nueva</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>Newest first</source>
        <translation>Primero los más recientes</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <source>Newest first, or oldest</source>
        <translation>Primero los más recientes, o los más antiguos</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>News from Stripe could not be worked on</source>
        <translation>No se pudo tramitar una noticia de Stripe</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>News of {id} ({kind}) was tried {tries} times: {how}.</source>
        <translation>La noticia de {id} ({kind}) se intentó tramitar {tries} veces: {how}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>Next field</source>
        <translation>Campo siguiente</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_form.py"/>
        <source>Next field, in and out of the card form</source>
        <translation>Campo siguiente, dentro y fuera del formulario de tarjeta</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>Next field, next button</source>
        <translation>Campo o botón siguiente</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Next patient</source>
        <translation>Siguiente paciente</translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/outcome.py"/>
        <source>Next patient in {count} seconds</source>
        <translation><numerusform>Siguiente paciente en {count} segundo</numerusform><numerusform>Siguiente paciente en {count} segundos</numerusform></translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_modal.py"/>
        <source>Next patient, or try another card</source>
        <translation>Siguiente paciente, o probar otra tarjeta</translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>Next try in {count} seconds.</source>
        <translation><numerusform>Próximo intento en {count} segundo.</numerusform><numerusform>Próximo intento en {count} segundos.</numerusform></translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>No answer came back</source>
        <translation>No llegó respuesta</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>No answer yet. Nothing is charged.</source>
        <translation>Aún no hay respuesta. No se ha cobrado nada.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>No card was tried.</source>
        <translation>No se probó ninguna tarjeta.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No checking invoice matches “{text}”.</source>
        <translation>Ninguna factura en revisión coincide con «{text}».</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No checking invoices at any site.</source>
        <translation>No hay facturas en revisión en ningún centro.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No checking invoices at your site.</source>
        <translation>No hay facturas en revisión en su centro.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>No connection</source>
        <translation>Sin conexión</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>No invoice is chosen.</source>
        <translation>No hay ninguna factura elegida.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No invoice matches “{text}”.</source>
        <translation>Ninguna factura coincide con «{text}».</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No invoices at any site.</source>
        <translation>No hay facturas en ningún centro.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No invoices at your site.</source>
        <translation>No hay facturas en su centro.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>No longer counts: {name} does not supervise here any more</source>
        <translation>Ya no cuenta: {name} ya no es supervisor aquí</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>No money has moved.</source>
        <translation>No se ha movido dinero.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>No money has moved. A second try continues this payment, so it can’t be charged twice.</source>
        <translation>No se ha movido dinero. Un segundo intento continúa este pago, así que no se puede cobrar dos veces.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>No money was given back.</source>
        <translation>No se devolvió dinero.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>No money was given back. It can be asked for again.</source>
        <translation>No se devolvió dinero. Se puede solicitar otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No open invoice matches “{text}”.</source>
        <translation>Ninguna factura abierta coincide con «{text}».</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No open invoices at any site.</source>
        <translation>No hay facturas abiertas en ningún centro.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No open invoices at your site.</source>
        <translation>No hay facturas abiertas en su centro.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No paid today invoice matches “{text}”.</source>
        <translation>Ninguna factura pagada hoy coincide con «{text}».</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No part-paid invoice matches “{text}”.</source>
        <translation>Ninguna factura con pago parcial coincide con «{text}».</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No part-paid invoices at any site.</source>
        <translation>No hay facturas con pago parcial en ningún centro.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>No part-paid invoices at your site.</source>
        <translation>No hay facturas con pago parcial en su centro.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>No payment can be begun at this till. Tell IT.</source>
        <translation>En esta caja no se puede iniciar ningún pago. Avise a Informática.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>No payment is open.</source>
        <translation>No hay ningún pago abierto.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <location filename="../../pos_app/desktop/printing/system.py"/>
        <source>No printer is set up on this computer.</source>
        <translation>En este equipo no hay ninguna impresora configurada.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>No reason from the list</source>
        <translation>Sin motivo de la lista</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>No reason given</source>
        <translation>Sin motivo indicado</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <source>No receipt matches “{asked}”.</source>
        <translation>Ningún recibo coincide con «{asked}».</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>No refund has been made yet.</source>
        <translation>Aún no se ha hecho ningún reembolso.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>No refund has failed.</source>
        <translation>No ha fallado ningún reembolso.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>No refund is chosen.</source>
        <translation>No hay ningún reembolso elegido.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>No refund is on its way.</source>
        <translation>No hay ningún reembolso en camino.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>No refund matches “{sought}”.</source>
        <translation>Ningún reembolso coincide con «{sought}».</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>No refund was refused or withdrawn.</source>
        <translation>No se rechazó ni retiró ningún reembolso.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/invoices.py"/>
        <source>No single invoice has the code “{code}”.</source>
        <translation>No hay una única factura con el código «{code}».</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Nobody can charge it any more, at any desk. With another payment the patient may have it kept again.</source>
        <translation>Nadie podrá volver a cobrarla, en ningún mostrador. Con otro pago, el paciente puede pedir que se guarde otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>Nobody has said yes yet.</source>
        <translation>Nadie ha dado aún el sí.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Nobody knows yet whether a card was charged</source>
        <translation>Aún no se sabe si se cobró una tarjeta</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Nobody knows yet whether a refund was made</source>
        <translation>Aún no se sabe si se hizo un reembolso</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Not known without the server.</source>
        <translation>No se sabe sin el servidor.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Not known yet</source>
        <translation>Aún no se sabe</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/password_overlay.py"/>
        <source>Not now</source>
        <translation>Ahora no</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Not possible</source>
        <translation>No es posible</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Not taken</source>
        <translation>No cobrado</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Not working</source>
        <translation>No funciona</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/views/supervisor_overlay.py"/>
        <source>Not yet</source>
        <translation>Aún no</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Note to {first}, needed to refuse. Patients never see it.</source>
        <translation>Nota para {first} (para rechazar). El paciente no la ve.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Nothing can be charged. Tell IT.</source>
        <translation>No se puede cobrar nada. Avise a Informática.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>Nothing can be taken for it.</source>
        <translation>No se puede cobrar nada de ella.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Nothing can be taken for this invoice now.</source>
        <translation>Ahora no se puede cobrar nada de esta factura.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>Nothing has been charged</source>
        <translation>No se ha cobrado nada</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>Nothing has been paid today yet.</source>
        <translation>Hoy aún no se ha pagado nada.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Nothing is asked for yet.</source>
        <translation>Aún no se solicita nada.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Nothing is charged yet.</source>
        <translation>Aún no se cobra nada.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Nothing is charged yet. The link on the phone still works.</source>
        <translation>Aún no se cobra nada. El enlace del teléfono sigue funcionando.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>Nothing is charged. It is given up when you sign in here again.</source>
        <translation>No se cobra nada. Se anula cuando vuelva a iniciar sesión aquí.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>Nothing is chosen.</source>
        <translation>No hay nada elegido.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Nothing is given back then. It can be asked for again.</source>
        <translation>Entonces no se devuelve nada. Se puede solicitar otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>Nothing is known yet.</source>
        <translation>Aún no se sabe nada.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund.py"/>
        <source>Nothing is sent before a supervisor has approved it.</source>
        <translation>No se envía nada antes de que lo apruebe un supervisor.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Nothing is sent yet.</source>
        <translation>Aún no se envía nada.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>Nothing left to pay</source>
        <translation>No queda nada por pagar</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Nothing waits for a decision.</source>
        <translation>Nada espera una decisión.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Nothing was charged. Free some disk space, or tell IT.</source>
        <translation>No se ha cobrado nada. Libere espacio en disco, o avise a Informática.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Nothing was charged. Look at the invoice again.</source>
        <translation>No se ha cobrado nada. Revise la factura otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Nothing was charged. Tell a supervisor.</source>
        <translation>No se ha cobrado nada. Avise a un supervisor.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_course.py"/>
        <source>Nothing was charged. {number} is open for every till again.</source>
        <translation>No se ha cobrado nada. {number} vuelve a estar abierta en todas las cajas.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Nothing was done. Check the cable, then try again.</source>
        <translation>No se hizo nada. Revise el cable e inténtelo otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <source>Nothing was saved.</source>
        <translation>No se guardó nada.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Nothing was taken in these days.</source>
        <translation>No se cobró nada en estos días.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Nothing was taken this week yet.</source>
        <translation>Esta semana aún no se ha cobrado nada.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Nothing was taken today yet.</source>
        <translation>Hoy aún no se ha cobrado nada.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Nothing was taken yesterday.</source>
        <translation>Ayer no se cobró nada.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Nothing {when}</source>
        <translation>Nada {when}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>Of which payment</source>
        <translation>De qué pago</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>Of {title}</source>
        <translation>De {title}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>Oldest first</source>
        <translation>Primero los más antiguos</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>On the patient’s phone</source>
        <translation>En el teléfono del paciente</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>On the statement, usually in 5 to 10 working days.</source>
        <translation>En el extracto, normalmente en 5 a 10 días laborables.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>On the way</source>
        <translation>En camino</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>One payment reached Stripe twice</source>
        <translation>Un pago llegó dos veces a Stripe</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/address.py"/>
        <source>Only https is safe to another computer. Plain http is refused.</source>
        <translation>Hacia otro equipo solo https es seguro. Se rechaza http sin cifrar.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>Only it can check a password: the till stays locked.</source>
        <translation>Solo él puede comprobar una contraseña: la caja sigue bloqueada.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/address.py"/>
        <source>Only the server's name is wanted, nothing after it.</source>
        <translation>Solo hace falta el nombre del servidor, sin nada detrás.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Only who asked for it, or a supervisor, can withdraw it.</source>
        <translation>Solo quien lo solicitó, o un supervisor, puede retirarlo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/amounts.py"/>
        <source>Only {amount} is due.</source>
        <translation>Solo hay {amount} pendientes.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/amounts.py"/>
        <source>Only {amount} is left of this payment.</source>
        <translation>De este pago solo quedan {amount}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Open</source>
        <translation>Abierta</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <source>Open</source>
        <comment>what a key does</comment>
        <translation>Abrir</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>Open it again</source>
        <translation>Abrirlo otra vez</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/sso_panel.py"/>
        <source>Open the browser again</source>
        <translation>Abrir el navegador otra vez</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Open the invoice</source>
        <translation>Abrir la factura</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Open the invoice again and start afresh.</source>
        <translation>Abra la factura otra vez y empiece de nuevo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <source>Open the one you scan</source>
        <translation>Abrir la que escanee</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <source>Or be one of the sample people</source>
        <translation>O sea una de las personas de muestra</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Other reasons</source>
        <translation>Otros motivos</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_figures.py"/>
        <source>Other ways</source>
        <translation>Otras formas</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Outcome of a card payment unknown</source>
        <translation>Resultado de un pago con tarjeta desconocido</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Outcome of a refund unknown</source>
        <translation>Resultado de un reembolso desconocido</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>PIN wanted</source>
        <translation>Piden el PIN</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>PIN wrong too often</source>
        <translation>PIN erróneo demasiadas veces</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <location filename="../../pos_app/desktop/views/invoice_table.py"/>
        <location filename="../../pos_app/desktop/views/receipts_table.py"/>
        <source>Paid</source>
        <translation>Pagado</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <source>Paid before</source>
        <translation>Pagado antes</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Paid comes by itself. Esc takes the card here instead.</source>
        <translation>El pago aparece solo. Con Esc se toma la tarjeta aquí.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <source>Paid now</source>
        <translation>Pagado ahora</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>Paid today</source>
        <translation>Pagadas hoy</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <source>Paid too much</source>
        <translation>Pagado de más</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/views/payment_form.py"/>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>Part of it</source>
        <translation>Una parte</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Part-paid</source>
        <translation>Parcial</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/lock_page.py"/>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <location filename="../../pos_app/desktop/views/person_card.py"/>
        <location filename="../../pos_app/desktop/views/supervisor_overlay.py"/>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>Password of {name}</source>
        <translation>Contraseña de {name}</translation>
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
        <translation>Paciente</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Patient asked for it</source>
        <translation>A petición</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoice_table.py"/>
        <source>Patient total</source>
        <translation>Total paciente</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>Patients have no till.</source>
        <translation>Los pacientes no tienen caja.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/lock_page.py"/>
        <source>Patients’ names are hidden while the till is locked.</source>
        <translation>Los nombres de pacientes quedan ocultos.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <source>Patient’s share</source>
        <translation>Parte del paciente</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>Patient’s share {percent}</source>
        <translation>Parte del paciente {percent}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>Pay your bills at home, in the patient’s pages.</source>
        <translation>Pague sus facturas en casa, en las páginas del paciente.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Payment ended after too many declines</source>
        <translation>Pago terminado tras demasiados rechazos</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <source>Payments</source>
        <translation>Pagos</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/behind.py"/>
        <source>Payments can’t be begun here. Tell IT.</source>
        <translation>Aquí no se pueden iniciar pagos. Avise a Informática.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Payments need the disk. Make room now.</source>
        <translation>Los pagos necesitan el disco. Libere espacio ya.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <source>Person</source>
        <translation>Persona</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Phones can’t reach this address: it is this computer’s own. IT sets PUBLIC_URL on the server.</source>
        <translation>Los teléfonos no llegan a esta dirección: es la propia de este equipo. Informática configura PUBLIC_URL en el servidor.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Pick days</source>
        <translation>Elegir días</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>Place</source>
        <translation>Lugar</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Please wait; don’t take the card again.</source>
        <translation>Espere, por favor; no vuelva a tomar la tarjeta.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Preparing</source>
        <translation>Preparando</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_course.py"/>
        <source>Preparing the card form</source>
        <translation>Preparando el formulario de tarjeta</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <location filename="../../pos_app/desktop/presenters/today_paper.py"/>
        <location filename="../../pos_app/desktop/views/today_page.py"/>
        <source>Print</source>
        <translation>Imprimir</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/copies.py"/>
        <location filename="../../pos_app/desktop/views/receipts_page.py"/>
        <source>Print a copy</source>
        <translation>Imprimir una copia</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/health_overlay.py"/>
        <source>Print a test page</source>
        <translation>Imprimir página de prueba</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_paper.py"/>
        <source>Print again, or save the PDF.</source>
        <translation>Imprima otra vez o guarde el PDF.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_modal.py"/>
        <source>Print the receipt</source>
        <translation>Imprimir el recibo</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/today_page.py"/>
        <source>Print these figures</source>
        <translation>Imprimir estas cifras</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <location filename="../../pos_app/desktop/presenters/today_paper.py"/>
        <source>Printed on {name}</source>
        <translation>Impreso en {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_paper.py"/>
        <source>Printed {date}, {time} by {name}</source>
        <translation>Impreso el {date}, {time} por {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Printer</source>
        <translation>Impresora</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/copies.py"/>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <location filename="../../pos_app/desktop/presenters/today_paper.py"/>
        <source>Printing…</source>
        <translation>Imprimiendo…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Put back from Stripe, {sum}</source>
        <translation>Recuperado de Stripe, {sum}</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Real card on test</source>
        <translation>Tarjeta real en pruebas</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/copies.py"/>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <location filename="../../pos_app/desktop/views/blank_faces.py"/>
        <location filename="../../pos_app/desktop/views/receipt_panel.py"/>
        <location filename="../../pos_app/desktop/views/receipts_table.py"/>
        <source>Receipt</source>
        <translation>Recibo</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/receipts_page.py"/>
        <source>Receipt or invoice number, MRN, or name</source>
        <translation>N.º de recibo, factura o historia, o nombre</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/rail.py"/>
        <location filename="../../pos_app/desktop/views/receipts_page.py"/>
        <location filename="../../pos_app/desktop/views/receipts_table.py"/>
        <source>Receipts</source>
        <translation>Recibos</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Receipts can be saved as PDF.</source>
        <translation>Los recibos se pueden guardar en PDF.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Received for {number} of {name}.</source>
        <translation>Recibido para {number} de {name}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <location filename="../../pos_app/desktop/views/refund_follow.py"/>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>Refund</source>
        <translation>Reembolso</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Refund asked</source>
        <translation>Reembolso solicitado</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Refund asked, {sum}</source>
        <translation>Reembolso solicitado, {sum}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Refund cancelled, {sum}</source>
        <translation>Reembolso cancelado, {sum}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Refund failed, {sum}</source>
        <translation>Reembolso fallido, {sum}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Refund it, or ask billing whether the invoice should stand.</source>
        <translation>Reembólselo, o pregunte a facturación si la factura debe mantenerse.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Refund of {amount}</source>
        <translation>Reembolso de {amount}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Refund of {sum} approved by {name}</source>
        <translation>Reembolso de {sum} aprobado por {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Refund of {sum} is on its way</source>
        <translation>El reembolso de {sum} está en camino</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Refund of {sum} waits for the patient</source>
        <translation>El reembolso de {sum} espera al paciente</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Refund refused by {name}, {sum}</source>
        <translation>Reembolso rechazado por {name}, {sum}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Refund the difference; it is kept as the patient's credit.</source>
        <translation>Reembolse la diferencia; queda como saldo a favor del paciente.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Refund the second charge in Stripe's dashboard; until then it waits as unassigned money.</source>
        <translation>Reembolse el segundo cobro en el panel de Stripe; hasta entonces queda como dinero sin asignar.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Refund withdrawn by {name}, {sum}</source>
        <translation>Reembolso retirado por {name}, {sum}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Refunded {sum}</source>
        <translation>Reembolsado: {sum}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <location filename="../../pos_app/desktop/views/rail.py"/>
        <location filename="../../pos_app/desktop/views/work.py"/>
        <source>Refunds</source>
        <translation>Reembolsos</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>Refunds of this payment so far</source>
        <translation>Reembolsos de este pago hasta ahora</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Refuse</source>
        <translation>Rechazar</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Refused</source>
        <translation>Rechazado</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Refused by {name}</source>
        <translation>Rechazado por {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Remove a saved card</source>
        <translation>Quitar una tarjeta guardada</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Remove a saved card of {name}?</source>
        <translation>¿Quitar una tarjeta guardada de {name}?</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Remove {card}</source>
        <translation>Quitar {card}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Remove {card} of {name}?</source>
        <translation>¿Quitar {card} de {name}?</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Run 'pos-app verify-ledger' and tell IT: nothing was booked over.</source>
        <translation>Ejecute 'pos-app verify-ledger' y avise a Informática: no se sobrescribió nada.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Same amount a moment before</source>
        <translation>Mismo importe hace un momento</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Same payment, same amount</source>
        <translation>Mismo pago, mismo importe</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/till.py"/>
        <source>Same place in the list, nothing charged</source>
        <translation>Mismo lugar en la lista, nada cobrado</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/copies.py"/>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <location filename="../../pos_app/desktop/presenters/today_paper.py"/>
        <location filename="../../pos_app/desktop/views/today_page.py"/>
        <source>Save PDF</source>
        <translation>Guardar PDF</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/receipts_page.py"/>
        <source>Save a copy as PDF</source>
        <translation>Guardar una copia en PDF</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/receipt_panel.py"/>
        <source>Save the payments</source>
        <translation>Guardar los pagos</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/receipt_panel.py"/>
        <source>Save the receipt</source>
        <translation>Guardar el recibo</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_modal.py"/>
        <source>Save the receipt as PDF</source>
        <translation>Guardar el recibo en PDF</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/today_page.py"/>
        <source>Save them as PDF</source>
        <translation>Guardarlas como PDF</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Saved</source>
        <translation>Guardada</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <source>Saved as {name}</source>
        <translation>Guardado como {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <location filename="../../pos_app/desktop/presenters/today_paper.py"/>
        <source>Saved as {name}.</source>
        <translation>Guardado como {name}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Saved card</source>
        <translation>Tarjeta guardada</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Saved cards are charged, and removed, by a supervisor of this site.</source>
        <translation>Las tarjetas guardadas las cobra, y las quita, un supervisor de este centro.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Say to the patient</source>
        <translation>Diga al paciente</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions.py"/>
        <source>Say what was done about it.</source>
        <translation>Diga qué se hizo al respecto.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Say why in your own words.</source>
        <translation>Diga por qué con sus propias palabras.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds.py"/>
        <source>Say why: whoever asked reads it.</source>
        <translation>Diga por qué: lo lee quien lo solicitó.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <location filename="../../pos_app/desktop/views/queue_page.py"/>
        <location filename="../../pos_app/desktop/views/receipts_page.py"/>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>See the refund</source>
        <translation>Ver el reembolso</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>See what we know</source>
        <translation>Ver lo que sabemos</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>Seen to</source>
        <translation>Atendida</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Send the patient to the finance office: it transfers the money, or refunds it in Stripe’s dashboard.</source>
        <translation>Envíe al paciente a la oficina de finanzas: transfiere el dinero, o lo reembolsa en el panel de Stripe.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Sent</source>
        <translation>Enviado</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Sent to the bank with the card</source>
        <translation>Enviado al banco con la tarjeta</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Serve the next patient</source>
        <translation>Atender al siguiente paciente</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <location filename="../../pos_app/desktop/views/receipts_table.py"/>
        <source>Served by</source>
        <translation>Atendido por</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/counter.py"/>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <source>Server  {address}</source>
        <translation>Servidor  {address}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoice_table.py"/>
        <source>Service</source>
        <translation>Servicio</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Service not given</source>
        <translation>No prestado</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/rail.py"/>
        <location filename="../../pos_app/desktop/views/settings_overlay.py"/>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/password.py"/>
        <source>Several words in a row do well: 12 characters or more. Wherever else you are signed in, you are signed out.</source>
        <translation>Varias palabras seguidas van bien: 12 caracteres o más. En cualquier otro lugar donde tenga la sesión iniciada, se cerrará.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Several words that don’t belong together do well.</source>
        <translation>Varias palabras que no tengan relación funcionan bien.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/days_overlay.py"/>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Show all</source>
        <translation>Mostrar todos</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>Show all {count}</source>
        <translation>Mostrar las {count}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>Show it</source>
        <translation>Mostrarla</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/components/fields.py"/>
        <source>Show the password</source>
        <translation>Mostrar la contraseña</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Show {currency}</source>
        <translation>Mostrar {currency}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>Showing what we knew at {time}.</source>
        <translation>Se muestra lo que se sabía a las {time}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/front.py"/>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <source>Sign in</source>
        <translation>Iniciar sesión</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Sign in again to choose your own.</source>
        <translation>Inicie sesión otra vez para elegir la suya.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Sign in again. What was open is kept.</source>
        <translation>Inicie sesión otra vez. Lo que estaba abierto se conserva.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/sso_panel.py"/>
        <source>Sign in another way</source>
        <translation>Entrar de otra forma</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/lock_page.py"/>
        <source>Sign in as someone else</source>
        <translation>Entrar como otra persona</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <source>Sign in by the browser</source>
        <translation>Iniciar sesión en el navegador</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>Sign in there, then compare the codes.</source>
        <translation>Inicie sesión allí y después compare los códigos.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>Sign in with {name}</source>
        <translation>Iniciar sesión con {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>Signing in…</source>
        <translation>Iniciando sesión…</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Somebody</source>
        <translation>Alguien</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Somebody else has signed in.</source>
        <translation>Ha iniciado sesión otra persona.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Somebody has seen to this already.</source>
        <translation>Alguien ya lo ha atendido.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Somebody has this user name already.</source>
        <translation>Alguien ya tiene este nombre de usuario.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>Someone</source>
        <translation>Alguien</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Someone else decides</source>
        <translation>Decide otra persona</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Someone else decides.</source>
        <translation>Decide otra persona.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Something else</source>
        <translation>Otra cosa</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Something went wrong on the server.</source>
        <translation>Algo falló en el servidor.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Something went wrong on this till.</source>
        <translation>Algo falló en esta caja.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/main.py"/>
        <source>Something went wrong on this till. Tell IT; the log has it.</source>
        <translation>Algo falló en esta caja. Avise a Informática; está en el registro.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Start the payment again.</source>
        <translation>Inicie el pago otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_followed.py"/>
        <location filename="../../pos_app/desktop/views/invoice_table.py"/>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>Stay</source>
        <translation>Quedarse</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/components/steps.py"/>
        <source>Step {number} of {count}: {text}</source>
        <translation>Paso {number} de {count}: {text}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_course.py"/>
        <source>Still giving {number} back. You will be told.</source>
        <translation>Aún se está devolviendo {number}. Se le avisará.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Stripe could not make this refund ({code}).</source>
        <translation>Stripe no pudo hacer este reembolso ({code}).</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Stripe could not prepare this payment.</source>
        <translation>Stripe no pudo preparar este pago.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_course.py"/>
        <source>Stripe does not answer yet. Nothing is charged.</source>
        <translation>Stripe aún no responde. No se ha cobrado nada.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Stripe does not know this payment.</source>
        <translation>Stripe no conoce este pago.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Stripe gave no reason.</source>
        <translation>Stripe no dio ningún motivo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Stripe has asked the patient by mail where the money shall go</source>
        <translation>Stripe ha preguntado al paciente por correo adónde enviar el dinero</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Stripe has it; the bank takes its time. It is not there yet.</source>
        <translation>Stripe lo tiene; el banco se toma su tiempo. Aún no ha llegado.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Stripe has not answered {tries} times whether {sum} was charged.</source>
        <translation>Stripe no ha respondido {tries} veces si se cobraron {sum}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Stripe has not answered {tries} times whether {sum} was given back.</source>
        <translation>Stripe no ha respondido {tries} veces si se devolvieron {sum}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Stripe is asked for it now.</source>
        <translation>Se está pidiendo a Stripe.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Stripe says that this payment can't be refunded.</source>
        <translation>Stripe dice que este pago no se puede reembolsar.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Stripe says that this payment has been given back in full already.</source>
        <translation>Stripe dice que este pago ya se devolvió por completo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Stripe waits for the patient.</source>
        <translation>Stripe espera al paciente.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Stripe was asked and has not answered. Don’t refund again; we keep asking.</source>
        <translation>Se pidió a Stripe y no ha respondido. No reembolse otra vez; seguimos preguntando.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Stripe's list of {kind} was not gone through {tries} times: {how}.</source>
        <translation>La lista de Stripe de {kind} no se pudo recorrer {tries} veces: {how}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>Stripe’s card form could not be loaded.</source>
        <translation>No se pudo cargar el formulario de tarjeta de Stripe.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Stripe’s dashboard</source>
        <translation>Panel de Stripe</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Succeeded</source>
        <translation>Con éxito</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/today_sums.py"/>
        <source>Sums</source>
        <translation>Sumas</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/front.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Supervisor</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/supervisor_overlay.py"/>
        <source>Supervisor’s name</source>
        <translation>Nombre del supervisor</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/counter.py"/>
        <source>System</source>
        <translation>Sistema</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <location filename="../../pos_app/desktop/views/top_bar.py"/>
        <source>TEST</source>
        <translation>PRUEBA</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <source>TEST, NOT A RECEIPT</source>
        <translation>PRUEBA, NO ES UN RECIBO</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_paper.py"/>
        <source>TEST: no real money</source>
        <translation>PRUEBA: no es dinero real</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Take a larger amount, or another way to pay.</source>
        <translation>Cobre un importe mayor, o use otra forma de pago.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Take another card, or have a new one typed.</source>
        <translation>Use otra tarjeta, o pida que se escriba una nueva.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Take another card, or start the payment again.</source>
        <translation>Use otra tarjeta, o inicie el pago otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Take part of it</source>
        <translation>Cobrar una parte</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/views/payment_form.py"/>
        <source>Take payment</source>
        <translation>Cobrar</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Take the card here</source>
        <translation>Tomar la tarjeta aquí</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <source>Take the whole due</source>
        <translation>Cobrar todo lo pendiente</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Take what is left, or less.</source>
        <translation>Cobre lo que queda, o menos.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>Take {amount}</source>
        <translation>Cobrar {amount}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <source>Taken</source>
        <translation>Cobrado</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Taken, {amount}</source>
        <translation>Cobrado, {amount}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Taken, {what}</source>
        <translation>Cobrado, {what}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Takings by day</source>
        <translation>Por día</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Takings by hour</source>
        <translation>Por hora</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Tell IT at once. Don’t charge again.</source>
        <translation>Avise a Informática de inmediato. No cobre otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>Tell IT, or use name and password.</source>
        <translation>Avise a Informática, o use el nombre y la contraseña.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <location filename="../../pos_app/desktop/presenters/recovery.py"/>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>Tell IT.</source>
        <translation>Avise a Informática.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Tell IT. The reconciler reads the same object again by itself.</source>
        <translation>Avise a Informática. La conciliación vuelve a leer el mismo objeto por sí sola.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Tell IT: check the connection to Stripe and the key. It goes on by itself once they work.</source>
        <translation>Avise a Informática: hay que revisar la conexión con Stripe y la clave. Sigue por sí sola cuando funcionen.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Tell IT: till and server may be of different versions.</source>
        <translation>Avise a Informática: la caja y el servidor pueden ser de versiones distintas.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Tell a supervisor.</source>
        <translation>Avise a un supervisor.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>Tell the patient, and give the money back in another way; Stripe holds it again.</source>
        <translation>Avise al paciente y devuelva el dinero de otra forma; vuelve a estar en Stripe.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Test card</source>
        <translation>Tarjeta de prueba</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/card_frame.py"/>
        <source>Test cards</source>
        <translation>Tarjetas de prueba</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Test page</source>
        <translation>Página de prueba</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/days.py"/>
        <source>That day is still to come.</source>
        <translation>Ese día aún no ha llegado.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The PIN is wrong.</source>
        <translation>El PIN es incorrecto.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The PIN was wrong too often.</source>
        <translation>El PIN fue incorrecto demasiadas veces.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/address.py"/>
        <source>The address has to begin with https.</source>
        <translation>La dirección tiene que empezar por https.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The address is not that of the card.</source>
        <translation>La dirección no es la de la tarjeta.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/address.py"/>
        <source>The address must not hold a name or a password.</source>
        <translation>La dirección no debe contener un nombre ni una contraseña.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The amount has more decimals than its currency.</source>
        <translation>El importe tiene más decimales que su moneda.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/amounts.py"/>
        <source>The amount has to be more than zero.</source>
        <translation>El importe tiene que ser mayor que cero.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The amount is too large.</source>
        <translation>El importe es demasiado alto.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>The amount to give back</source>
        <translation>El importe que se devuelve</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_form.py"/>
        <source>The amount to take now</source>
        <translation>El importe que se cobra ahora</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The balance at Stripe is too low for this refund.</source>
        <translation>El saldo en Stripe es insuficiente para este reembolso.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The balance at Stripe was too low for this refund.</source>
        <translation>El saldo en Stripe era insuficiente para este reembolso.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The bank can’t be reached.</source>
        <translation>No hay contacto con el banco.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The bank could not work on it.</source>
        <translation>El banco no pudo tramitarlo.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The bank declined this card.</source>
        <translation>El banco rechazó esta tarjeta.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The bank does not take this amount from this card.</source>
        <translation>El banco no acepta este importe con esta tarjeta.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../resources/texts/declines.json"/>
        <source>The bank wants to check that it is the patient.</source>
        <translation>El banco quiere comprobar que es el paciente.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The bank’s check did not go through.</source>
        <translation>El control del banco no se superó.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>The bank’s question can’t be shown here.</source>
        <translation>La pregunta del banco no se puede mostrar aquí.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>The browser could not be opened.</source>
        <translation>No se pudo abrir el navegador.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The card can't take money any more, so the bank sent it back.</source>
        <translation>La tarjeta ya no puede recibir dinero, así que el banco lo devolvió.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_screen.py"/>
        <source>The card form comes with the amount.</source>
        <translation>El formulario de tarjeta aparece con el importe.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/card_view.py"/>
        <source>The card form did not load.</source>
        <translation>El formulario de tarjeta no se cargó.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>The card form does not load.</source>
        <translation>El formulario de tarjeta no se carga.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>The card form is not complete.</source>
        <translation>El formulario de tarjeta no está completo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_screen.py"/>
        <source>The card form is not ready yet.</source>
        <translation>El formulario de tarjeta aún no está listo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>The card form stopped. Load it again and type the card anew.</source>
        <translation>El formulario de tarjeta se detuvo. Cárguelo otra vez y escriba la tarjeta de nuevo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The card has expired or was cancelled, so the bank sent the money back.</source>
        <translation>La tarjeta caducó o se canceló, así que el banco devolvió el dinero.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>The card is being charged.</source>
        <translation>Se está cobrando la tarjeta.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>The card is being charged. Leave?</source>
        <translation>Se está cobrando la tarjeta. ¿Salir?</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/card_frame.py"/>
        <source>The card is typed there, in Stripe’s form.</source>
        <translation>La tarjeta se escribe allí, en Stripe.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The card number is wrong.</source>
        <translation>El número de tarjeta es incorrecto.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The card processor does not answer.</source>
        <translation>El procesador de tarjetas no responde.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The card processor is busy.</source>
        <translation>El procesador de tarjetas está ocupado.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The card processor refused this payment.</source>
        <translation>El procesador de tarjetas rechazó este pago.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_course.py"/>
        <source>The card was not charged.</source>
        <translation>No se cobró la tarjeta.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_course.py"/>
        <source>The card was not charged. Check the form and charge again.</source>
        <translation>No se cobró la tarjeta. Revise el formulario y cobre otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The cardholder's bank did not take the money.</source>
        <translation>El banco del titular no aceptó el dinero.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The cardholder's bank disputed the payment before the refund arrived.</source>
        <translation>El banco del titular disputó el pago antes de que llegara el reembolso.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The cardholder's bank disputes this payment, so it can't be refunded.</source>
        <translation>El banco del titular disputa este pago, así que no se puede reembolsar.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The cardholder's bank keeps {sum} ({reason}).</source>
        <translation>El banco del titular se queda {sum} ({reason}).</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/detail_panel.py"/>
        <source>The chosen invoice</source>
        <translation>La factura elegida</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/queue_page.py"/>
        <source>The chosen one of {title}</source>
        <translation>Selección de {title}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The comparison with Stripe keeps failing</source>
        <translation>La comparación con Stripe sigue fallando</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The expiry date is wrong.</source>
        <translation>La fecha de caducidad es incorrecta.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <source>The file is being made.</source>
        <translation>Se está creando el archivo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <source>The first payment makes the first one.</source>
        <translation>El primer pago crea el primero.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The hospital's bank did not take a payout</source>
        <translation>El banco del hospital no aceptó una transferencia de Stripe</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/idle.py"/>
        <source>The hospital’s server allows {minutes} at most; the smaller of both counts.</source>
        <translation>El servidor del hospital permite {minutes} como máximo; cuenta el menor de los dos.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The invoice belongs to another patient.</source>
        <translation>La factura es de otro paciente.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The invoice is in another currency.</source>
        <translation>La factura está en otra moneda.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/amounts.py"/>
        <source>The invoice is in {currency}.</source>
        <translation>La factura está en {currency}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/days.py"/>
        <source>The last day comes before the first.</source>
        <translation>El último día es anterior al primero.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>The link is good for {time}</source>
        <translation>El enlace vale {time}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The list has changed.</source>
        <translation>La lista ha cambiado.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/lock_page.py"/>
        <source>The locked till</source>
        <translation>La caja bloqueada</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>The money is on its way.</source>
        <translation>El dinero está en camino.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>The money is sent back at once.</source>
        <translation>El dinero se devuelve de inmediato.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>The money is sent back.</source>
        <translation>El dinero se ha devuelto.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The network was too slow for this request.</source>
        <translation>La red fue demasiado lenta para esta petición.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>The newest {count}</source>
        <translation>Las {count} más recientes</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>The newest {count}, {name}</source>
        <translation>Los {count} más recientes, {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/today_page.py"/>
        <source>The numbers behind</source>
        <translation>Las cifras en detalle</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>The one you typed is for one time. Several words in a row do well: 12 characters or more.</source>
        <translation>La que escribió es para una sola vez. Funcionan bien varias palabras seguidas: 12 caracteres o más.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/front.py"/>
        <source>The open invoices come next.</source>
        <translation>Después vienen las facturas abiertas.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/password_overlay.py"/>
        <source>The password you have now</source>
        <translation>Su contraseña actual</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The password you have now is not right.</source>
        <translation>Su contraseña actual no es correcta.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>The patient answers in the card form, or on their phone.</source>
        <translation>El paciente responde en el formulario de tarjeta, o en su teléfono.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The patient can ask their bank. Try another card.</source>
        <translation>El paciente puede preguntar a su banco. Pruebe con otra tarjeta.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The patient can try once more, or another card.</source>
        <translation>El paciente puede intentarlo otra vez, o usar otra tarjeta.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>The patient does not have the money.</source>
        <translation>El paciente no tiene el dinero.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>The patient scans this and pays {amount} there.</source>
        <translation>El paciente escanea esto y paga allí {amount}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>The patient types it here</source>
        <translation>El paciente la escribe aquí</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>The patient’s bank is asking</source>
        <translation>El banco del paciente pregunta</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>The patient’s bank is asking, on the phone</source>
        <translation>El banco del paciente pregunta, en el teléfono</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>The payment goes on by itself. {number} stays locked until we know, and you will be told.</source>
        <translation>El pago continúa solo. {number} sigue bloqueada hasta que se sepa, y se le avisará.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>The payment is being given up.</source>
        <translation>Se está anulando el pago.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_screen.py"/>
        <source>The payment is being prepared.</source>
        <translation>Se está preparando el pago.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The payment stands. Print again, or save the PDF.</source>
        <translation>El pago es válido. Imprima otra vez, o guarde el PDF.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <source>The payment stands. {sentence}</source>
        <translation>El pago es válido. {sentence}</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The payment took too long.</source>
        <translation>El pago tardó demasiado.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>The payment was taken too long ago for one.</source>
        <translation>El pago se cobró hace demasiado tiempo para uno solo.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The postal code is not that of the card.</source>
        <translation>El código postal no es el de la tarjeta.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>The printer could not be used.</source>
        <translation>No se pudo usar la impresora.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/printing/system.py"/>
        <source>The printer does not answer.</source>
        <translation>La impresora no responde.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/printing/system.py"/>
        <source>The printer reported an error.</source>
        <translation>La impresora comunicó un error.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/printing/system.py"/>
        <source>The printer stopped in the middle.</source>
        <translation>La impresora se detuvo a la mitad.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/printing/system.py"/>
        <source>The receipt could not be read.</source>
        <translation>No se pudo leer el recibo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The refund of {sum} for {invoice} did not arrive. {why}</source>
        <translation>El reembolso de {sum} de {invoice} no llegó. {why}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The refund of {sum} for {invoice} had reached the bank and came back. {why}</source>
        <translation>El reembolso de {sum} de {invoice} había llegado al banco y volvió. {why}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>The refund was stopped at the hospital's request.</source>
        <translation>El reembolso se detuvo a petición del hospital.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <location filename="../../pos_app/desktop/views/password_overlay.py"/>
        <source>The same again</source>
        <translation>La misma otra vez</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The same amount was taken from this card a moment ago.</source>
        <translation>Se cobró el mismo importe de esta tarjeta hace un momento.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/key_overlay.py"/>
        <source>The same keys stand on the buttons.</source>
        <translation>Las mismas teclas están en los botones.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>The saved cards can’t be shown just now. A new card can be taken.</source>
        <translation>Ahora no se pueden mostrar las tarjetas guardadas. Se puede usar una tarjeta nueva.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>The search and the place in the list are not kept.</source>
        <translation>La búsqueda y el lugar en la lista no se conservan.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>The security code is wrong.</source>
        <translation>El código de seguridad es incorrecto.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>The server can’t reach its database.</source>
        <translation>El servidor no alcanza su base de datos.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The server did not understand this till.</source>
        <translation>El servidor no entendió a esta caja.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The server does not answer.</source>
        <translation>El servidor no responde.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>The server does not answer. We keep asking.</source>
        <translation>El servidor no responde. Seguimos preguntando.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_screen.py"/>
        <source>The server does not answer. You can look, not charge.</source>
        <translation>El servidor no responde. Puede consultar, no cobrar.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>The server does not answer. You can look, not refund.</source>
        <translation>El servidor no responde. Puede consultar, no reembolsar.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>The server does not answer. You can look, not write.</source>
        <translation>El servidor no responde. Puede consultar, no anotar.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The server has no room left to write.</source>
        <translation>El servidor no tiene espacio para escribir.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/password.py"/>
        <source>The server has not answered: it is not known whether the password was changed. Try the new one first.</source>
        <translation>El servidor no ha respondido: no se sabe si se cambió la contraseña. Pruebe primero con la nueva.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The server is busy.</source>
        <translation>El servidor está ocupado.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/address.py"/>
        <source>The server named a card form that is not its own.</source>
        <translation>El servidor indicó un formulario de tarjeta que no es suyo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/address.py"/>
        <source>The server named a link that is none.</source>
        <translation>El servidor indicó un enlace que no lo es.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>The server named an address that is not safe to open.</source>
        <translation>El servidor indicó una dirección que no es seguro abrir.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The server refused this.</source>
        <translation>El servidor lo rechazó.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <source>The server’s address</source>
        <translation>La dirección del servidor</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>The server’s database</source>
        <translation>Base de datos del servidor</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_paper.py"/>
        <source>The sheet is being made.</source>
        <translation>Se está preparando la hoja.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The single sign-on does not answer as it should.</source>
        <translation>El inicio de sesión único no responde como debería.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>The supervisor and the auditor read it. It never leaves the hospital.</source>
        <translation>La leen el supervisor y el auditor. Nunca sale del hospital.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>The till is {till}, the server {server}.</source>
        <translation>La caja es {till}; el servidor, {server}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>The till stays locked.</source>
        <translation>La caja sigue bloqueada.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/journal.py"/>
        <source>The till's journal can't be written or read on this computer.</source>
        <translation>El diario de la caja no se puede escribir ni leer en este equipo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/journal.py"/>
        <source>The till's journal knows another payment or refund under this one's number.</source>
        <translation>El diario de la caja conoce otro pago o reembolso con este número.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/journal.py"/>
        <source>The till's journal was written by a newer version of this program.</source>
        <translation>El diario de la caja lo escribió una versión más nueva de este programa.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>The till’s request was malformed.</source>
        <translation>La petición de la caja era incorrecta.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <location filename="../../pos_app/desktop/presenters/password.py"/>
        <source>The two are not the same.</source>
        <translation>Las dos no son iguales.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>The way to the server</source>
        <translation>Conexión con el servidor</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>The {amount} may already be taken. {number} is locked on every till until we know.</source>
        <translation>Puede que los {amount} ya se hayan cobrado. {number} está bloqueada en todas las cajas hasta que se sepa.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>The {card} shows it in 5 to 10 working days.</source>
        <translation>Aparece en {card} en 5 a 10 días laborables.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>There has been nothing yet that did not fit.</source>
        <translation>Aún no ha habido nada que no cuadrara.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>There is no receipt for this.</source>
        <translation>No hay recibo de esto.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <source>There is no receipt here yet.</source>
        <translation>Aún no hay ningún recibo aquí.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>There is none to use: {why}.</source>
        <translation>No hay ninguno que usar: {why}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_paper.py"/>
        <source>There is nothing to print yet.</source>
        <translation>Todavía no hay nada que imprimir.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <source>There is nothing to save yet.</source>
        <translation>Aún no hay nada que guardar.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>These keys</source>
        <translation>Estas teclas</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>They scan a code and pay there</source>
        <translation>Escanea un código y paga allí</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>They work together; update the older one.</source>
        <translation>Funcionan juntos; actualice el más antiguo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This account can’t sign in here that way.</source>
        <translation>Esta cuenta no puede iniciar sesión aquí de esa forma.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/amounts.py"/>
        <source>This can be read in two ways. Leave out the marks between thousands.</source>
        <translation>Esto se puede leer de dos maneras. Quite los signos de millares.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>This card asks for its PIN.</source>
        <translation>Esta tarjeta pide su PIN.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>This card can’t be used for this.</source>
        <translation>Esta tarjeta no se puede usar para esto.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>This card can’t pay in this currency.</source>
        <translation>Esta tarjeta no puede pagar en esta moneda.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>This card has been used too often or for too much today.</source>
        <translation>Esta tarjeta se ha usado hoy demasiadas veces o por demasiado importe.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>This card has expired.</source>
        <translation>Esta tarjeta ha caducado.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>This card has insufficient funds.</source>
        <translation>Esta tarjeta no tiene fondos suficientes.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>This card has reached its limit.</source>
        <translation>Esta tarjeta ha alcanzado su límite.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>This computer has no safe place for the session: you’ll be asked at each start.</source>
        <translation>Este equipo no tiene un lugar seguro para la sesión: se le preguntará en cada inicio.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>This computer’s clock is {count} minutes ahead of the server’s.</source>
        <translation><numerusform>El reloj de este equipo va {count} minuto adelantado respecto al del servidor.</numerusform><numerusform>El reloj de este equipo va {count} minutos adelantado respecto al del servidor.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>This computer’s clock is {count} minutes behind the server’s.</source>
        <translation><numerusform>El reloj de este equipo va {count} minuto atrasado respecto al del servidor.</numerusform><numerusform>El reloj de este equipo va {count} minutos atrasado respecto al del servidor.</numerusform></translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This currency can’t be taken by card.</source>
        <translation>Esta moneda no se puede cobrar con tarjeta.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>This invoice is void.</source>
        <translation>Esta factura está anulada.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>This is a real card, and the till is on test.</source>
        <translation>Es una tarjeta real, y la caja está en pruebas.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>This is a test card, and payments here are real.</source>
        <translation>Es una tarjeta de prueba, y aquí los pagos son reales.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>This is being asked of the server.</source>
        <translation>Se está preguntando al servidor.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This is more than the server takes.</source>
        <translation>Es más de lo que acepta el servidor.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/address.py"/>
        <source>This is not an address of a page.</source>
        <translation>Esta no es la dirección de una página.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/address.py"/>
        <source>This is not an address of a server.</source>
        <translation>No es la dirección de un servidor.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This is not an amount.</source>
        <translation>No es un importe.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>This is not the right password.</source>
        <translation>La contraseña no es correcta.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This is the last admin.</source>
        <translation>Es el último administrador.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>This is too long.</source>
        <translation>Es demasiado largo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/password.py"/>
        <source>This is too long. Check what you typed or pasted.</source>
        <translation>Es demasiado largo. Revise lo que escribió o pegó.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/amounts.py"/>
        <source>This is too much.</source>
        <translation>Es demasiado.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This isn’t there, or belongs to another site.</source>
        <translation>No está aquí, o pertenece a otro centro.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>This link has ended. Nothing was charged with it so far as we know.</source>
        <translation>Este enlace ha terminado. Que sepamos, no se cobró nada con él.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>This one</source>
        <translation>Este</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This password is for one time.</source>
        <translation>Esta contraseña es para una sola vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This payment was begun with other figures.</source>
        <translation>Este pago se inició con otras cifras.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>This payment was cancelled.</source>
        <translation>Este pago se canceló.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <source>This refund has changed while you looked. Nothing was approved; look at it again.</source>
        <translation>Este reembolso cambió mientras lo miraba. No se aprobó nada; mírelo otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>This refund was withdrawn.</source>
        <translation>Este reembolso se retiró.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This saved card can’t be used for this payment.</source>
        <translation>Esta tarjeta guardada no se puede usar para este pago.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This saved card has expired.</source>
        <translation>Esta tarjeta guardada ha caducado.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This sign-in has ended.</source>
        <translation>Este inicio de sesión ha terminado.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/settings_overlay.py"/>
        <source>This till</source>
        <translation>Esta caja</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This till is another person’s.</source>
        <translation>Esta caja es de otra persona.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <location filename="../../pos_app/desktop/views/lock_page.py"/>
        <source>This till is locked</source>
        <translation>Caja bloqueada</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>This till’s journal</source>
        <translation>Diario de esta caja</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>This took too long.</source>
        <translation>Ha tardado demasiado.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>This week</source>
        <translation>Esta semana</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>Three must approve</source>
        <translation>Deben aprobar tres</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_table.py"/>
        <source>Till</source>
        <translation>Caja</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Till and server are both {version}.</source>
        <translation>La caja y el servidor son ambos {version}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Time to pay, median</source>
        <translation>Tiempo de pago, mediana</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>To charge now</source>
        <translation>A cobrar ahora</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>To decide</source>
        <translation>Por decidir</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>To give back</source>
        <translation>A devolver</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/queue_page.py"/>
        <source>To the note, to the buttons</source>
        <translation>A la nota, a los botones</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <location filename="../../pos_app/desktop/views/rail.py"/>
        <location filename="../../pos_app/desktop/views/today_page.py"/>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Too many tries.</source>
        <translation>Demasiados intentos.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Took too long</source>
        <translation>Tardó demasiado</translation>
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
        <translation>Reintentar</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Try again in a few minutes, or another card.</source>
        <translation>Inténtelo en unos minutos, o con otra tarjeta.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Try again with the patient, or take another card.</source>
        <translation>Inténtelo otra vez con el paciente, o use otra tarjeta.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Try again, or sign in with name and password.</source>
        <translation>Inténtelo otra vez, o inicie sesión con nombre y contraseña.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Try again.</source>
        <translation>Inténtelo otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Try again; if it stays, tell IT.</source>
        <translation>Inténtelo otra vez; si persiste, avise a Informática.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Try again; the bank will ask.</source>
        <translation>Inténtelo otra vez; el banco preguntará.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Try another card</source>
        <translation>Probar otra tarjeta</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Try another card, or part of the amount.</source>
        <translation>Pruebe con otra tarjeta, o una parte del importe.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Try another card, or take part of the amount.</source>
        <translation>Pruebe con otra tarjeta, o cobre una parte del importe.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <location filename="../../resources/texts/declines.json"/>
        <source>Try another card.</source>
        <translation>Pruebe con otra tarjeta.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <location filename="../../pos_app/desktop/views/components/notices.py"/>
        <source>Try now</source>
        <translation>Reintentar ahora</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Try the same card once more, or another card.</source>
        <translation>Pruebe la misma tarjeta una vez más, u otra tarjeta.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Try {number}, {wait}</source>
        <translation>Intento {number}, {wait}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>Trying now.</source>
        <translation>Intentándolo ahora.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>Turn on automatic time. Payments are not touched by it; the times on screen are.</source>
        <translation>Active la hora automática. Los pagos no se ven afectados; las horas en pantalla, sí.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>Two must approve</source>
        <translation>Deben aprobar dos</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/amounts.py"/>
        <source>Type figures only, as in {amount}.</source>
        <translation>Escriba solo cifras, como {amount}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Type figures, as in 50.00.</source>
        <translation>Escriba cifras, como 50.00.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Type it again.</source>
        <translation>Escríbala otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>Type it in again.</source>
        <translation>Escríbala otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>Type it in.</source>
        <translation>Escríbalo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Type the amount first.</source>
        <translation>Escriba primero el importe.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Type the amount.</source>
        <translation>Escriba el importe.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/password.py"/>
        <source>Type the password you have now.</source>
        <translation>Escriba su contraseña actual.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <source>Type your own; they count for this one act.</source>
        <translation>Escriba los suyos; valen para este único acto.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/lock_page.py"/>
        <source>Unlock</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Up to {due}</source>
        <translation>Hasta {due}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Up to {left}</source>
        <translation>Hasta {left}</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Use a reader with the card inserted, or another card.</source>
        <translation>Use un lector con la tarjeta insertada, u otra tarjeta.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Use fewer words, or a smaller file.</source>
        <translation>Use menos palabras, o un archivo más pequeño.</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Use one of Stripe’s test cards.</source>
        <translation>Use una de las tarjetas de prueba de Stripe.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Use this amount</source>
        <translation>Usar este importe</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Use {amount}</source>
        <translation>Usar {amount}</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Used too often today</source>
        <translation>Usada demasiadas veces hoy</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <location filename="../../pos_app/desktop/views/window.py"/>
        <source>Version</source>
        <translation>Versión</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <source>Version {version}</source>
        <translation>Versión {version}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Void</source>
        <translation>Anulada</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Wait a few seconds and try again.</source>
        <translation>Espere unos segundos e inténtelo otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Wait a little, then try again.</source>
        <translation>Espere un poco e inténtelo otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Wait a minute, or take cash.</source>
        <translation>Espere un minuto, o cobre en efectivo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Wait until that payment has ended, or ask at the other till.</source>
        <translation>Espere a que termine ese pago, o pregunte en la otra caja.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Waiting</source>
        <translation>Espera</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Waiting for the card</source>
        <translation>Esperando la tarjeta</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>Waiting for the patient’s phone</source>
        <translation>Esperando el teléfono del paciente</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Waits for a supervisor</source>
        <translation>Por aprobar</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Waits for the patient</source>
        <translation>Espera al paciente</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>We ask Stripe whether it was in time.</source>
        <translation>Preguntamos a Stripe si llegó a tiempo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>We don’t know yet what came of it.</source>
        <translation>Aún no sabemos qué resultó.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <source>We don’t know yet whether it was approved. It is being read again; don’t refund in another way.</source>
        <translation>Aún no sabemos si se aprobó. Se está leyendo otra vez; no reembolse de otra forma.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>We don’t know yet whether it was asked for.</source>
        <translation>Aún no sabemos si se solicitó.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>We don’t know yet whether {amount} was taken.</source>
        <translation>Aún no sabemos si se cobraron {amount}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>We don’t know yet.</source>
        <translation>Aún no lo sabemos.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>What Stripe says contradicts what was booked before</source>
        <translation>Lo que dice Stripe contradice lo ya anotado</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>What Stripe says of {id} contradicts the books: {how}.</source>
        <translation>Lo que dice Stripe de {id} contradice los libros: {how}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>What answered is not the hospital’s server.</source>
        <translation>Lo que respondió no es el servidor del hospital.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>What does not agree with the books comes here by itself.</source>
        <translation>Lo que no concuerda con los libros llega aquí por sí solo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/work.py"/>
        <source>What does not fit into the books, and what to do about it.</source>
        <translation>Lo que no cuadra con los libros, y qué hacer al respecto.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/detail_panel.py"/>
        <location filename="../../pos_app/desktop/views/refund_follow.py"/>
        <source>What happened</source>
        <translation>Qué pasó</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>What happened to this payment</source>
        <translation>Qué pasó con este pago</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>What happened to this payment is being read.</source>
        <translation>Se está leyendo qué pasó con este pago.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>What happens next</source>
        <translation>Qué pasa ahora</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>What is approved stands here until it has arrived.</source>
        <translation>Lo aprobado está aquí hasta que haya llegado.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund.py"/>
        <source>What is left has changed meanwhile. Nothing was asked for; look again.</source>
        <translation>Lo que queda ha cambiado entretanto. No se solicitó nada; mire otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>What it is</source>
        <translation>Qué es</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/detail_panel.py"/>
        <source>What it is for</source>
        <translation>Concepto</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>What needs it may hang. Tell IT.</source>
        <translation>Lo que depende de esto puede quedarse colgado. Avise a Informática.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>What now?</source>
        <translation>¿Y ahora?</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>What the patient sees, and when</source>
        <translation>Qué ve el paciente, y cuándo</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>What to do</source>
        <translation>Qué hacer</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>What was done about it. It stays on record with your name.</source>
        <translation>Qué se hizo al respecto. Queda registrado con su nombre.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Where it is</source>
        <translation>Dónde está</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Who asked</source>
        <translation>Quien lo solicitó</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/work.py"/>
        <source>Whoever asks can never approve. The server refuses it too.</source>
        <translation>Quien solicita nunca puede aprobar. El servidor también lo rechaza.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>Whole due, {due}</source>
        <translation>Todo, {due}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>Why</source>
        <translation>Por qué</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Why tries failed</source>
        <translation>Por qué fallaron los intentos</translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Why {failed} of {count} tries failed</source>
        <translation><numerusform>Por qué falló {failed} de {count} intento</numerusform><numerusform>Por qué fallaron {failed} de {count} intentos</numerusform></translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/refund_form.py"/>
        <source>Why: {text}</source>
        <translation>Por qué: {text}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>With what went back of this payment before, it is over the limit for one.</source>
        <translation>Con lo que ya se devolvió de este pago, supera el límite para uno solo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>With yours the money is sent back at once.</source>
        <translation>Con el suyo, el dinero se devuelve enseguida.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Withdraw it</source>
        <translation>Retirarlo</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>Withdraw the refund of {amount} to {patient}?</source>
        <translation>¿Retirar el reembolso de {amount} a {patient}?</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Withdrawn</source>
        <translation>Retirado</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Wrong PIN</source>
        <translation>PIN incorrecto</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Wrong address</source>
        <translation>Dirección incorrecta</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>Wrong amount</source>
        <translation>Importe incorrecto</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Wrong card number</source>
        <translation>Número de tarjeta incorrecto</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Wrong expiry date</source>
        <translation>Caducidad incorrecta</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Wrong postal code</source>
        <translation>Código postal incorrecto</translation>
    </message>
    <message>
        <location filename="../../resources/texts/declines.json"/>
        <source>Wrong security code</source>
        <translation>Código de seguridad incorrecto</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>Yesterday</source>
        <translation>Ayer</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>You</source>
        <translation>Usted</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>You are asked once more. Leaving with Esc cancels this attempt.</source>
        <translation>Se le pregunta una vez más. Si sale con Esc, se cancela este intento.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>You asked for this refund, and whoever asks can never approve.</source>
        <translation>Usted solicitó este reembolso, y quien solicita nunca puede aprobar.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>You can look, not charge, until it is back.</source>
        <translation>Puede consultar, no cobrar, hasta que vuelva.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>You can look, not charge.</source>
        <translation>Puede consultar, no cobrar.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>You can look, not resolve.</source>
        <translation>Puede consultar, no resolver.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>You can serve the next patient.</source>
        <translation>Puede atender al siguiente paciente.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>You have taken nothing today yet.</source>
        <translation>Usted aún no ha cobrado nada hoy.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>Your browser opens in a moment.</source>
        <translation>Su navegador se abre en un momento.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/single_sign_on.py"/>
        <source>Your code</source>
        <translation>Su código</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>Your name is missing.</source>
        <translation>Falta su nombre.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <location filename="../../pos_app/desktop/presenters/password.py"/>
        <source>Your new password is missing.</source>
        <translation>Falta su contraseña nueva.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/password.py"/>
        <source>Your password is changed. Elsewhere you are signed out.</source>
        <translation>Su contraseña ha cambiado. En otros lugares se ha cerrado su sesión.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <source>Your password is missing.</source>
        <translation>Falta su contraseña.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>Your role</source>
        <translation>Su función</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Your role doesn’t allow this.</source>
        <translation>Su función no lo permite.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/login.py"/>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <location filename="../../pos_app/desktop/problems.py"/>
        <source>Your session has ended.</source>
        <translation>Su sesión ha terminado.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Your yes is enough.</source>
        <translation>Basta con su sí.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>Yours is one of them.</source>
        <translation>El suyo es uno de ellos.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>a draft</source>
        <translation>un borrador</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/login_page.py"/>
        <source>a key fills in both fields</source>
        <translation>una tecla rellena ambos campos</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>a supervisor can charge it</source>
        <translation>puede cobrarla un supervisor</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>about {value} %</source>
        <translation>unos {value} %</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>agreed today</source>
        <translation>aceptado hoy</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>agreed today with {name}</source>
        <translation>aceptado hoy con {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>agreed {day}</source>
        <translation>aceptado el {day}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>agreed {day} with {name}</source>
        <translation>aceptado el {day} con {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>all sites</source>
        <translation>todos los centros</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>all your sites</source>
        <translation>todos sus centros</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>approved by {names}</source>
        <translation>aprobado por {names}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/invoices.py"/>
        <source>as of {time}</source>
        <translation>situación de las {time}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>asked by {name}</source>
        <translation>solicitado por {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_followed.py"/>
        <source>asked, approved, sent, at the bank, done</source>
        <translation>pedido, aprobado, enviado, en el banco, hecho</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>asking now</source>
        <translation>preguntando ahora</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>at another till</source>
        <translation>en otra caja</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>at {till}</source>
        <translation>en {till}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>back to {card}</source>
        <translation>a {card}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>bank cannot process</source>
        <translation>el banco no puede tramitarlo</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/days.py"/>
        <source>before</source>
        <translation>antes</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>born {day}</source>
        <translation>nac. {day}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/card_frame.py"/>
        <source>by Stripe. The card number never reaches this till.</source>
        <translation>de Stripe. El número no llega a esta caja.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>by its source</source>
        <translation>por el sistema de origen</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>by its source: {why}</source>
        <translation>por el sistema de origen: {why}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>by itself at {time}</source>
        <translation>por sí sola a las {time}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>by {name}</source>
        <translation>por {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>by {name} at {time}</source>
        <translation>por {name} a las {time}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>by {name}: {note}</source>
        <translation>por {name}: {note}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>by {time}</source>
        <translation>a las {time}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>cancelled by its source</source>
        <translation>cancelada por el sistema de origen</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>card</source>
        <translation>la tarjeta</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>charge</source>
        <translation>cobro</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>check returned</source>
        <translation>cheque devuelto</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>checking</source>
        <comment>invoices, after their number</comment>
        <translation>en revisión</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>claim {number}</source>
        <translation>reclamación {number}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <location filename="../../pos_app/desktop/views/queue_page.py"/>
        <location filename="../../pos_app/desktop/views/receipts_page.py"/>
        <source>clears</source>
        <translation>borra</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>credit not processed</source>
        <translation>devolución no abonada</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>customer initiated</source>
        <translation>iniciada por el cliente</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>debit not authorized</source>
        <translation>cargo no autorizado</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/queue_table.py"/>
        <source>decide</source>
        <translation>decidir</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>dispute</source>
        <translation>disputa</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>disputes</source>
        <translation>disputas</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>duplicate</source>
        <translation>duplicado</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>entered in error</source>
        <translation>registrada por error</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>events</source>
        <translation>eventos</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>expires {date}</source>
        <translation>caduca {date}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>fraudulent</source>
        <translation>fraudulento</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>general</source>
        <translation>motivo general</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>incorrect account details</source>
        <translation>datos de cuenta incorrectos</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>insufficient funds</source>
        <translation>fondos insuficientes</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>just now</source>
        <translation>ahora</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <location filename="../../pos_app/desktop/views/key_overlay.py"/>
        <location filename="../../pos_app/desktop/views/queue_page.py"/>
        <location filename="../../pos_app/desktop/views/receipts_page.py"/>
        <source>just type</source>
        <translation>escriba</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/days.py"/>
        <source>last week</source>
        <translation>la semana pasada</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/days.py"/>
        <source>last {weekday}</source>
        <translation>{weekday} pasado</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/days.py"/>
        <source>last {weekday}</source>
        <comment>in a narrow place</comment>
        <translation>{weekday} ant.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>made in Stripe’s dashboard</source>
        <translation>hecho en el panel de Stripe</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoice_list.py"/>
        <location filename="../../pos_app/desktop/views/queue_table.py"/>
        <location filename="../../pos_app/desktop/views/receipts_page.py"/>
        <source>move</source>
        <translation>moverse</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>movements</source>
        <translation>movimientos</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/outcome.py"/>
        <source>moving the mouse or Esc keeps this open</source>
        <translation>ratón o Esc la mantienen</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>net {amount}</source>
        <translation>neto {amount}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/payment_form.py"/>
        <source>next field</source>
        <translation>campo siguiente</translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>next try in {count} seconds</source>
        <translation><numerusform>próximo intento en {count} segundo</numerusform><numerusform>próximo intento en {count} segundos</numerusform></translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>no reason given</source>
        <translation>sin motivo indicado</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>noncompliant</source>
        <translation>no conforme</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>not a claim (a preauthorization or an estimate)</source>
        <translation>no es una reclamación (es una preautorización o un presupuesto)</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>not settled by the insurer yet</source>
        <translation>aún no liquidada por el seguro</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>nothing to pay</source>
        <translation>nada que pagar</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>open</source>
        <comment>invoices, after their number</comment>
        <translation>abiertas</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoice_list.py"/>
        <source>open</source>
        <comment>what a key does</comment>
        <translation>abrir</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>paid today</source>
        <comment>invoices, after their number</comment>
        <translation>pagadas hoy</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>part-paid</source>
        <comment>invoices, after their number</comment>
        <translation>con pago parcial</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>patient’s share {share}, already paid {paid}</source>
        <translation>parte del paciente {share}, ya pagado {paid}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>payment intent</source>
        <translation>intento de pago</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>payment intents</source>
        <translation>intentos de pago</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>payment method</source>
        <translation>método de pago</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>payout</source>
        <translation>transferencia al banco</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>payouts</source>
        <translation>transferencias al banco</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/receipts_page.py"/>
        <source>print a copy</source>
        <translation>imprimir copia</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>product not received</source>
        <translation>servicio no recibido</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>product unacceptable</source>
        <translation>servicio no satisfactorio</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <source>read just now</source>
        <translation>leído ahora mismo</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <source>read {minutes} min ago</source>
        <translation>leído hace {minutes} min</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <source>read {seconds} s ago</source>
        <translation>leído hace {seconds} s</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>receipt {number}</source>
        <translation>recibo {number}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>refund</source>
        <translation>reembolso</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>refunds</source>
        <translation>reembolsos</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>refunds {amount}</source>
        <translation>reembolsos {amount}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoices_page.py"/>
        <location filename="../../pos_app/desktop/views/key_overlay.py"/>
        <source>scan</source>
        <translation>escanee</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>sent {time}</source>
        <translation>enviado a las {time}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>settled elsewhere</source>
        <translation>saldada en otro lugar</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <source>since {time}</source>
        <translation>desde las {time}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>someone</source>
        <translation>alguien</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_followed.py"/>
        <source>step {step} of {of}</source>
        <translation>paso {step} de {of}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>subscription canceled</source>
        <translation>suscripción cancelada</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/invoice_list.py"/>
        <source>take the whole due</source>
        <translation>cobrar todo</translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>taken {amount} in {count} payments</source>
        <translation><numerusform>cobrado {amount} en {count} pago</numerusform><numerusform>cobrado {amount} en {count} pagos</numerusform></translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>the books had lost it</source>
        <translation>los libros lo habían perdido</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/days.py"/>
        <source>the days before</source>
        <translation>los días anteriores</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/keychain.py"/>
        <source>the keyring is locked or broken</source>
        <translation>el llavero está bloqueado o dañado</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>the patient of {number}</source>
        <translation>el paciente de {number}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>the patient's share is not stated</source>
        <translation>no consta la parte del paciente</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/days.py"/>
        <source>the {weekday} before</source>
        <translation>el {weekday} anterior</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/keychain.py"/>
        <source>this computer has no keyring</source>
        <translation>este equipo no tiene llavero</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>to {card}</source>
        <translation>a {card}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/invoices.py"/>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <source>type to find the others</source>
        <translation>escriba para encontrar las demás</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>unrecognized</source>
        <translation>cargo no reconocido</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>usually 5 to 10 working days after a supervisor has approved it</source>
        <translation>normalmente de 5 a 10 días laborables después de que lo apruebe un supervisor</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>what you took</source>
        <translation>lo que usted cobró</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>who asked</source>
        <translation>quien lo solicitó</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>whole site</source>
        <translation>todo el centro</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>you</source>
        <translation>usted</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/key_overlay.py"/>
        <source>you are here</source>
        <translation>está aquí</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>{amount} back on the {card}</source>
        <translation>{amount} de vuelta en {card}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>{amount} given back or asked for</source>
        <translation>{amount} devueltos o solicitados</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>{amount} is open on the patient’s phone.</source>
        <translation>{amount} está abierto en el teléfono del paciente.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>{amount} left</source>
        <translation>quedan {amount}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>{amount} on the {card}</source>
        <translation>{amount} en {card}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>{amount} taken</source>
        <translation>cobrados {amount}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{asked} was asked for, {received} was received.</source>
        <translation>Se solicitaron {asked}, se recibieron {received}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{asked} was asked for, {received} was received. The invoice is in {currency}, so nothing of it is paid.</source>
        <translation>Se pidieron {asked} y se recibieron {received}. La factura está en {currency}, así que no se ha pagado nada de ella.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>{brand} ending {last4}</source>
        <translation>{brand} terminada en {last4}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>{card} of {name} is removed.</source>
        <translation>Se ha quitado {card} de {name}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{card}, {decline}</source>
        <translation>{card}, {decline}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{count} cards were declined: no further one can be tried with this link.</source>
        <translation>Se rechazaron {count} tarjetas: no se puede probar otra con este enlace.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <source>{count} copies</source>
        <translation><numerusform>{count} copia</numerusform><numerusform>{count} copias</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>{count} days</source>
        <translation><numerusform>{count} día</numerusform><numerusform>{count} días</numerusform></translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions_faces.py"/>
        <source>{count} in all</source>
        <translation>{count} en total</translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/views/settings_overlay.py"/>
        <source>{count} minutes</source>
        <translation><numerusform>{count} minuto</numerusform><numerusform>{count} minutos</numerusform></translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{count} more to approve</source>
        <translation>aprobaciones pendientes: {count}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>{count} other invoices match.</source>
        <translation><numerusform>Otra factura coincide.</numerusform><numerusform>Otras {count} facturas coinciden.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>{count} payments</source>
        <translation><numerusform>{count} pago</numerusform><numerusform>{count} pagos</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>{count} payments are followed to the end.</source>
        <translation><numerusform>Se sigue {count} pago hasta el final.</numerusform><numerusform>Se siguen {count} pagos hasta el final.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>{count} refunds</source>
        <translation><numerusform>{count} reembolso</numerusform><numerusform>{count} reembolsos</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>{count} things do not work.</source>
        <translation><numerusform>{count} cosa no funciona.</numerusform><numerusform>{count} cosas no funcionan.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>{count} things need a look.</source>
        <translation><numerusform>{count} cosa necesita revisión.</numerusform><numerusform>{count} cosas necesitan revisión.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>{count} tries failed: {reasons}.</source>
        <translation><numerusform>Falló {count} intento: {reasons}.</numerusform><numerusform>Fallaron {count} intentos: {reasons}.</numerusform></translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/amounts.py"/>
        <source>{currency} have fewer decimals than this.</source>
        <translation>La moneda ({currency}) tiene menos decimales que esto.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>{day} by {time}</source>
        <translation>{day} hasta las {time}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>{first} to {last}</source>
        <translation>{first} a {last}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/rows.py"/>
        <source>{first} to {last} of {total}</source>
        <translation>{first} a {last} de {total}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <source>{first} to {last}, newest first</source>
        <translation>{first} a {last}, primero los más recientes</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/receipts.py"/>
        <source>{first} to {last}, newest first, of {total}</source>
        <translation>{first} a {last} de {total}, primero los más recientes</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>{given} of {total} approved</source>
        <translation>{given} de {total} aprobados</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>{given} of {total} given by {names}.</source>
        <translation>{given} de {total}, con el sí de {names}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>{hospital} answers in {ms} ms.</source>
        <translation>{hospital} responde en {ms} ms.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>{hospital} answers slowly: {ms} ms.</source>
        <translation>{hospital} responde despacio: {ms} ms.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>{hours} h</source>
        <translation>{hours} h</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>{hours} h {minutes} min ago</source>
        <translation>hace {hours} h {minutes} min</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>{insurer} pays {percent}</source>
        <translation>{insurer} paga {percent}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>{minutes} m</source>
        <translation>{minutes} m</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/lock.py"/>
        <source>{minutes} min ago</source>
        <translation>hace {minutes} min</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/days.py"/>
        <source>{most} days at most; these are {count}.</source>
        <translation>{most} días como máximo; estos son {count}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/second.py"/>
        <source>{name} asked for this refund.</source>
        <translation>{name} solicitó este reembolso.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_faces.py"/>
        <source>{name} asked for {amount}</source>
        <translation>{name} solicitó {amount}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/copies.py"/>
        <location filename="../../pos_app/desktop/presenters/receipt.py"/>
        <location filename="../../pos_app/desktop/presenters/today.py"/>
        <location filename="../../pos_app/desktop/presenters/today_paper.py"/>
        <source>{name} could not be saved there.</source>
        <translation>{name} no se pudo guardar ahí.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/method_faces.py"/>
        <source>{name} has asked for it. It is charged at once: the patient has nothing more to type.</source>
        <translation>{name} lo ha pedido. Se cobra al momento: el paciente no tiene que escribir nada más.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>{name} has nothing left to pay on {number}.</source>
        <translation>A {name} no le queda nada por pagar de {number}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/second.py"/>
        <source>{name} has to choose a password at the log-in first.</source>
        <translation>{name} tiene que elegir antes una contraseña al iniciar sesión.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>{name} has {amount} left to pay on {number}.</source>
        <translation>A {name} le quedan {amount} por pagar de {number}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/second.py"/>
        <source>{name} is not a supervisor.</source>
        <translation>{name} no es supervisor.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>{name} is taking {amount}. It comes free when that payment has ended.</source>
        <translation>{name} está cobrando {amount}. Queda libre cuando termine ese pago.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>{name} is this computer’s printer.</source>
        <translation>{name} es la impresora de este equipo.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/refund_follow.py"/>
        <source>{name} writes</source>
        <translation>{name} escribe</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds_faces.py"/>
        <source>{needs}.</source>
        <translation>{needs}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/voices.py"/>
        <source>{needs}: {given}</source>
        <translation>{needs}: {given}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/copies.py"/>
        <source>{number} copy {copy}</source>
        <translation>{number} copia {copy}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/till.py"/>
        <source>{number} is open</source>
        <translation>{number} está abierta</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/payment.py"/>
        <source>{number} stays locked until we know. We keep asking, and tell you.</source>
        <translation>{number} sigue bloqueada hasta que se sepa. Seguimos preguntando y le avisamos.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>{number} stays open, {due} due</source>
        <translation>{number} sigue abierta, {due} pendientes</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/recovery.py"/>
        <source>{number}: an earlier payment of {amount} was given up. Nothing was charged.</source>
        <translation>{number}: se anuló un pago anterior de {amount}. No se cobró nada.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <source>{number}: approved, but the refund of {amount} failed.</source>
        <translation>{number}: aprobado, pero el reembolso de {amount} falló.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <source>{number}: approved. Whether the {amount} is sent is not known yet.</source>
        <translation>{number}: aprobado. Aún no se sabe si se enviaron los {amount}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund.py"/>
        <source>{number}: nothing is left to give back by now.</source>
        <translation>{number}: ya no queda nada por devolver.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/recovery.py"/>
        <source>{number}: still checking {amount}. Don’t charge it again.</source>
        <translation>{number}: aún se comprueban {amount}. No lo cobre otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_recovery.py"/>
        <source>{number}: the refund of {amount} failed.</source>
        <translation>{number}: el reembolso de {amount} falló.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <source>{number}: the refund of {amount} is approved.</source>
        <translation>{number}: el reembolso de {amount} está aprobado.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_recovery.py"/>
        <source>{number}: the refund of {amount} is not known to have been made yet. Don’t refund it again.</source>
        <translation>{number}: aún no se sabe si el reembolso de {amount} se hizo. No reembolse otra vez.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_recovery.py"/>
        <source>{number}: the refund of {amount} is sent back.</source>
        <translation>{number}: el reembolso de {amount} se ha enviado.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_recovery.py"/>
        <source>{number}: the refund of {amount} is under way: {state}.</source>
        <translation>{number}: el reembolso de {amount} está en curso: {state}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_recovery.py"/>
        <source>{number}: the refund of {amount} waits for a supervisor.</source>
        <translation>{number}: el reembolso de {amount} espera a un supervisor.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_recovery.py"/>
        <source>{number}: the refund of {amount} was never asked for. Ask for it again if it is still due.</source>
        <translation>{number}: el reembolso de {amount} nunca se solicitó. Solicítelo otra vez si aún procede.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <location filename="../../pos_app/desktop/presenters/refund_recovery.py"/>
        <source>{number}: the refund of {amount} was refused.</source>
        <translation>{number}: el reembolso de {amount} se rechazó.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_recovery.py"/>
        <source>{number}: the refund of {amount} was refused: “{note}”</source>
        <translation>{number}: el reembolso de {amount} se rechazó: «{note}»</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund_recovery.py"/>
        <source>{number}: the refund of {amount} was withdrawn.</source>
        <translation>{number}: el reembolso de {amount} se retiró.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refunds.py"/>
        <source>{number}: the refund was withdrawn.</source>
        <translation>{number}: el reembolso se retiró.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <source>{number}: the {amount} is sent back.</source>
        <translation>{number}: los {amount} se han devuelto.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/recovery.py"/>
        <source>{number}: the {amount} were paid after all.</source>
        <translation>{number}: los {amount} se pagaron al final.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/refund.py"/>
        <source>{number}: whether the refund was asked for is looked up for you.</source>
        <translation>{number}: se comprueba por usted si el reembolso se solicitó.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/approval.py"/>
        <source>{number}: {approvals}. Another supervisor has to approve the {amount}.</source>
        <translation>{number}: {approvals}. Otro supervisor tiene que aprobar los {amount}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>{percent} less than {when}</source>
        <translation>{percent} menos que {when}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>{percent} more than {when}</source>
        <translation>{percent} más que {when}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/views/rail.py"/>
        <source>{place}, {count} waiting</source>
        <translation>{place}, {count} en espera</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{reason}, answer by {day}</source>
        <translation>{reason}, responder a más tardar el {day}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{received} was received for the voided invoice {invoice}.</source>
        <translation>Se recibieron {received} por la factura anulada {invoice}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{received} was received for {invoice}, which had {left} left to pay.</source>
        <translation>Se recibieron {received} por {invoice}, a la que le quedaban {left} por pagar.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/words.py"/>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/shell.py"/>
        <location filename="../../pos_app/desktop/views/top_bar.py"/>
        <source>{seconds} s ago</source>
        <translation>hace {seconds} s</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>{size} GB are free.</source>
        <translation>Hay {size} GB libres.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/health.py"/>
        <source>{size} MB are free.</source>
        <translation>Hay {size} MB libres.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{sum} did not reach the bank ({why}).</source>
        <translation>{sum} no llegaron al banco ({why}).</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{sum} of the charge {charge} was given back.</source>
        <translation>Se devolvieron {sum} del cobro {charge}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{sum} of {invoice} was given back in Stripe's dashboard ({id}).</source>
        <translation>Se devolvieron {sum} de {invoice} en el panel de Stripe ({id}).</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{sum} of {invoice} was given back under our id ({id}); no approval is on record.</source>
        <translation>Se devolvieron {sum} de {invoice} con nuestro identificador ({id}); no consta ninguna aprobación.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{sum} was received for the invoice {invoice}, which is not here (charge {charge}).</source>
        <translation>Se recibieron {sum} por la factura {invoice}, que no está aquí (cobro {charge}).</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{sum}, {reason}, answer by {day}.</source>
        <translation>{sum}, {reason}, responder a más tardar el {day}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{sum}, {reason}.</source>
        <translation>{sum}, {reason}.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_figures.py"/>
        <source>{tender} from home</source>
        <translation>{tender}, casa</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{tender}, {sum}</source>
        <translation>{tender}, {sum}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>{title}, {extent}</source>
        <translation>{title}, {extent}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/exceptions.py"/>
        <source>{title}: seen to.</source>
        <translation>{title}: atendida.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/days.py"/>
        <source>{weekday} before</source>
        <translation>{weekday} anterior</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/today_faces.py"/>
        <source>{when}, until {time}</source>
        <translation>{when}, hasta las {time}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/detail_faces.py"/>
        <source>{who} can’t take payments.</source>
        <translation>{who} no puede cobrar.</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/phrases.py"/>
        <source>{why}: seen to by {name}</source>
        <translation>{why}: atendido por {name}</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/pay_faces.py"/>
        <source>“Your bank is slow to answer. Please keep your card away. You will get a receipt if it went through.”</source>
        <translation>«Su banco tarda en responder. Por favor, guarde su tarjeta. Recibirá un recibo si el pago se realizó.»</translation>
    </message>
    <message>
        <location filename="../../pos_app/desktop/presenters/days.py"/>
        <source>“{text}” is not a day. Type it as {day}.</source>
        <translation>«{text}» no es un día. Escríbalo como {day}.</translation>
    </message>
</context>
</TS>
