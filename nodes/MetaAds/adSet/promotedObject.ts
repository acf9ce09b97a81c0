import { z } from 'zod';

import type { GraphParams } from '../../shared/graph/request';
import { problem } from '../../shared/node/params';
import { InputProblem } from '../../shared/form/problem';
import { adPromotedObjectSpec } from '../../shared/spec';
import { nameOfGoal, promotedFor } from './goals';

type Json = Readonly<Record<string, unknown>>;

/** A promoted object in JSON, for what the form has no fields for; misspelt keys are named (spec object AdPromotedObject). */
export const promotedObjectParam = z.unknown().transform((value, context): Json => {
	const read = typeof value === 'string' ? safeParse(value) : value;
	if (typeof read !== 'object' || read === null || Array.isArray(read) || Object.keys(read).length === 0) {
		problem(context, [], 'is not a JSON object', 'Write it as {"page_id": "1234567890"}.');
		return {};
	}
	const unknown = Object.keys(read).find((key) => !(adPromotedObjectSpec.Fields as readonly string[]).includes(key));
	if (unknown !== undefined) problem(context, [], `has a key Meta does not know: ${unknown}`, `Correct its spelling. Known are page_id, pixel_id, custom_event_type, application_id, object_store_url, product_set_id and others.`);
	return read as Json;
});

function safeParse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

export interface PromotedForm {
	readonly optimizationGoal: string;
	readonly destinationType: string;
	readonly conversionSource?: string;
	readonly pixel?: string;
	readonly conversionEvent?: string;
	readonly page?: string;
	readonly app?: string;
	readonly objectStoreUrl?: string;
	readonly productSet?: string;
	readonly additionalFields: { readonly promotedObject?: Json };
}

const pickFirst = 'Choose one from the list, or enter its ID.';

/**
 * What the ad set promotes, as objective, goal and destination want it (Marketing API, Ad Campaign Group reference,
 * "ODAX mapping").
 *
 * @throws InputProblem at the field that is missing
 */
export function promotedObject(form: PromotedForm, objective: string): GraphParams[string] {
	if (form.additionalFields.promotedObject) return form.additionalFields.promotedObject;
	const { optimizationGoal: goal, destinationType: destination, conversionSource = 'pixel', page, app, objectStoreUrl } = form;
	const need = promotedFor(objective, goal, destination);
	const name = nameOfGoal(goal);
	if (need === 'app' || (need === 'conversion' && conversionSource === 'app')) {
		if (app === undefined) throw new InputProblem(['app'], 'is empty', `${pickFirst} Where the form shows no App, choose the destination App or the conversion source App.`);
		if (!objectStoreUrl) throw new InputProblem(['objectStoreUrl'], 'is empty', 'Enter the address of the app in its store.');
		return { application_id: app, object_store_url: objectStoreUrl };
	}
	if (need === 'conversion') {
		if (conversionSource === 'catalog') {
			if (form.productSet === undefined) throw new InputProblem(['productSet'], 'is empty', pickFirst);
			return { product_set_id: form.productSet, custom_event_type: form.conversionEvent ?? 'PURCHASE' };
		}
		if (form.pixel === undefined) throw new InputProblem(['pixel'], `is empty, and the goal ${name} needs one`, pickFirst);
		return { pixel_id: form.pixel, custom_event_type: form.conversionEvent ?? 'PURCHASE' };
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
