import { InputProblem } from '../../../shared/form/problem';
import type { GraphObject } from '../../../shared/graph/object';
import { recordOf } from '../../../shared/reading/json';
import type { CreateAdSetParams } from '../createForm';
import { nameOfGoal, promotedFor } from './goals';
import { sayable } from '../../../shared/words';

/** What the ad set promotes, nothing where it need not, or what is missing in the form. */
type Promoted = GraphObject | InputProblem | undefined;

const pickFirst = 'Choose one from the list, or enter its ID.';

/**
 * What the ad set promotes, as objective, goal and destination want it (Marketing API, Ad Campaign Group reference,
 * "ODAX mapping").
 */
export function promotedObject(form: CreateAdSetParams, objective: string): Promoted {
	if (form.additionalFields.promotedObject) return form.additionalFields.promotedObject;
	const { optimizationGoal: goal, destinationType: destination = '', conversionSource, page } = form;
	const need = promotedFor(objective, goal, destination);
	if (form.additionalFields.customConversion !== undefined && !(need === 'conversion' && conversionSource === 'pixel'))
		return withoutPixel;
	if (need === 'app' || (need === 'conversion' && conversionSource === 'app')) return promotedApp(form);
	if (need === 'conversion') return conversionSource === 'catalog' ? promotedProducts(form) : promotedPixel(form);
	if (page !== undefined) return { page_id: page };
	if (need !== 'page') return undefined;
	return new InputProblem(['page'], 'is empty, and this goal or destination needs one', pickFirst);
}

const withoutPixel = new InputProblem(
	['additionalFields', 'customConversion'],
	'counts what a pixel sees, and this ad set is not about that',
	'Choose the goal Conversions and the conversion source Pixel, or remove the custom conversion.',
);

function promotedApp({ app, objectStoreUrl }: CreateAdSetParams): Promoted {
	if (app === undefined) {
		const advice = `${pickFirst} Where the form shows no App, choose the destination App or the conversion source App.`;
		return new InputProblem(['app'], 'is empty', advice);
	}
	if (objectStoreUrl === undefined) {
		return new InputProblem(['objectStoreUrl'], 'is empty', 'Enter the address of the app in its store.');
	}
	return { application_id: app, object_store_url: objectStoreUrl };
}

const promotedProducts = ({ productSet, conversionEvent }: CreateAdSetParams): Promoted =>
	productSet === undefined
		? new InputProblem(['productSet'], 'is empty', pickFirst)
		: { product_set_id: productSet, custom_event_type: conversionEvent };

const promotedPixel = ({
	pixel,
	conversionEvent,
	optimizationGoal: goal,
	additionalFields: { customConversion },
}: CreateAdSetParams): Promoted =>
	pixel === undefined
		? new InputProblem(['pixel'], `is empty, and the goal ${nameOfGoal(goal)} needs one`, pickFirst)
		: {
				pixel_id: pixel,
				custom_event_type: conversionEvent,
				...(customConversion === undefined ? {} : { custom_conversion_id: customConversion }),
			};

const columns: ReadonlyArray<[key: string, word: string]> = [
	['pixel_id', 'pixel'],
	['page_id', 'page'],
	['application_id', 'app'],
	['product_set_id', 'product set'],
	['product_catalog_id', 'catalog'],
	['custom_conversion_id', 'custom conversion'],
	['custom_event_type', 'event'],
];

/** "pixel 123, event PURCHASE". */
export function promotedInWords(object: unknown): string {
	const promotedFields = recordOf(object);
	return columns
		.flatMap(([key, word]) =>
			promotedFields[key] === undefined || promotedFields[key] === null
				? []
				: `${word} ${sayable(promotedFields[key])}`,
		)
		.join(', ');
}
