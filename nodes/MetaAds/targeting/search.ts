import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { textCell } from '../../shared/reading/cells';
import { mayBeEmpty, shownWhen } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { choice, note, text as textField } from '../../shared/form/kinds';
import { isEmpty, type InputProblem } from '../../shared/form/problem';
import { problem } from '../../shared/form/words';
import type { GraphClient } from '../../shared/graph/client';
import type { GraphObject } from '../../shared/graph/object';
import { readPage, Walk } from '../../shared/graph/pages';
import type { GraphRequest } from '../../shared/graph/request';
import { existing } from '../../shared/lists';
import { limitFields, mostRows, optionsField } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { cities, optionKeyOf, matches, regions, targetingTypes, zips, type TargetingType } from './choices';
import { countOf } from '../../shared/reading/numbers';

/** Meta gives eight unless asked for more, and mostly all in one page (Marketing API, "Targeting search"). */
const PAGE = 1_000;

const inCountry = [cities, regions, zips].map(({ value }) => value);

const typeOf = (value: string): TargetingType =>
	existing(
		targetingTypes.find((type) => type.value === value),
		`the type ${value}`,
	);

/** Where an option lies: its categories, or country and region, which tell places of one name apart. */
const pathOf = ({ path, name, country_name: country, region }: GraphObject): string =>
	(Array.isArray(path) ? path.map(textCell) : [textCell(country), textCell(region)].filter((part) => part !== name))
		.filter((part) => part !== null)
		.join(' > ');

/** A targeting option as one flat row; the same columns for every type, first what people choose by. */
const row = (option: GraphObject, { value }: TargetingType): IDataObject => ({
	id: textCell(optionKeyOf(option)),
	name: textCell(option.name),
	path: pathOf(option),
	audienceLower: countOf(option.audience_size_lower_bound),
	audienceUpper: countOf(option.audience_size_upper_bound),
	type: textCell(option.type) ?? value,
	description: textCell(option.description),
	topic: textCell(option.topic),
	region: textCell(option.region),
	countryCode: textCell(option.country_code),
	countryName: textCell(option.country_name),
});

interface Asked {
	readonly type: TargetingType;
	readonly query: string;
	readonly country: string | undefined;
	readonly most: number;
}

async function find(graph: GraphClient, { type, query, country, most }: Asked): Promise<GraphObject[]> {
	const request: GraphRequest = {
		method: 'GET',
		path: 'search',
		params: { ...type.params, q: type.searchedHere ? undefined : query, country_code: country },
		effect: 'read',
	};
	const rows: GraphObject[] = [];
	const walk = new Walk();
	let after: string | undefined;
	do {
		const size = type.searchedHere ? PAGE : Math.min(PAGE, most - rows.length);
		const page = await readPage(graph, request, size, after);
		rows.push(...walk.fresh(page).filter((option) => !type.searchedHere || query === '' || matches(option, query)));
		// Where Meta searches, its best options and no cursor for more are an answer; what is searched here has to be whole.
		const isAnswered = rows.length >= most || (page.isCut === true && !type.searchedHere);
		after = isAnswered ? undefined : walk.next(page);
	} while (after !== undefined);
	return rows.slice(0, most);
}

const countryCode = z
	.string()
	.toUpperCase()
	.superRefine((code, context) => {
		if (/^[A-Z]{2}$/.test(code)) return;
		const advice = 'Enter the two-letter code of a country, such as US, or leave the field empty.';
		problem(context, [], `cannot be “${code}”`, advice);
	});

const form = formOf(
	choice({
		displayName: 'Type',
		name: 'targetingType',
		options: targetingTypes.map(({ name, value, description }) => ({ name, value, description })),
		default: 'interests',
		description: 'What to search for',
	}),
	note({
		displayName: 'Query',
		name: 'query',
		placeholder: 'e.g. coffee',
		description: 'Part of the name. Behaviors, demographics and languages can be listed without it.',
	}),
	shownWhen(
		{ targetingType: inCountry },
		mayBeEmpty(
			textField(
				{
					displayName: 'Country',
					name: 'country',
					placeholder: 'e.g. US',
					description: 'Only places in this country, as a two-letter code. If empty, everywhere.',
				},
				countryCode,
			),
		),
	),
	...limitFields,
	optionsField(),
);

const queryProblem = ({ targetingType, query }: ParamsIn<typeof form>): InputProblem | null =>
	query === '' && typeOf(targetingType).needsQuery
		? isEmpty(['query'], 'Enter what to search for: Meta lists these only by a search.')
		: null;

export const search = defineOperation({
	value: 'search',
	name: 'Search',
	action: 'Search targeting options',
	description: 'Find interests, behaviors, demographics, places and languages to target, with their IDs and sizes',
	effect: 'read',
	form,
	rule: queryProblem,
	perform: eachItem(async (session, params) => {
		const type = typeOf(params.targetingType);
		const { query, country } = params;
		const options = await find(session.graph, { type, query, country, most: mostRows(params) });
		return options.map((option) => ({ json: row(option, type) }));
	}),
});
