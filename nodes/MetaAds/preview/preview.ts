import { uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { idOf, linkTo, textCell } from '../../shared/reading/cells';
import type { AdObjectKind } from '../../shared/adObject/kind';
import { ownedObject } from '../../shared/adObject/target';
import { renameField } from '../../shared/form/field';
import { formOf } from '../../shared/form/form';
import { choice, listedChoices } from '../../shared/form/kinds';
import type { SettledRequest } from '../../shared/graph/client';
import { rowsIn, type GraphObject } from '../../shared/graph/object';
import type { GraphRequest } from '../../shared/graph/request';
import { pairLists } from '../../shared/lists';
import { optionsField } from '../../shared/node/commonFields';
import { defineOperation, eachItem, type Operation, type Row } from '../../shared/node/operation';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import { fromLongList } from '../../shared/node/pickers/longLists';
import { adPreviewSpec } from '../../shared/spec';
import { formatInWords } from '../../shared/spec/formatWords';
import { frameOf, linkOf } from './frame';
import { mailBlock, textBlock, type FormatPreview } from './mailBlock';

/** What most approvals need to see. Meta calls the two feeds “standard” and Facebook’s by its device. */
const USUAL = ['MOBILE_FEED_STANDARD', 'INSTAGRAM_STANDARD', 'INSTAGRAM_STORY'];

const formatsField = listedChoices(
	{
		displayName: 'Formats',
		name: 'formats',
		description:
			'Placements to preview, one call each. If empty: Facebook and Instagram feeds on a phone, and Instagram Stories.',
		...fromLongList('getPreviewFormats'),
	},
	z
		.array(z.enum(adPreviewSpec.AdFormat))
		.transform((names): readonly string[] => (names.length > 0 ? uniq(names) : USUAL)),
);

const splitField = choice({
	displayName: 'Output',
	name: 'output',
	options: [
		{ name: 'One Item for All Formats', value: 'together', description: 'For one email or one message' },
		{ name: 'One Item per Format', value: 'each', description: 'For a table or a gallery' },
	],
	default: 'together',
	description: 'How the previews are returned',
});

/** How an ad or a creative looks in chosen formats. */
export const previewOperation = (kind: AdObjectKind, action: string, description: string): Operation =>
	defineOperation({
		value: 'preview',
		name: 'Preview',
		action,
		description,
		effect: 'read',
		form: formOf(adAccountLocator, renameField('id', kind.locator), formatsField, splitField, optionsField()),
		perform: eachItem(async (session, { adAccount, id, formats, output }) => {
			const object = await ownedObject(session, kind, id, adAccount);
			const answers = await session.graph.sendMany(formats.map((format) => previewRequest(id, format, adAccount)));
			// Where no format fits, it is not the formats: the item fails with what Meta says.
			const failures = answers.flatMap(({ failure }) => failure ?? []);
			const [first] = failures;
			if (first !== undefined && failures.length === answers.length) throw first;
			const previews = pairLists(formats, answers).map(([format, answer]) => previewOf(format, answer));
			return rowsOf(object, previews, { account: adAccount, kind, apart: output === 'each' });
		}),
	});

const previewRequest = (id: string, format: string, account: string): GraphRequest => ({
	method: 'GET',
	path: `${id}/previews`,
	params: { ad_format: format },
	effect: 'read',
	account,
});

/**
 * One format's frame. A format that does not fit the creative is refused (Marketing API: ad previews support certain
 * combinations): that is told where the frame would stand, and the others are shown.
 *
 * @throws GraphFailure for everything else
 */
function previewOf(format: string, { answer, failure }: SettledRequest): FormatPreview {
	if (failure) {
		if (failure.kind !== 'invalidParameter') throw failure;
		const problem = failure.meta?.userMessage ?? failure.meta?.message ?? failure.message;
		return { format, iframe: null, link: null, problem };
	}
	const [preview] = rowsIn(answer.body);
	const body = textCell(preview?.body);
	if (body === null) return { format, iframe: null, link: null, problem: 'Meta has no preview in this format' };
	return { format, iframe: frameOf(body), link: linkOf(body), problem: null };
}

const problemInWords = ({ format, problem }: FormatPreview): string[] =>
	problem === null ? [] : [`${formatInWords(format)}: ${problem}`];

interface Shown {
	readonly account: string;
	readonly kind: AdObjectKind;
	readonly apart: boolean;
}

function rowsOf(object: GraphObject, previews: readonly FormatPreview[], { account, kind, apart }: Shown): Row[] {
	const id = idOf(object.id);
	const name = textCell(object.name) ?? id ?? 'unnamed';
	const shareableLink = textCell(object.preview_shareable_link);
	const row = (group: readonly FormatPreview[]): Row => {
		const links = group.flatMap(({ link }) => link ?? []);
		const json: IDataObject = {
			id,
			name,
			format: group.map(({ format }) => formatInWords(format)).join(', '),
			link: links[0] ?? null,
			shareableLink,
			text: textBlock(name, previews, shareableLink),
			html: mailBlock(name, previews, shareableLink),
			iframe: group.flatMap(({ iframe }) => iframe ?? []).join('\n') || null,
			links: links.join('\n'),
			problems: group.flatMap(problemInWords).join('\n'),
			accountId: account,
			adsManagerUrl: linkTo(id, (objectId) => kind.url(account, objectId)),
		};
		return { json };
	};
	return apart ? previews.map((preview) => row([preview])) : [row(previews)];
}
