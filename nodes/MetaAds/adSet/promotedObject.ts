import type { GraphParams } from '../../shared/graph/request';
import { InputProblem } from '../../shared/form/problem';
import type { CreateParams } from './createForm';
import { nameOfGoal, promotedFor } from './goals';

type Json = Readonly<Record<string, unknown>>;

const pickFirst = 'Choose one from the list, or enter its ID.';

/**
 * What the ad set promotes, as objective, goal and destination want it (Marketing API, Ad Campaign Group reference,
 * "ODAX mapping").
 *
 * @throws InputProblem at the field that is missing
 */
export function promotedObject(form: CreateParams, objective: string): GraphParams[string] {
	if (form.additionalFields.promotedObject) return form.additionalFields.promotedObject;
	const { optimizationGoal: goal, destinationType: destination = '', conversionSource, page, app, objectStoreUrl } = form;
	const need = promotedFor(objective, goal, destination);
	const name = nameOfGoal(goal);
	if (need === 'app' || (need === 'conversion' && conversionSource === 'app')) {
		if (app === undefined) throw new InputProblem(['app'], 'is empty', `${pickFirst} Where the form shows no App, choose the destination App or the conversion source App.`);
		if (objectStoreUrl === undefined) throw new InputProblem(['objectStoreUrl'], 'is empty', 'Enter the address of the app in its store.');
		return { application_id: app, object_store_url: objectStoreUrl };
	}
	if (need === 'conversion') {
		if (conversionSource === 'catalog') {
			if (form.productSet === undefined) throw new InputProblem(['productSet'], 'is empty', pickFirst);
			return { product_set_id: form.productSet, custom_event_type: form.conversionEvent };
		}
		if (form.pixel === undefined) throw new InputProblem(['pixel'], `is empty, and the goal ${name} needs one`, pickFirst);
		return { pixel_id: form.pixel, custom_event_type: form.conversionEvent };
	}
	if (need === 'page' && page === undefined) throw new InputProblem(['page'], 'is empty, and this goal or destination needs one', pickFirst);
	return page === undefined ? undefined : { page_id: page };
}

const columns: ReadonlyArray<[key: string, word: string]> = [
	['pixel_id', 'pixel'],
	['page_id', 'page'],
	['application_id', 'app'],
	['product_set_id', 'product set'],
	['product_catalog_id', 'catalog'],
	['custom_conversion_id', 'custom conversion'],
];

/** "pixel 123, event PURCHASE". */
export function promotedInWords(object: unknown): string {
	const promoted = (object ?? {}) as Json;
	const known = columns.flatMap(([key, word]) => (promoted[key] === undefined ? [] : [`${word} ${String(promoted[key])}`]));
	return [...known, ...(promoted.custom_event_type === undefined ? [] : [`event ${String(promoted.custom_event_type)}`])].join(', ');
}
