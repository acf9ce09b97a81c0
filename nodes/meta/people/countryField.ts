import { z } from 'zod';

import { mayBeEmpty } from '../../shared/form/field';
import { listedChoice } from '../../shared/form/kinds';
import { problem } from '../../shared/form/words';
import { fromLongList } from '../../shared/node/pickers/longLists';
import { codeOf } from './normalise/country';

const countryCode = z
	.string()
	.trim()
	.transform((code, context) => {
		const knownCode = codeOf(code);
		if (knownCode !== undefined) return knownCode;
		const wrong = /^[a-z]{2}$/i.test(code) ? 'is the code of no country' : 'must be the two letters of a country';
		problem(context, [], wrong, 'Choose it from the list, or enter a code such as DE or US.');
		return z.NEVER;
	});

export const defaultCountryField = mayBeEmpty(
	listedChoice(
		{
			displayName: 'Default Country Name or ID',
			name: 'defaultCountry',
			...fromLongList('getDefaultCountries'),
			description:
				'Country of contacts without one. Phone numbers without a country code need it. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		countryCode,
	),
);
