import { consentWord } from '../../../../meta/people/consent/consentWords';
import { shownPath, type Unheard } from '../../../../meta/people/consent/unheard';
import { cellText, isRefusedValue } from '../../../../meta/people/normalise/value';
import { entryOf, isRecord, type Json } from '../../../../shared/record';
import { findOnce, plainName } from '../../columns/plainName';
import { orderRecords, type OrderRecord } from '../../columns/orderRecords';
import type { OrderMeanings } from './orderMeanings';
import { toolOf } from './orderTools';
import { stateByEventName, stateByKind, stateOfWord, type PaymentState } from './orderWords';
import { isGivenBack, isRefundedWhole } from './refundedWhole';

const namesIn = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/**
 * A column of the payment alone: a blank one says that nobody has paid yet, unless another column says more. Its name has a part
 * that means money and one that means a state, in any order: `financial_status`, "Estado del pago".
 */
const isPaymentStatus = findOnce(
	(column) =>
		/pay|paid|paiement|pago|pagamento|zahlung|betaal|platnosc|financial/.test(column) &&
		/status|statut|estado|stato|state$/.test(column) &&
		!/payer|payout|repay/.test(column),
);

/** Columns with the time of the payment: a blank one says that nobody has paid yet. */
const PAYMENT_TIMES = namesIn(`
	paidat paidon datepaid datepaidgmt paymentdate paymenttime zahlungsdatum bezahltam datepaiement fechapago datapagamento
`);

/** Further columns of which every word has to be known. */
const STATUSES = namesIn(`
	status orderstatus orderstate salestatus transactionstatus invoicestatus statusname orderstatusname dealstatus dealstage stagename
	bestellstatus auftragsstatus rechnungsstatus statut statutcommande estado estadopedido
	stato statoordine bestelstatus statuszamowienia stage pipelinestage
`);

const isStatus = (column: string): boolean => STATUSES.has(column) || isPaymentStatus(column);

/** Columns that say something by the words that are known; others are a federal state, a mode of payment, a kind of record. */
const PERHAPS = namesIn('state mode environment domain kind object');

/** Columns with the name of a webhook's event, or the kind of a record. */
const EVENTS = namesIn(`
	type eventtype eventname event topic action
	transactiontype documenttype doctype ordertype invoicetype belegart belegtyp dokumenttyp
`);

type Flag = readonly [whenTrue: PaymentState | null, whenFalse: PaymentState | null];

/** Columns of a yes or a no. */
const FLAGS: Readonly<Record<string, Flag>> = {
	test: ['test', null],
	testmode: ['test', null],
	istest: ['test', null],
	testorder: ['test', null],
	sandbox: ['test', null],
	livemode: [null, 'test'],
	live: [null, 'test'],
	paid: ['paid', 'open'],
	ispaid: ['paid', 'open'],
	bezahlt: ['paid', 'open'],
	captured: [null, 'open'],
	completed: [null, 'open'],
	needspayment: ['open', null],
	refunded: ['refunded', null],
	isrefunded: ['refunded', null],
	isrefund: ['refunded', null],
	isreturn: ['refunded', null],
	iscreditnote: ['refunded', null],
	disputed: ['refunded', null],
	chargeback: ['refunded', null],
	chargedback: ['refunded', null],
	voided: ['cancelled', null],
	cancelled: ['cancelled', null],
	canceled: ['cancelled', null],
	iscancelled: ['cancelled', null],
	iscanceled: ['cancelled', null],
	storniert: ['cancelled', null],
	deleted: ['cancelled', null],
	isdeleted: ['cancelled', null],
	hsisclosedwon: ['paid', 'open'],
	hsisclosedlost: ['cancelled', null],
	iswon: ['paid', 'open'],
};

/** Columns with the time when it happened. */
const TIMES: Readonly<Record<string, PaymentState>> = {
	cancelledat: 'cancelled',
	canceledat: 'cancelled',
	cancelreason: 'cancelled',
	voidedat: 'cancelled',
	losttime: 'cancelled',
	lostreason: 'cancelled',
	refundedat: 'refunded',
	storniertam: 'cancelled',
};

/** A deal is won or not by these, whatever its pipeline calls its stages. */
const OUTCOMES = namesIn('hsisclosedwon iswon');
const STAGES = namesIn('dealstage stagename stage pipelinestage');

/** Further columns that can say something. */
const OTHERS: ReadonlySet<string> = new Set([
	...[...PAYMENT_TIMES, ...PERHAPS, ...EVENTS],
	...[...Object.keys(FLAGS), ...Object.keys(TIMES)],
]);

const saysSomething = (column: string): boolean => OTHERS.has(column) || isGivenBack(column) || isStatus(column);

/** Whether a column says something of an order's payment. */
export const isOfPayment = (name: string): boolean => {
	const column = plainName(name);
	return saysSomething(column) && !PERHAPS.has(column);
};

