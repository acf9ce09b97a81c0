import { z } from 'zod';

import { wantedText, type WantedValue } from '../../shared/adObject/change/wanted';
import type { AdObjectKind } from '../../shared/adObject/kind';
import { json } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import { problem } from '../../shared/form/words';
import type { GraphObject } from '../../shared/graph/object';
import type { GraphParam, GraphParams } from '../../shared/graph/request';
import { isRecord, parsedJson, type Json } from '../../shared/record';
import { jsonObject } from '../../shared/form/jsonObject';
import { showsWanted } from '../../shared/reading/shown';

/**
 * Meta's parameters that a form has no fields for. Whatever a form has a field for, or a check looks at, stays out: it
 * would pass by the check.
 */

/** What concerns money and delivery, by parts of its name: Meta has dozens of them and adds more. */
const guardedParts = /budget|spend|roas|status|(?:^|_)(?:bids?|bidding|amounts?|costs?|prices?|imps)(?:_|$)/;

/** Names of the call, not of an object (Graph API, "Using the Graph API" and "Batch requests"; Ad reference). */
const steering = [
	...['access_token', 'appsecret_proof', 'method', 'batch', 'asyncbatch', 'attached_files', 'include_headers'],
	...['ids', 'fields', 'callback', 'format', 'date_format', 'debug', 'locale', 'suppress_http_code', 'async'],
	...['execution_options', 'validate_only', 'redownload', 'include_demolink_hashes'],
];

/** What makes or changes other objects along with this one (spec objects AdSet, Ad and Campaign). */
const specs = ['campaign_spec', 'adset_spec', 'ad_specs', 'copy_from', 'migrate_to_advantage_plus'];

/**
 * Other or older names of what the forms set (the same), and reach bought ahead. Also what raises bids or turns
 * delivery without naming money: value rules ("increase your bid by"), pacing, what a copy is made of.
 */
const aliases = [
	...['special_ad_category', 'time_start', 'time_stop', 'adgroup_id', 'campaign_group_id', 'targeting'],
	...['is_sac_cfca_terms_certified', 'is_eligible_for_sac_campaigns'],
	...['value_rule_set_id', 'value_rules_applied', 'pacing_type', 'promoted_object'],
	...['draft_adgroup_id', 'source_adset_id', 'source_campaign_id', 'source_ad_id', 'topline_id'],
	...['time_based_ad_rotation_id_blocks', 'time_based_ad_rotation_intervals'],
	...['smart_promotion_type', 'buying_type', 'rf_prediction_id', 'rb_prediction_id'],
];

