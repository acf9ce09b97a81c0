import { consentWord } from '../../../../meta/people/consent/consentWords';

/**
 * What an order's status says of its payment. `nothing`: it speaks of the parcel, or of a newsletter.
 */
export type PaymentState = 'paid' | 'open' | 'partly' | 'failed' | 'cancelled' | 'refunded' | 'test' | 'nothing';

/**
 * Words that mean the same in every tool; those that two tools use for different things are in `orderTools`.
 *
 * Shops: WooCommerce REST API, Orders; Shopify Admin API, `financial_status`; BigCommerce, Order Statuses.
 * Payment: Stripe API, `status` and `payment_status`; PayPal Orders v2; Square, Payment and Order; Razorpay, Payments.
 * Payment: Paddle Billing, Transaction; Lemon Squeezy, Orders; Mollie, Payments v2; Lightspeed X-Series, Sales.
 * CRMs: Pipedrive, Deals; HubSpot and Salesforce, stages of deals.
 */
const WORDS: Readonly<Record<PaymentState, string>> = {
	paid: `
		paid, completed, complete, succeeded, success, successful, captured, settled, fully paid, paid in full, paid out
		payment received, payment accepted, payment complete, no payment required, partially refunded, partial refund
		won, closed won, closedwon, deal won, gewonnen, layby closed, onaccount closed, dispatched closed, pickedup closed
		bezahlt, vollstandig bezahlt, bezahlung erhalten, abgeschlossen, teilweise erstattet
		paye, payee, paiement accepte, regle, pagado, pagada, pago aceptado, pagato, pagata, pagamento accettato
		betaald, oplacone, zaplacone, pago confirmado, pago realizado, gagne, ganado, vinto
	`,
	open: `
		pending, pending payment, payment pending, awaiting payment, awaiting check payment, awaiting bank wire payment, on hold, onhold
		unpaid, not paid, authorized, authorised, authorization, authorised payment, draft, checkout draft, auto draft, incomplete
		requires payment method, requires confirmation, requires action, requires capture, payer action required, created, saved, ready, billed
		past due, payment due, posted, overdue, unfulfilled payment, manual verification required, open, offen, layby, onaccount, on account, expected
		unbezahlt, nicht bezahlt, ausstehend, zahlung ausstehend, zahlung offen, wartet auf zahlung, in wartestellung, en attente, en attente de paiement
		impaye, pendiente, pendiente de pago, sin pagar, in attesa, in attesa di pagamento, non pagato, openstaand, niet betaald
		w toku, oczekuje, nieoplacone, pendente, aguardando pagamento, nao pago
	`,
	partly: `
		partially paid, partial, partly paid, partial payment, partially captured, teilweise bezahlt, teilbezahlt, anzahlung
		partiellement paye, parcialmente pagado, parzialmente pagato, deels betaald
	`,
	failed: `
		failed, payment failed, payment error, error, declined, denied, rejected, uncollectible, failure, unsuccessful
		fehlgeschlagen, zahlung fehlgeschlagen, abgelehnt, echoue, echec, refuse, fallido, fallida, rechazado, fallito, rifiutato, mislukt, niepowodzenie
	`,
	cancelled: `
		cancelled, canceled, voided, void, expired, abandoned, trash, deleted, lost, closed lost, closedlost, deal lost, reversed payment
		storniert, abgebrochen, geloscht, verloren, annule, annulee, perdu, expire, cancelado, cancelada, anulado, perdido, annullato, annullata, perso
		geannuleerd, anulowane, anulowano
	`,
	refunded: `
		refunded, fully refunded, reversed, charged back, chargeback, disputed, dispute, returned, refund, refund pending
		return, return order, credit note, creditnote, credit memo, creditmemo, gutschrift, retoure, avoir, nota de credito, nota di credito, creditnota
		erstattet, zuruckerstattet, ruckerstattet, retourniert, rembourse, remboursee, reembolsado, devuelto, rimborsato, terugbetaald, zwrocone
	`,
	test: 'test, sandbox, test order',
	nothing: `
		fulfilled, unfulfilled, partially fulfilled, partial fulfillment, shipped, partially shipped, delivered, dispatched, in transit, out for delivery
		awaiting fulfillment, awaiting shipment, awaiting pickup, ready for pickup, ready to ship, preparing, packed
		versendet, versandt, geliefert, in bearbeitung, expedie, livre, enviado, entregado, spedito, consegnato, verzonden, wyslane
		subscribed, unsubscribed, active, enabled, live, production, payment, subscription, sale
	`,
};

const statesOfWords: ReadonlyMap<string, PaymentState> = new Map(
	Object.entries(WORDS).flatMap(([state, table]) =>
		table
			.split(/[,\n]/)
			.map(consentWord)
			.filter((word) => word !== '')
			.map((word) => [word, state as PaymentState] as const),
	),
);

/** What a word means wherever it stands; undefined where that is not known. */
export const stateOfWord = (word: string): PaymentState | undefined => statesOfWords.get(word);

/** Parts of the names of webhooks' events: `charge.refunded`, `PAYMENT.CAPTURE.DENIED`, `orders/cancelled`, `order_refunded`. */
const EVENTS: ReadonlyArray<readonly [RegExp, PaymentState]> = [
	[/refund|chargeback|dispute|revers/i, 'refunded'],
	[/cancel|void|expire|delete|\blost\b/i, 'cancelled'],
	[/fail|denied|declin|reject/i, 'failed'],
];

const SPEAKS_AGAINST: ReadonlySet<PaymentState | undefined> = new Set(['refunded', 'cancelled', 'failed', 'test']);

/** What the kind of a record says against its payment, as "Credit note"; undefined where it says nothing. */
export function stateByKind(word: string): PaymentState | undefined {
	const state = stateOfWord(word);
	return SPEAKS_AGAINST.has(state) ? state : undefined;
}

/** What the name of a webhook's event says against its payment; undefined where it says nothing. */
export const stateByEventName = (name: string): PaymentState | undefined =>
	/^[\w./]+$/.test(name) && /\w[./_]\w/.test(name) ? EVENTS.find(([pattern]) => pattern.test(name))?.[1] : undefined;
