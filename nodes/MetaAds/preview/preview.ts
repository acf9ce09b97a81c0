import type { IDataObject } from 'n8n-workflow';

import { named } from '../../shared/form/field';
import { formOf } from '../../shared/form/form';
import { choice } from '../../shared/form/kinds';
import type { Settled } from '../../shared/graph/client';
import type { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import type { GraphRequest } from '../../shared/graph/request';
import { optionsField } from '../../shared/node/commonFields';
import { adAccountLocator } from '../../shared/node/locators';
import { defineOperation, eachItem, type Operation, type Row } from '../../shared/node/operation';
import { text } from '../../shared/adObject/columns';
import type { AdObjectKind } from '../../shared/adObject/kind';
import { ownedObject } from '../../shared/adObject/target';
import { formatsField } from './formats';
import { formatInWords } from '../../shared/spec/formatWords';
import { frameOf, linkOf } from './frame';
import { mailBlock, textBlock, type Preview } from './mailBlock';

const splitField = choice({
	displayName: 'Output',
	name: 'output',
	options: [
		{ name: 'One Item for All Formats', value: 'together', description: 'For one e-mail or one message' },
		{ name: 'One Item per Format', value: 'each', description: 'For a table or a gallery' },
	],
	default: 'together',
	description: 'How the previews come out',
});

/** How an ad or a creative looks in chosen formats. */
export const previewOperation = (kind: AdObjectKind, action: string, description: string): Operation =>
	defineOperation({
		value: 'preview',
		name: 'Preview',
		action,
		description,
		effect: 'read',
		form: formOf(adAccountLocator, named('id', kind.locator), formatsField, splitField, optionsField()),
		perform: eachItem(async (session, { adAccount, id, formats, output }) => {
			const object = await ownedObject(session, kind, id, adAccount);
			const answers = await session.graph.sendMany(formats.map((format) => previewRequest(id, format, adAccount)));
			// Where no format fits, it is not the formats: the item fails with what Meta says.
			if (answers.every(({ failure }) => failure !== undefined)) throw answers[0].failure as GraphFailure;
			return rowsOf(object, formats.map((format, index) => previewOf(format, answers[index])), { account: adAccount, kind, apart: output === 'each' });
		}),
	});

export const previewRequest = (id: string, format: string, account: string): GraphRequest => ({ method: 'GET', path: `${id}/previews`, params: { ad_format: format }, effect: 'read', account });

/**
 * One format's frame. A format that does not fit the creative is refused (Marketing API: ad previews support certain
 * combinations): that is told where the frame would stand, and the others are shown.
 *
 * @throws GraphFailure for everything else
 */
function previewOf(format: string, { answer, failure }: Settled): Preview {
	if (failure) {
		if (failure.kind !== 'invalidParameter') throw failure;
		return { format, iframe: null, link: null, problem: failure.meta?.userMessage ?? failure.meta?.message ?? failure.message };
	}
	const { data } = answer.body as { data?: unknown };
	const body = text(((Array.isArray(data) ? data[0] : undefined) as GraphObject | undefined)?.body);
	return body === null ? { format, iframe: null, link: null, problem: 'Meta has no preview in this format' } : { format, iframe: frameOf(body), link: linkOf(body), problem: null };
}

interface Shown {
	readonly account: string;
	readonly kind: AdObjectKind;
	readonly apart: boolean;
}

function rowsOf(object: GraphObject, previews: readonly Preview[], { account, kind, apart }: Shown): Row[] {
	const id = String(object.id);
	const name = text(object.name) ?? id;
	const shareableLink = text(object.preview_shareable_link);
	const row = (group: readonly Preview[]): Row => {
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
			problems: group.flatMap(({ format, problem }) => (problem === null ? [] : [`${formatInWords(format)}: ${problem}`])).join('\n'),
			accountId: account,
			adsManagerUrl: kind.url(account, id),
		};
		return { json };
	};
	return apart ? previews.map((preview) => row([preview])) : [row(previews)];
}
