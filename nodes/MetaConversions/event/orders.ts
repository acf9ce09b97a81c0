import type { Cells } from '../../meta/people/columns/recognise';
import { Unheard } from '../../meta/people/consent/unheard';
import { InputProblem } from '../../shared/form/problem';
import type { Json } from '../../shared/record';
import { bestOf } from './columns/eventNames';
import type { EventParams } from './form/eventForm';
import type { SourceName } from './form/sources';
import { isReady, type EventReading } from './reading/eventReader';
import { cellsInUnits, perhapsCents, writtenAmount, type WrittenAmount } from './reading/payment/amounts';
import { orderRecords } from './columns/orderRecords';
import { OrderMeanings } from './reading/payment/orderMeanings';
import { OrderStates } from './reading/payment/orderState';
import { toolOf } from './reading/payment/orderTools';

/** What the items of a run say of payment and of the unit of their amounts, and what of it has to be asked. */
export class Orders {
	private readonly unknown = new Unheard();
	private readonly amounts: WrittenAmount[] = [];

	constructor(private readonly source: SourceName) {}

	/** The cells of an item with its amount in currency units, and with the number that its payment tool gives a sale. */
	cells(cells: Cells, json: Json, params: EventParams): Cells {
		const { options } = params;
		const amount = this.amountOf(cells, json, params);
		const unit = options.valueUnit === 'minor' ? (amount?.minorUnit ?? 'major') : (options.valueUnit ?? amount?.unit);
		const inUnits =
			amount === undefined || unit === undefined
				? cells
				: cellsInUnits(cells, amount, unit, options.defaultCurrency ?? '');
		if (bestOf(cells, 'orderId') !== undefined) return inUnits;
		const number = orderRecords(json)
			.map(({ record }) => toolOf(record).number?.(record))
			.find((one) => typeof one === 'string');
		return number === undefined ? inUnits : [...inUnits, ['orderId', number]];
	}

	/**
	 * The same readings, left out where a purchase was not paid.
	 *
	 * @param mayBeSent whether the person has agreed: of others nothing is asked
	 */
	paid(
		readings: readonly EventReading[],
		cells: Cells,
		json: Json,
		{ params, mayBeSent }: { readonly params: EventParams; readonly mayBeSent: boolean },
	): EventReading[] {
		if (this.source === 'crm') return [...readings];
		const { orderMeanings = [], valueUnit } = params.options;
		return readings.map((reading) => {
			const isLate = !isReady(reading) && reading.key !== undefined;
			if (reading.name !== 'Purchase' || isLate) return reading;
			const asks = mayBeSent && isReady(reading);
			const states = new OrderStates(new OrderMeanings(orderMeanings), asks ? this.unknown : new Unheard());
			const problem = states.problemOf(json);
			if (problem !== null) return { name: reading.name, time: reading.time, problem };
			const amount = asks && valueUnit === undefined ? this.amountOf(cells, json, params) : undefined;
			if (amount !== undefined) this.amounts.push(amount);
			return reading;
		});
	}

	private amountOf(cells: Cells, json: Json, { columns }: EventParams): WrittenAmount | undefined {
		return writtenAmount(cells, json, columns.mappingMode === 'defineBelow');
	}

	/** @throws InputProblem with what nobody but a person can say, before anything is sent */
	ask(): void {
		if (!this.unknown.isEmpty) {
			throw new InputProblem(
				['options', 'orderMeanings'],
				`does not say what these order statuses mean, and this step does not know them: ${this.unknown.inWords().join('; ')}`,
				'Nothing was sent. Add each column and word to Words of Order Status. Choose its meaning: Paid, Not Paid, or Nothing if it is not about payment.',
			);
		}
		const doubtful = perhapsCents(this.amounts);
		if (doubtful.length === 0) return;
		throw new InputProblem(
			['options', 'valueUnit'],
			`is not set, and amounts of these columns may be cents: ${doubtful.join(', ')}`,
			'Nothing was sent. Another amount of the same row is a hundredth of it, or most other rows are about a hundredth. Choose under Unit of Value how the values are written.',
		);
	}
}
