import { countBy } from 'lodash';
import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { searchOf, everyResult } from '../../shared/node/pickers/listSearch';
import { textCell } from '../../shared/reading/cells';
import { conversionColumn, conversionValue, readConversionValue, type ChosenConversion } from './chosenConversion';
import { conversionsOfAccount, conversionTitle } from './customConversions';

/** Meta: “up to 100 custom conversions per ad account” (Marketing API, Custom Conversion), in pages of fifty. */
const MOST_PAGES = 4;

const search = searchOf({
	request: conversionsOfAccount,
	item: (row) => ({
		name: conversionTitle(row),
		value: conversionValue({ id: String(row.id), name: textCell(row.name) ?? '' }),
	}),
});

/** The account's custom conversions. Two whose columns would have one name get their IDs behind it. */
async function chosenOnes(context: ILoadOptionsFunctions): Promise<Array<{ title: string; chosen: ChosenConversion }>> {
	const conversions = (await everyResult(search, context, MOST_PAGES)).map(({ name, value }) => {
		const { id, name: ownName } = readConversionValue(String(value)) ?? { id: String(value), name: '' };
		return { title: name, chosen: { id, name: ownName } };
	});
	const times = countBy(conversions, ({ chosen }) => conversionColumn(chosen));
	return conversions.map(({ title, chosen }) =>
		(times[conversionColumn(chosen)] ?? 0) > 1
			? { title: `${title} ${chosen.id}`, chosen: { ...chosen, name: `${chosen.name} ${chosen.id}` } }
			: { title, chosen },
	);
}

/** Custom conversions by name; a choice keeps ID and name. */
export async function getCustomConversions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await chosenOnes(this)).map(({ title, chosen }) => ({ name: title, value: conversionValue(chosen) }));
}

/** The same by the columns that reports count them in. */
export async function getConversionColumns(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await chosenOnes(this)).map(({ title, chosen }) => ({ name: title, value: conversionColumn(chosen) }));
}