const REASONS: Readonly<Record<Exclude<PaymentState, 'paid' | 'nothing'>, string>> = {
	open: 'is not paid',
	partly: 'is only paid in part',
	failed: 'has a payment that failed',
	cancelled: 'is cancelled or lost',
	refunded: 'is refunded or disputed',
	test: 'is a test',
};

/** The most that can be said first: a test is one whatever else it is. */
const ORDER = ['test', 'refunded', 'cancelled', 'failed', 'partly', 'open'] as const;

/** An export's way to leave a cell blank, and in a status one of its words. */
const SAYS_UNKNOWN = /^\s*(?:unknown|none)\s*$/i;

const isBlank = (value: unknown): boolean => cellText(value) === '' && !SAYS_UNKNOWN.test(String(value));

/** "false", "0", and the date that databases have for none: 0000-00-00 00:00:00. */
const NO_TIME = /^(?:false|no|none|[0:\-T. ]+Z?)$/i;

interface Statement {
	readonly path: string;
	readonly state: PaymentState | 'blank';
}

/** What the items say of their payment, and what of it nobody understood. */
export class OrderStates {
	/**
	 * @param meanings what the form says of words
	 * @param unknown notes what has to be asked
	 */
	constructor(
		private readonly meanings: OrderMeanings,
		private readonly unknown: Unheard,
	) {}

	/** Why an item is no sale that was paid; null where nothing speaks against it. */
	problemOf(json: Json): string | null {
		const statements = orderRecords(json).flatMap((one) => this.statementsIn(one));
		for (const state of ORDER) {
			const statement = statements.find((one) => one.state === state);
			if (statement !== undefined) return `The order ${REASONS[state]}, says the column ${shownPath(statement.path)}`;
		}
		const blank = statements.find(({ state }) => state === 'blank');
		const isSettled = blank === undefined || statements.some(({ state }) => state === 'paid');
		return isSettled ? null : `The order ${REASONS.open}: the column ${shownPath(blank.path)} is blank`;
	}

	private statementsIn({ path, record }: OrderRecord): Statement[] {
		const isDecided = Object.keys(record).some((name) => OUTCOMES.has(plainName(name)));
		const statements: Statement[] = [];
		for (const [name, cell] of Object.entries(record)) {
			const column = plainName(name);
			if (!saysSomething(column) || (isDecided && STAGES.has(column))) continue;
			const value = isRecord(cell) && 'value' in cell ? cell.value : cell;
			const state = this.stateOf(column, value, record, path + name);
			if (state !== null && state !== undefined) statements.push({ path: path + name, state });
		}
		return statements;
	}

	private stateOf(
		column: string,
		value: unknown,
		record: Json,
		path: string,
	): PaymentState | 'blank' | null | undefined {
		if (isGivenBack(column)) return isRefundedWhole(value, record) ? 'refunded' : null;
		if (PAYMENT_TIMES.has(column)) return isBlank(value) || NO_TIME.test(String(value)) ? 'blank' : null;
		if (isBlank(value)) return isPaymentStatus(column) ? 'blank' : null;
		const flag = Object.hasOwn(FLAGS, column) ? FLAGS[column] : undefined;
		const answer = flag === undefined ? undefined : answerIn(value);
		if (flag !== undefined && answer !== undefined) return flag[answer ? 0 : 1];
		if (Object.hasOwn(TIMES, column)) return NO_TIME.test(String(value)) ? null : TIMES[column];
		if (typeof value !== 'string' && typeof value !== 'number') return null;
		const text = cellText(value);
		if (isRefusedValue(text)) return isStatus(column) ? this.ask(path, value, record) : null;
		const word = consentWord(text);
		if (EVENTS.has(column)) return stateByEventName(text) ?? stateByKind(word);
		if (PERHAPS.has(column)) return stateIn(record, word);
		if (!isStatus(column)) return null;
		return this.meaningOf(path, word) ?? stateIn(record, word) ?? this.ask(path, value, record);
	}

	private meaningOf(path: string, word: string): PaymentState | undefined {
		const meaning = this.meanings.of(shownPath(path), word);
		return meaning === null ? undefined : ({ yes: 'paid', no: 'open', nothing: 'nothing' } as const)[meaning];
	}

	private ask(path: string, value: unknown, record: Json): null {
		const others = Object.entries(record).filter(([name]) => !path.endsWith(name));
		this.unknown.note(path, value, () => JSON.stringify(others.map(([, cell]) => cell)));
		return null;
	}
}

/** What a word means in a record of its tool. */
const stateIn = (record: Json, word: string): PaymentState | undefined =>
	entryOf(toolOf(record).words ?? {}, word) ?? stateOfWord(word);

/** A yes or a no; undefined for an amount, a time or anything else. */
function answerIn(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	const text = typeof value === 'string' ? consentWord(value) : typeof value === 'number' ? String(value) : '';
	if (/^(?:true|yes|1|ja|oui|si|x)$/.test(text)) return true;
	return /^(?:false|no|0|nein|non)$/.test(text) ? false : undefined;
}
