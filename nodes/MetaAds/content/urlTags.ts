import { compact } from 'lodash';
import { z } from 'zod';

import { rows } from '../../shared/form/collections';
import { shownWhen } from '../../shared/form/field';
import { choice, text, turnValue } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import { checkValue, problem } from '../../shared/form/words';
import { byLabel } from '../../shared/words';
import type { Session } from '../../shared/node/session/session';
import { chosenCredential } from '../../shared/node/session/openGraph';

/** What Meta fills in when somebody clicks (Meta Business Help, "About URL parameters"), with what it may come to. */
const macros = [
	{ name: 'Ad ID', value: '{{ad.id}}', sample: '120210000000003' },
	{ name: 'Ad Name', value: '{{ad.name}}', sample: 'Steaming%20cup' },
	{ name: 'Ad Set ID', value: '{{adset.id}}', sample: '120210000000002' },
	{ name: 'Ad Set Name', value: '{{adset.name}}', sample: 'Broad' },
	{ name: 'Campaign ID', value: '{{campaign.id}}', sample: '120210000000001' },
	{ name: 'Campaign Name', value: '{{campaign.name}}', sample: 'Autumn%20sale' },
	{ name: 'Placement', value: '{{placement}}', sample: 'Facebook_Mobile_Feed' },
	{ name: 'Site Source', value: '{{site_source_name}}', sample: 'fb' },
] as const;

const sampleOf: ReadonlyMap<string, string> = new Map(macros.map(({ value, sample }) => [value, sample]));

/** What stands between the braces, without what people write differently: `{{Campaign Name}}`, `{{campaign_name}}`. */
const plainMacro = (macro: string): string => macro.toLowerCase().replace(/[^a-z]/g, '');

const likeIt = (macro: string): string | undefined =>
	[...sampleOf.keys()].find((one) => plainMacro(one) === plainMacro(macro));

/** Why tags cannot be used: what is wrong, and what to do. */
function tagsProblem(tags: string): readonly [string, string] | undefined {
	if (tags === '')
		return ['is empty', 'Enter tags such as utm_source=meta&utm_campaign={{campaign.name}}, or remove it.'];
	const macrosInTags = tags.match(/\{\{[^{}]*\}\}/g) ?? [];
	const wrong = macrosInTags.find((macro) => !sampleOf.has(macro));
	if (wrong !== undefined) {
		const meant = likeIt(wrong);
		const advice = meant === undefined ? `Use one of: ${[...sampleOf.keys()].join(', ')}.` : `Write ${meant}.`;
		return [`has ${wrong}, which Meta does not fill in`, advice];
	}
	const rest = macrosInTags.reduce((left, macro) => left.replace(macro, 'macro'), tags);
	if (/[{}]/.test(rest)) return ['has braces that do not close', 'Write a macro as {{campaign.name}}.'];
	const pairs = rest.split('&').map((pair) => /^([^=\s]+)=\S*$/.exec(pair)?.[1]);
	if (pairs.some((name) => name === undefined))
		return [
			'cannot be read',
			'Enter pairs of a name and a value, joined by &: utm_source=meta&utm_medium=paid. No spaces, no address.',
		];
	const twice = pairs.find((name, at) => pairs.indexOf(name) !== at);
	return twice === undefined ? undefined : [`has ${twice} twice`, 'Keep one of the two.'];
}

/** UTM and other parameters: `name=value` pairs joined by `&`. */
export const urlTagsCheck = z
	.string()
	.trim()
	.transform((tags) => tags.replace(/^[?&]+/, ''))
	.superRefine((tags, context) => {
		const wrong = tagsProblem(tags);
		if (wrong !== undefined) problem(context, [], ...wrong);
	});

/** A link as people land on it, with Meta's macros filled in. */
export const sampleLink = (link: string, tags: string): string => {
	const filled = [...sampleOf].reduce((left, [macro, sample]) => left.split(macro).join(sample), tags);
	return `${link}${link.includes('?') ? '&' : '?'}${filled}`;
};

