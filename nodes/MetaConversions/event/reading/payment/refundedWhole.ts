import { isRefusedValue } from '../../../../meta/people/normalise/value';
import { isRecord, type Json } from '../../../../shared/record';
import { plainName } from '../../columns/plainName';
import { moneyIn } from '../money';

const namesIn = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/**
 * Columns of what was given back. Some tools keep the status of a payment that was refunded: Square (`refunded_money` beside COMPLETED),
 * Mollie (`amountRefunded` beside paid). Stripe has `amount_refunded`, Adobe Commerce `total_refunded`, and WooCommerce a list, `refunds`, as Shopify has.
 */
const GIVEN_BACK = namesIn(`
	amountrefunded refundedamount refundedmoney totalrefunded refundamount refundtotal totalrefund totalrefunds totalrefundamount refunds
	erstattet erstatteterbetrag montantrembourse importereembolsado
`);

/** Columns of what was paid. */
const PAID = namesIn(`
	amount amountmoney totalmoney amountcaptured amountpaid total totalprice totalamount ordertotal ordervalue ordervaluetotal grandtotal value
	gesamt gesamtbetrag betrag summe montant montanttotal importe importetotal
`);

export const isGivenBack = (column: string): boolean => GIVEN_BACK.has(column);

/** Whether as much was given back as was paid. Part of it leaves a sale. */
export function isRefundedWhole(givenBack: unknown, record: Json): boolean {
	const refund = amountOf(givenBack);
	if (!(refund > 0)) return false;
	return Object.entries(record).some(([name, cell]) => {
		const paid = PAID.has(plainName(name)) ? amountOf(cell) : 0;
		return paid > 0 && refund >= paid;
	});
}

/** An amount in whatever unit its record has; 0 where none is understood. Refunds are written with a minus, too. */
function amountOf(cell: unknown): number {
	if (Array.isArray(cell)) return cell.reduce<number>((sum, entry) => sum + amountOf(entry), 0);
	if (isRecord(cell)) return amountOf(cell.value ?? cell.amount ?? cell.total ?? cell.transactions);
	const money = moneyIn(
		typeof cell === 'number' ? Math.abs(cell) : typeof cell === 'string' ? cell.replace(/^\s*[-−]/, '') : null,
	);
	return money === null || isRefusedValue(money) ? 0 : money.value;
}
