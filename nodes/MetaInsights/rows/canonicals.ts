import { conversionColumn, conversionCostColumn, type ChosenConversion } from '../../meta/assets/chosenConversion';
import { leadTypes, purchaseTypes } from '../facts/fieldSets';
import { wantedFields, type ColumnSettings } from './columns/columnSettings';

export interface Canonical {
	readonly column: string;
	/** Lists it is taken from, first that has one of the types. */
	readonly from: ReadonlyArray<readonly [field: string, types: readonly string[]]>;
	/** A count Meta leaves out when it is zero. */
	readonly count: boolean;
	/** A plain number to fall back on. */
	readonly fallback?: string;
	/** Column of what one costs. Meta tells costs by action type only, whose counts are not these where types overlap. */
	readonly cost?: string;
}

/**
 * Columns with one meaning in every report. Types overlap (an `omni_purchase` is also counted as
 * `offsite_conversion.fb_pixel_purchase`), so the first type there is taken and nothing is ever added.
 */
export const canonicals: readonly Canonical[] = [
	{ column: 'purchases', from: [['actions', purchaseTypes]], count: true, cost: 'cost_per_purchase' },
	{ column: 'purchase_value', from: [['action_values', purchaseTypes]], count: true },
	{ column: 'leads', from: [['actions', leadTypes]], count: true, cost: 'cost_per_lead' },
	{
		column: 'link_clicks',
		from: [['actions', ['link_click']]],
		count: true,
		fallback: 'inline_link_clicks',
		cost: 'cost_per_link_click',
	},
	{
		column: 'roas',
		from: [
			['purchase_roas', purchaseTypes],
			['website_purchase_roas', ['offsite_conversion.fb_pixel_purchase']],
		],
		count: false,
	},
];

/** Reports tell a custom conversion by its ID alone (Marketing API, Custom Conversion, “Insights"). */
const ofConversion = (conversion: ChosenConversion): Canonical => ({
	column: conversionColumn(conversion),
	from: [['actions', [`offsite_conversion.custom.${conversion.id}`]]],
	count: true,
	cost: conversionCostColumn(conversion),
});

/** The columns with one meaning that a report's settings give. */
export function canonicalsOf(settings: ColumnSettings): Canonical[] {
	const fields = wantedFields(settings);
	const fillable = canonicals.filter(
		({ from, fallback }) =>
			from.some(([field]) => fields.includes(field)) || (fallback !== undefined && fields.includes(fallback)),
	);
	return [...fillable, ...(settings.customConversions ?? []).map(ofConversion)];
}

export const withCost = ({ column, cost }: Canonical): string[] => (cost === undefined ? [column] : [column, cost]);