const tagNames = [
	{ name: 'Campaign', value: 'utm_campaign' },
	{ name: 'Content', value: 'utm_content' },
	{ name: 'ID', value: 'utm_id' },
	{ name: 'Medium', value: 'utm_medium' },
	{ name: 'Source', value: 'utm_source' },
	{ name: 'Term', value: 'utm_term' },
] as const;

/** Rows of a parameter and what Meta fills in, for people who do not want to write macros. */
export const utmField = turnValue(
	rows(
		{
			displayName: 'UTM Parameters',
			name: 'utm',
			placeholder: 'Add Parameter',
			typeOptions: { sortable: true },
			description: 'URL tags by choice, instead of URL Parameters. Meta fills in names and IDs when someone clicks.',
			row: { name: 'rows', displayName: 'Parameter' },
		},
		[
			choice({
				displayName: 'Parameter',
				name: 'parameter',
				options: tagNames.map(({ name, value }) => ({ name, value, description: `The parameter ${value}` })),
				default: 'utm_campaign',
				description: 'What your analytics tool reads',
			}),
			choice({
				displayName: 'Value',
				name: 'value',
				options: [...macros.map(({ name, value }) => ({ name, value })), { name: 'Fixed Text', value: 'text' }].sort(
					byLabel,
				),
				default: '{{campaign.name}}',
				description: 'What your page gets when someone lands on it',
			}),
			shownWhen(
				{ value: ['text'] },
				text({
					displayName: 'Fixed Text',
					name: 'text',
					placeholder: 'e.g. meta',
					description: 'The same for every click',
				}),
			),
		] as const,
	),
	(list, at) => {
		if (list.length === 0) return undefined;
		const pairs = list.map(
			({ parameter, value, text: fixed }) => `${parameter}=${value === 'text' ? (fixed ?? '') : value}`,
		);
		return checkValue(urlTagsCheck, pairs.join('&'), at);
	},
);

/** `name=value` pairs of a query. */
const nameOfPair = (pair: string): string => pair.replace(/=.*$/s, '');

/** Names of the parameters that links have already. */
const namesIn = (links: readonly string[]): ReadonlySet<string> =>
	new Set(compact(links.flatMap((link) => /\?([^#]*)/.exec(link)?.[1]?.split('&').map(nameOfPair))));

/** The parameter that would stand twice in a link: Meta adds tags to what the link has. */
export function doubledTag(tags: string, links: readonly string[]): string | undefined {
	const present = namesIn(links);
	return tags
		.split('&')
		.map(nameOfPair)
		.find((name) => present.has(name));
}

export const doubledProblem = (path: string[], name: string): InputProblem =>
	new InputProblem(path, `has ${name}, and the link has it, too`, 'Take it out of one of the two.');

/**
 * The tags of the credential, for creatives whose step has none of its own.
 *
 * @param links of the creative, whose parameters go before those of the credential
 * @throws InputProblem where they cannot be used
 */
export async function houseTags({ n8n }: Session, links: readonly string[]): Promise<string | undefined> {
	const { urlTags } = await n8n.getCredentials(chosenCredential(n8n));
	const tags = typeof urlTags === 'string' ? urlTags.trim() : '';
	if (tags === '') return undefined;
	const tagCheck = urlTagsCheck.safeParse(tags);
	if (tagCheck.success) {
		const present = namesIn(links);
		const others = tagCheck.data.split('&').filter((pair) => !present.has(nameOfPair(pair)));
		return others.length > 0 ? others.join('&') : undefined;
	}
	const [wrong] = tagCheck.error.issues;
	throw new InputProblem(
		['additionalFields', 'urlTags'],
		`comes from the URL Parameters of the credential, which cannot be used: the entry ${wrong?.message ?? 'cannot be read'}`,
		'Correct the URL Parameters in the credential.',
	);
}