/** The field's name without what is read inside of it: `adset{id,name}`. */
const bare = (field: string): string => field.replace(/[.{].*$/s, '');

/** Why a name may not be set at all, inside of others neither, or null. */
function guardedReason(name: string): string | null {
	const plain = name.toLowerCase();
	if (guardedParts.test(plain.replace(/[^a-z]+/g, '_'))) {
		return 'Budgets, bids, spending limits and statuses have fields of their own, which check them. Remove it.';
	}
	if (!specs.includes(plain)) return null;
	return 'It makes or changes other objects along with this one. Use their own operations.';
}

/** Why a parameter may not be set here, or null. */
function objection(name: string, ownNames: readonly string[]): string | null {
	if (aliases.includes(name)) return 'It is another name for what the form sets, or Meta has taken it back. Remove it.';
	if (ownNames.includes(name)) return 'The form has a field for it, or checks others against it. Remove it.';
	return guardedReason(name);
}

/** Meta's parameters have a few levels. */
const DEEPEST = 20;

/**
 * Names inside of a value, texts that are JSON themselves included, since Graph reads those alike; null for what cannot
 * be looked into.
 */
function* namesIn(value: unknown, depth = 0): Generator<string | null> {
	if (depth > DEEPEST) yield null;
	else if (typeof value === 'string') {
		if (!/^\s*[[{]/.test(value)) return;
		const parsedValue = parsedJson(value);
		if (parsedValue === undefined) yield null;
		else yield* namesIn(parsedValue, depth + 1);
	} else if (Array.isArray(value)) for (const entry of value) yield* namesIn(entry, depth + 1);
	else if (isRecord(value)) {
		for (const [name, entry] of Object.entries(value)) {
			yield name;
			yield* namesIn(entry, depth + 1);
		}
	}
}

/** A number whose last digits may be lost already: an ID has to be text. */
const isInexact = (value: unknown): boolean =>
	typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);

const hasInexact = (value: unknown): boolean =>
	isInexact(value) || (typeof value === 'object' && value !== null && Object.values(value).some(hasInexact));

type Check = (others: Json, context: z.RefinementCtx) => void;

/** Nothing but parameters, and none that steers the call: for objects that cost nothing and that JSON may describe whole. */
export const parametersOnly: Check = (others, context) => {
	for (const name of Object.keys(others)) {
		const isSteering = steering.includes(name);
		if (!isSteering && /^[a-z][a-z0-9_]*$/.test(name)) continue;
		const message = isSteering ? `cannot set “${name}”` : `has “${name}”, which is no parameter’s name`;
		const shape = 'Meta’s parameters have small letters, digits and underscores only. Correct its spelling.';
		return problem(context, [], message, isSteering ? 'It steers the call and not the object. Remove it.' : shape);
	}
};

/** The same, and nothing that the form sets or that concerns money and delivery. */
const unguardedOnly =
	(ownNames: readonly string[]): Check =>
	(others, context) => {
		for (const [name, value] of Object.entries(others)) {
			const objections = objection(name, ownNames);
			if (objections !== null) return problem(context, [], `cannot set “${name}”`, objections);
			for (const inner of namesIn(value)) {
				if (inner === null) {
					const advice = 'Write it as JSON with names in double quotes and few levels.';
					return problem(context, [], `has something in “${name}” that cannot be checked`, advice);
				}
				const reason = guardedReason(inner);
				if (reason !== null) return problem(context, [], `cannot set “${inner}” in “${name}”`, reason);
			}
			if (hasInexact(value)) {
				const message = `has a number in “${name}” that is too long to be exact`;
				return problem(context, [], message, 'Write IDs as text, in double quotes.');
			}
		}
	};

/** @param fields what is read of the kind: all of it the form sets, shows or checks */
export const otherParametersField = (fields: readonly string[]) =>
	json(
		{
			displayName: 'Other Parameters (JSON)',
			name: 'otherParameters',
			default: '{}',
			description:
				'Parameters from Meta’s reference that have no field here. Budgets, bids, limits, statuses and anything with its own field are refused.',
		},
		jsonObject.superRefine(parametersOnly).superRefine(unguardedOnly(fields.map(bare))),
	);

const asStructure = (value: unknown): unknown =>
	typeof value === 'string' && /^\s*[[{]/.test(value) ? (parsedJson(value) ?? value) : value;

const inWords = (value: unknown): string =>
	value === undefined || value === null || value === ''
		? 'none'
		: typeof value === 'string'
			? value
			: JSON.stringify(value);

/** A structured value: what was sent has to be there, among whatever Meta adds. */
export const wantedValue = (name: string, label: string, value: GraphParam): WantedValue => ({
	...wantedText(name, label, value),
	shownBy: (object: GraphObject) => showsWanted(object[name], asStructure(value) ?? null),
	inWords: (object: GraphObject) => inWords(object[name]),
});

/** What was entered, as wanted values: compared and read back where Meta shows them. */
export const wantedOthers = ({ allFields }: AdObjectKind, others: Json = {}): WantedValue[] =>
	Object.entries(others).map(([name, entry]): WantedValue => {
		const value = entry as GraphParam;
		if (allFields.includes(name)) return wantedValue(name, name, value);
		return {
			...wantedText(name, name, value),
			unreadable: true,
			shownBy: () => false,
			inWords: () => 'not shown by Meta',
		};
	});

/**
 * A new object's parameters with the others among them.
 *
 * @throws InputProblem for one that the form sets
 */
export function withOthers(params: GraphParams, others: Json = {}): GraphParams {
	const twice = Object.keys(others).find((name) => name in params);
	if (twice === undefined) return { ...params, ...(others as GraphParams) };
	const advice = 'The form has a field for it. Remove it.';
	throw new InputProblem(['additionalFields', 'otherParameters'], `cannot set “${twice}”`, advice);
}
